#include <entente/events/log_writer.hpp>

#include <cerrno>
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
    std::optional<std::uint64_t> held_back_at;  ///< byte of the file where its head is still missing
    bool settled = false;
    std::optional<Error> error;
    std::condition_variable changed;

    [[nodiscard]] std::uint64_t end() const { return start + text.size(); }
};

struct LogWriter::WriteFailure {
    std::errc why;
    bool in_sync = false;
};

/// What one round came to.
struct LogWriter::Outcome {
    std::uint64_t durable = 0;  ///< up to this byte of the file
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
    for (const auto& line : lines) {
        open_->text += line;
    }
    open_->lines += lines.size();
    open_->head = head;
    open_->retreats.push_back(std::move(retreat));
    return open_;
}

LogWriter::Ticket LogWriter::holding(Seq seq) const {
    if (seq <= durable_.seq) {
        return nullptr;
    }
    for (const auto& group : {written_, writing_, open_}) {
        if (group != nullptr && seq <= group->head.seq) {
            return group;
        }
    }
    return nullptr;
}

std::uint64_t LogWriter::queue_end() const {
    return open_->end();
}

std::string LogWriter::queued_line(std::uint64_t start) const {
    for (const auto& group : {written_, writing_, open_}) {
        if (group != nullptr && group->start <= start && start < group->end()) {
            const auto from = static_cast<std::size_t>(start - group->start);
            return group->text.substr(from, group->text.find('\n', from) - from);
        }
    }
    ENTENTE_ASSERT(false && "no such line is queued");
    return {};
}

Result<void> LogWriter::await(std::unique_lock<std::mutex>& lock, const Ticket& ticket) {
    while (!ticket->settled) {
        if (leading_) {
            ticket->changed.wait(lock);
        } else {
            lead(lock);
        }
    }
    if (!leading_) {
        pass_on();
    }
    return ticket->error ? std::unexpected(*ticket->error) : Result<void>{};
}

/// Wakes somebody who still waits, to lead the next round.
void LogWriter::pass_on() const {
    if (written_ != nullptr) {
        written_->changed.notify_one();
    } else if (open_->lines > 0) {
        open_->changed.notify_one();
    }
}

void LogWriter::lead(std::unique_lock<std::mutex>& lock) {
    leading_ = true;
    const auto seal = written_;
    if (open_->lines > 0) {
        writing_ = std::exchange(open_, std::make_shared<Group>());
        open_->start = writing_->end();
    }
    const auto group = writing_;
    lock.unlock();
    const auto outcome = publish(write(seal.get(), group.get()));
    lock.lock();
    settle(seal, group, outcome);
    leading_ = false;
}

/// Writes a group's lines, all but the head of the first where they are several.
std::expected<void, LogWriter::WriteFailure> LogWriter::write_lines(Group& group) {
    std::string_view text{group.text};
    auto at = group.start;
    auto lines = group.lines;
    // A first line that cannot hold back its head goes alone: no hole in one line leaves another one behind it.
    for (; lines > 1 && !can_hold_back(at); --lines) {
        const auto line = text.substr(0, text.find('\n') + 1);
        if (const auto written = write_full(file_, line, at); !written) {
            return std::unexpected(WriteFailure{.why = written.error()});
        }
        if (const auto synced = uninterrupted([&] { return file_.sync_data(); }); !synced) {
            return std::unexpected(WriteFailure{.why = synced.error(), .in_sync = true});
        }
        text.remove_prefix(line.size());
        at += line.size();
    }
    if (lines > 1) {
        group.held_back_at = at;
        text.remove_prefix(held_back.size());
        at += held_back.size();
    }
    if (const auto written = write_full(file_, text, at); !written) {
        return std::unexpected(WriteFailure{.why = written.error()});
    }
    return {};
}

