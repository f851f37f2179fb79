/// Makes lines durable: the one place that writes to a log.
///
/// Appends that come while a sync runs wait and share the next one. The threads that append do the writing themselves:
/// whoever came first into a group leads its round, the others wait, and no thread stands by for it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <expected>
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
/// every byte from the end of what is durable up to there. What a reader could lock is durable.
inline constexpr std::uint64_t writer_byte = std::uint64_t{1} << 62;
inline constexpr ByteRange writer_lock{.from = writer_byte, .to = writer_byte + 1};

class LogWriter {
public:
    /// Appends that are written and synced together.
    struct Group;
    struct Ticket {
        std::shared_ptr<Group> group;
        bool leads = false;
    };

    /// `file` is locked as said above from `end` on, where the next line goes. `take_back` is called with the lock held
    /// that the calls below are given, newest entries first, for what was counted as there and could not be made
    /// durable.
    LogWriter(
        File& file, std::string path, std::uint64_t end, Head head, std::function<void(const Retreat&)> take_back);
    ~LogWriter();

    // All of these are called with the log's lock held; `await` lets go of it.

    /// Queues lines behind all that is queued. `retreat`: their entries, and the end of the log before them.
    [[nodiscard]] Ticket add(const std::vector<std::string>& lines, Retreat retreat, Head head);

    /// The group that holds a position which is not durable yet; without a group when it is.
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
    using GroupPointer = std::shared_ptr<Group>;
    struct Outcome;
    struct WriteFailure;
    [[nodiscard]] std::vector<GroupPointer> lead(std::unique_lock<std::mutex>& lock);
    [[nodiscard]] Outcome write(const Group& group);
    [[nodiscard]] std::expected<void, WriteFailure> write_lines(const Group& group);
    [[nodiscard]] std::expected<void, WriteFailure> put(std::string_view bytes, std::uint64_t at);
    [[nodiscard]] std::expected<void, WriteFailure> sync();
    [[nodiscard]] Outcome cut_back(std::errc why);
    [[nodiscard]] Outcome sync_failed(std::errc why);
    [[nodiscard]] Error no_more_writing(std::string_view doing, std::errc why) const;
    [[nodiscard]] std::vector<GroupPointer> settle(const Outcome& outcome);
    void give_up(const GroupPointer& group, const Error& why);

    File& file_;
    std::string path_;
    std::function<void(const Retreat&)> take_back_;
    Head durable_;
    std::uint64_t end_;
    bool leading_ = false;
    GroupPointer writing_;  ///< in the hands of who leads
    GroupPointer open_;     ///< takes what comes
    std::optional<Error> failure_;
};

}  // namespace entente
