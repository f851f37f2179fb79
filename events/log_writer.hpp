/// Makes lines durable: the one place that writes to a log.
///
/// Appends that come while a sync runs wait and share the next one. Whoever waits may lead: the threads that append do
/// the writing themselves, one round at a time, and no thread stands by for it.
///
///     round 1   write A                  sync    A is one line: acknowledged
///     round 2   write B but its head     sync    B is several lines: all durable, none counts
///     round 3   write B's head, write C  sync    B acknowledged, and C if it is one line
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <entente/events/files.hpp>
#include <entente/events/sequencer.hpp>

namespace entente {

/// Locks on a log are held far behind its bytes' end, so that they say something: a writer holds `writer_byte`, and
/// every byte from the end of what is durable up to there. What a reader can lock is durable.
inline constexpr std::uint64_t writer_byte = std::uint64_t{1} << 62;
inline constexpr ByteRange writer_lock{.from = writer_byte, .to = writer_byte + 1};

class LogWriter {
public:
    /// Appends that are written and synced together.
    struct Group;
    using Ticket = std::shared_ptr<Group>;

    /// `file` is locked as said above from `end` on, where the next line goes. `take_back` is called under the lock
    /// that the calls below are given, newest entries first, for what was counted as there and could not be made
    /// durable.
    LogWriter(
        File& file, std::string path, std::uint64_t end, Head head, std::function<void(const Retreat&)> take_back);
    ~LogWriter();

    // All of these are called with the log's lock held; `await` lets go of it while it waits and writes.

    /// Queues lines behind all that is queued. `retreat`: their entries, and the end of the log before them.
    [[nodiscard]] Ticket add(const std::vector<std::string>& lines, Retreat retreat, Head head);

    /// The group that holds a position which is not durable yet; null when it is.
    [[nodiscard]] Ticket holding(Seq seq) const;

    /// Until the group is durable. Errors: `read_only`, and then nothing of the group is acknowledged.
    [[nodiscard]] Result<void> await(std::unique_lock<std::mutex>& lock, const Ticket& ticket);

    [[nodiscard]] Head head() const { return durable_; }      ///< the last durable line
    [[nodiscard]] std::uint64_t end() const { return end_; }  ///< of what is durable, in bytes
    [[nodiscard]] std::uint64_t queue_end() const;            ///< of all that is queued, in bytes
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

    /// Queued text from byte `start` of the file up to its newline.
    [[nodiscard]] std::string queued_line(std::uint64_t start) const;

private:
    struct Outcome;
    struct WriteFailure;
    void lead(std::unique_lock<std::mutex>& lock);
    [[nodiscard]] Outcome write(const Group* seal, Group* group);
    [[nodiscard]] std::expected<void, WriteFailure> write_lines(Group& group);
    [[nodiscard]] Outcome cut_back(std::uint64_t to, std::errc why);
    [[nodiscard]] Outcome sync_failed(std::errc why);
    [[nodiscard]] Error no_more_writing(std::string_view doing, std::string_view because) const;
    [[nodiscard]] Outcome publish(Outcome outcome);
    void settle(const Ticket& seal, const Ticket& group, const Outcome& outcome);
    void finish(const Ticket& group);
    void give_up(const Ticket& group, const Error& why);
    void pass_on() const;

    File& file_;
    std::string path_;
    std::function<void(const Retreat&)> take_back_;
    Head durable_;
    std::uint64_t end_;
    bool leading_ = false;
    Ticket written_;  ///< durable but for its head
    Ticket writing_;  ///< in the hands of who leads
    Ticket open_;     ///< takes what comes
    std::optional<Error> failure_;
};

}  // namespace entente
