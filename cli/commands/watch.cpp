#include <cerrno>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <entente/cli/commands/coming.hpp>
#include <entente/cli/entry_view.hpp>
#include <entente/cli/interrupt.hpp>
#include <entente/cli/log_source.hpp>
#include <entente/cli/question.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

/// How often the log is looked at: soon enough for a person, seldom enough to cost nothing.
constexpr int look_again_ms = 200;

/// Which file stands at a path; another one there, or none, is another log.
struct Identity {
    dev_t device = 0;
    ino_t number = 0;
    friend bool operator==(const Identity&, const Identity&) = default;
};

std::optional<Identity> identity_of(const std::string& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) {
        return std::nullopt;
    }
    return Identity{.device = status.st_dev, .number = status.st_ino};
}

/// Waits a while; answers whether somebody still reads what is printed. A signal ends the wait.
bool wait_for_more(int descriptor) {
    pollfd reader{.fd = descriptor, .events = 0, .revents = 0};
    return ::poll(&reader, 1, look_again_ms) <= 0 || (reader.revents & (POLLERR | POLLNVAL | POLLHUP)) == 0;
}

class Follower {
public:
    Follower(const Asked& asked, Console& console) : asked_(asked), out_(console.out) {}

    /// Prints the entries after a position, then what comes, until nobody reads, Ctrl-C, or the log is no more.
    Result<Exit> follow(LogSource& source, Identity log, Seq after) {
        const Interrupt interrupt;
        const auto print = [this](const Record& record, std::string_view canonical) { return show(record, canonical); };
        if (!asked_.has("json")) {
            out_.print_line(entry_rows_title(out_, seq_columns));
        }
        ENTENTE_TRY(source.log().read_range(after, source.log().head().seq, print));
        while (true) {
            ENTENTE_TRY(out_.flush());
            if (interrupt.requested()) {
                return Exit::interrupted;
            }
            if (out_.abandoned() || !wait_for_more(STDOUT_FILENO)) {
                return Exit::done;
            }
            const auto stands = identity_of(source.path());
            if (stands != log) {
                return fail(
                    ErrorCode::io_failed,
                    fmt::format(
                        "the log {} was {}; start again to watch what stands there", harmless(source.path()),
                        stands ? "replaced by another file" : "removed"));
            }
            ENTENTE_TRY(source.log().refresh(print));
        }
    }

private:
    static constexpr std::size_t seq_columns = 5;  // so many entries, and rows still stand below each other

    Result<void> show(const Record& record, std::string_view canonical) {
        const auto alliance = asked_.find("ALLIANCE");
        if (!alliance || record.entry->alliance.text == *alliance) {
            out_.print_line(
                asked_.has("json") ? record_json(record, canonical).dump() : entry_row(record, out_, seq_columns));
        }
        return {};
    }

    const Asked& asked_;
    Terminal& out_;
};

}  // namespace

Result<Exit> run_watch(const Asked& asked, Console& console) {
    const auto after = ENTENTE_TRY(number_flag(asked, "after"));
    const auto before = identity_of(log_path(asked, console));
    auto source = ENTENTE_TRY(LogSource::open(asked, console, LogMode::read));
    const auto head = source.log().head().seq;
    if (after && *after > head.value) {
        return fail(
            ErrorCode::not_found, fmt::format("there is no position @{}: the log ends at @{}", *after, head.value),
            "--after");
    }
    if (const auto alliance = asked.find("ALLIANCE")) {
        ENTENTE_TRY(source.ledger().history(AllianceId{std::string(*alliance)}));
    }
    return Follower{asked, console}.follow(source, before.value_or(Identity{}), after ? Seq{*after} : head);
}

}  // namespace entente::cli
