#include <entente/events/log_writer.hpp>

#include <cerrno>
#include <future>
#include <ranges>
#include <utility>

#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/events/log_tail.hpp>

namespace entente {
namespace {

/// What room made, or a raised limit, would mend.
bool is_full(std::errc why) {
    return why == std::errc::no_space_on_device || why == std::errc::file_too_large ||
           why == static_cast<std::errc>(EDQUOT);
}

}  // namespace

struct LogWriter::Group {
    std::uint64_t start = 0;  ///< byte of the file where its text goes
    std::string text;
    std::size_t lines = 0;
    Head head;  ///< at its last line
    std::vector<Retreat> retreats;
    std::condition_variable lead;         ///< for who leads it
    std::optional<Result<void>> outcome;  ///< once it is settled

    // For who waits: all wake at once, and need no lock that the next appends want.
    std::promise<Result<void>> promise;
    std::shared_future<Result<void>> result = promise.get_future();

    [[nodiscard]] std::uint64_t end() const { return start + text.size(); }
};

/// Why lines could not be made durable.
struct LogWriter::WriteFailure {
    std::errc why;
    bool in_sync = false;
};

/// What a round came to: done, when there is no error.
struct LogWriter::Outcome {
    std::optional<Error> error = {};
    bool for_good = false;  ///< after this error nothing is written any more
};

LogWriter::LogWriter(
    File& file, std::string path, std::uint64_t end, Head head, std::function<void(const Retreat&)> take_back)
    : file_(file),
      path_(std::move(path)),
      take_back_(std::move(take_back)),
      durable_(head),
      end_(end),
      open_(std::make_shared<Group>()) {
    open_->start = end;
}

LogWriter::~LogWriter() = default;

LogWriter::Ticket LogWriter::add(const std::vector<std::string>& lines, Retreat retreat, Head head) {
    ENTENTE_ASSERT(!lines.empty() && !failure_);
    const bool leads = open_->lines == 0;
    for (const auto& line : lines) {
        open_->text += line;
    }
    open_->lines += lines.size();
    open_->head = head;
    open_->retreats.push_back(std::move(retreat));
    return {.group = open_, .leads = leads};
}

LogWriter::Ticket LogWriter::holding(Seq seq) const {
    if (seq <= durable_.seq) {
        return {};
    }
    return {.group = writing_ != nullptr && seq <= writing_->head.seq ? writing_ : open_};
}

std::uint64_t LogWriter::queue_end() const {
    return open_->end();
}

std::string LogWriter::queued_line(std::uint64_t start) const {
    const auto& group = writing_ != nullptr && start < writing_->end() ? *writing_ : *open_;
    ENTENTE_ASSERT(group.start <= start && start < group.end());
    const auto from = static_cast<std::size_t>(start - group.start);
    return group.text.substr(from, group.text.find('\n', from) - from);
}

Result<void> LogWriter::await(std::unique_lock<std::mutex>& lock, const Ticket& ticket) {
    auto& group = *ticket.group;
    while (ticket.leads && !group.outcome) {
        if (leading_) {
            group.lead.wait(lock);
            continue;
        }
        const auto settled = lead(lock);
        if (open_->lines > 0) {
            open_->lead.notify_one();  // first of all, so that the next sync need not wait until all of these are awake
        }
        lock.unlock();
        for (const auto& one : settled) {
            one->promise.set_value(*one->outcome);
        }
        lock.lock();
    }
    lock.unlock();
    return group.result.get();
}

/// Writes what is queued, with whoever waits on it. Answers the groups that are settled then; their waiters are to be
/// told, without the lock.
std::vector<LogWriter::GroupPointer> LogWriter::lead(std::unique_lock<std::mutex>& lock) {
    leading_ = true;
    writing_ = std::exchange(open_, std::make_shared<Group>());
    open_->start = writing_->end();
    const auto& group = *writing_;
    lock.unlock();
    const auto outcome = write(group);
    lock.lock();
    leading_ = false;
    return settle(outcome);
}

/// Without the log's lock: only who leads touches the file, and `end_`.
LogWriter::Outcome LogWriter::write(const Group& group) {
    if (const auto written = write_lines(group); !written) {
        const auto [why, in_sync] = written.error();
        return in_sync ? sync_failed(why) : cut_back(why);
    }
    // Now readers may see it.
    if (const auto unlocked = uninterrupted([&] { return file_.unlock({.from = end_, .to = group.end()}); });
        !unlocked) {
        return {.error = no_more_writing("unlocking", unlocked.error()), .for_good = true};
    }
    return {};
}

/// Of several lines the head of the first is written when all the rest is durable, and goes to the disk with whatever
/// is synced next: until then whoever finds it missing, after a power cut, can tell what was cut short from damage.
std::expected<void, LogWriter::WriteFailure> LogWriter::write_lines(const Group& group) {
    std::string_view text{group.text};
    auto at = group.start;
    auto lines = group.lines;
    // A first line that cannot hold back its head goes alone: no hole in one line leaves another one behind it.
    for (; lines > 1 && !can_hold_back(at); --lines) {
        const auto line = text.substr(0, text.find('\n') + 1);
        ENTENTE_TRY(put(line, at));
        ENTENTE_TRY(sync());
        text.remove_prefix(line.size());
        at += line.size();
    }
    const auto kept = lines > 1 ? held_back.size() : 0;
    ENTENTE_TRY(put(text.substr(kept), at + kept));
    ENTENTE_TRY(sync());
    return put(text.substr(0, kept), at);
}

std::expected<void, LogWriter::WriteFailure> LogWriter::put(std::string_view bytes, std::uint64_t at) {
    if (const auto written = write_full(file_, bytes, at); !written) {
        return std::unexpected(WriteFailure{.why = written.error()});
    }
    return {};
}

std::expected<void, LogWriter::WriteFailure> LogWriter::sync() {
    if (const auto synced = uninterrupted([&] { return file_.sync_data(); }); !synced) {
        return std::unexpected(WriteFailure{.why = synced.error(), .in_sync = true});
    }
    return {};
}

/// Takes half-written lines away, durably: what is written there next must not mix with them on the disk.
LogWriter::Outcome LogWriter::cut_back(std::errc why) {
    const auto cut = uninterrupted([&] { return file_.truncate(end_); });
    if (!cut || !sync() || !is_full(why)) {
        return {.error = no_more_writing("writing", why), .for_good = true};
    }
    return {
        .error = Error{
            .code = ErrorCode::read_only,
            .message = fmt::format(
                "nothing was appended: cannot write {}: {}; appends are taken again once there is room", path_,
                std::make_error_code(why).message()),
            .where = path_}};
}

/// Never tried again: after a failed sync the kernel may take for written what the disk never got.
LogWriter::Outcome LogWriter::sync_failed(std::errc why) {
    // Nobody has seen what stands behind `end_`, and nobody should. If this fails too, the next opening sorts it out.
    [[maybe_unused]] const auto cut = uninterrupted([&] { return file_.truncate(end_); });
    return {.error = no_more_writing("syncing", why), .for_good = true};
}

Error LogWriter::no_more_writing(std::string_view doing, std::errc why) const {
    return {
        .code = ErrorCode::read_only,
        .message = fmt::format(
            "nothing was appended: {} {} failed: {}; nothing more is written until the log is opened anew", doing,
            path_, std::make_error_code(why).message()),
        .where = path_};
}

std::vector<LogWriter::GroupPointer> LogWriter::settle(const Outcome& outcome) {
    const auto group = std::exchange(writing_, nullptr);
    if (!outcome.error) {
        durable_ = group->head;
        end_ = group->end();
        group->outcome = Result<void>{};
        return {group};
    }
    if (outcome.for_good) {
        failure_ = outcome.error;
    }
    // What waits behind was decided on top of what is given up: it goes with it, newest first.
    const auto behind = std::exchange(open_, std::make_shared<Group>());
    open_->start = end_;
    give_up(behind, *outcome.error);
    give_up(group, *outcome.error);
    return {behind, group};
}

void LogWriter::give_up(const GroupPointer& group, const Error& why) {
    for (const auto& retreat : group->retreats | std::views::reverse) {
        take_back_(retreat);
    }
    group->outcome = std::unexpected(why);
    group->lead.notify_one();
}

}  // namespace entente