/// Without the log's lock: only who leads touches the file.
LogWriter::Outcome LogWriter::write(const Group* seal, Group* group) {
    auto durable = end_;
    if (seal != nullptr) {
        if (const auto written = write_full(file_, held_back, *seal->held_back_at); !written) {
            return cut_back(end_, written.error());
        }
        durable = seal->end();
    }
    if (group != nullptr) {
        if (const auto written = write_lines(*group); !written) {
            const auto [why, in_sync] = written.error();
            return in_sync ? sync_failed(why) : cut_back(durable, why);
        }
        durable = group->held_back_at ? durable : group->end();
    }
    if (const auto synced = uninterrupted([&] { return file_.sync_data(); }); !synced) {
        return sync_failed(synced.error());
    }
    return {.durable = durable};
}

/// Takes half-written lines away, durably: what is written there next must not mix with them on the disk.
LogWriter::Outcome LogWriter::cut_back(std::uint64_t to, std::errc why) {
    const auto because = std::make_error_code(why).message();
    const auto cut = uninterrupted([&] { return file_.truncate(to); });
    const auto synced = cut ? uninterrupted([&] { return file_.sync_data(); }) : cut;
    if (!synced || !is_full(why)) {
        return {.durable = synced ? to : end_, .error = no_more_writing("writing", because), .for_good = true};
    }
    return {
        .durable = to,
        .error = Error{
            .code = ErrorCode::read_only,
            .message = fmt::format(
                "nothing was appended: cannot write {}: {}; appends are taken again once there is room", path_,
                because),
            .where = path_}};
}

/// Never tried again: after a failed sync the kernel may take for written what the disk never got.
LogWriter::Outcome LogWriter::sync_failed(std::errc why) {
    // Nobody has seen what stands behind `end_`, and nobody should. If this fails too, the next opening sorts it out.
    [[maybe_unused]] const auto cut = uninterrupted([&] { return file_.truncate(end_); });
    return {
        .durable = end_, .error = no_more_writing("syncing", std::make_error_code(why).message()), .for_good = true};
}

Error LogWriter::no_more_writing(std::string_view doing, std::string_view because) const {
    return {
        .code = ErrorCode::read_only,
        .message = fmt::format(
            "nothing was appended: {} {} failed: {}; nothing more is written until the log is opened anew", doing,
            path_, because),
        .where = path_};
}

/// Lets readers see what is durable.
LogWriter::Outcome LogWriter::publish(Outcome outcome) {
    if (outcome.durable > end_) {
        if (const auto unlocked = file_.unlock({.from = end_, .to = outcome.durable}); !unlocked) {
            return {
                .durable = end_,
                .error = no_more_writing("unlocking", std::make_error_code(unlocked.error()).message()),
                .for_good = true};
        }
    }
    return outcome;
}

void LogWriter::settle(const Ticket& seal, const Ticket& group, const Outcome& outcome) {
    written_ = nullptr;
    writing_ = nullptr;
    end_ = outcome.durable;
    if (!outcome.error) {
        if (seal != nullptr) {
            finish(seal);
        }
        if (group != nullptr && group->held_back_at) {
            written_ = group;
        } else if (group != nullptr) {
            finish(group);
        }
        return;
    }
    if (outcome.for_good) {
        failure_ = outcome.error;
    }
    // What waits behind was decided on top of what is given up: it goes with it, newest first.
    give_up(open_, *outcome.error);
    open_ = std::make_shared<Group>();
    open_->start = end_;
    if (group != nullptr) {
        give_up(group, *outcome.error);
    }
    if (seal != nullptr && seal->end() <= end_) {
        finish(seal);
    } else if (seal != nullptr) {
        give_up(seal, *outcome.error);
    }
}

void LogWriter::finish(const Ticket& group) {
    durable_ = group->head;
    group->settled = true;
    group->changed.notify_all();
}

void LogWriter::give_up(const Ticket& group, const Error& why) {
    for (auto retreat = group->retreats.rbegin(); retreat != group->retreats.rend(); ++retreat) {
        take_back_(*retreat);
    }
    group->error = why;
    group->settled = true;
    group->changed.notify_all();
}

}  // namespace entente
