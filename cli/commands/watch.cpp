
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <poll.h>
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

/// Waits a while; answers whether somebody still reads what is printed. A signal ends the wait.
bool wait_for_more(int descriptor, int wait_ms) {
    pollfd reader{.fd = descriptor, .events = 0, .revents = 0};
    return ::poll(&reader, 1, wait_ms) <= 0 || (reader.revents & (POLLERR | POLLNVAL | POLLHUP)) == 0;
}

constexpr std::size_t seq_columns = 5;  // so many entries, and rows still stand below each other

}  // namespace

Result<Exit> run_watch(const Asked& asked, Console& console) {
    const auto after = ENTENTE_TRY(number_flag(asked, "after"));
    const auto source = ENTENTE_TRY(open_source(asked, console, Purpose::ask));
    auto& out = console.out;
    const bool json = asked.has("json");
    const Interrupt interrupt;
    const auto begin = [&] {
        if (!json) {
            out.print_line(entry_rows_title(out, seq_columns));
        }
    };
    const auto add = [&](const Record& record, std::string_view canonical) {
        out.print_line(json ? record_json(record, canonical).dump() : entry_row(record, out, seq_columns));
    };
    const auto look_up = [&]() -> std::optional<Result<Exit>> {
        if (const auto flushed = out.flush(); !flushed) {
            return std::unexpected(flushed.error());
        }
        if (interrupt.requested()) {
            return Exit::interrupted;
        }
        return out.abandoned() || !wait_for_more(STDOUT_FILENO, source->path().empty() ? 0 : look_again_ms)
                   ? std::optional<Result<Exit>>(Exit::done)
                   : std::nullopt;
    };
    Following following{.after = {}, .alliance = {}, .begin = begin, .add = add, .look_up = look_up};
    if (after) {
        following.after = Seq{*after};
    }
    if (const auto alliance = asked.find("ALLIANCE")) {
        following.alliance = std::string(*alliance);
    }
    return source->follow(following);
}

}  // namespace entente::cli
