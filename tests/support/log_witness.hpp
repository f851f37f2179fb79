/// Remembers what a log was given, what it acknowledged and what it showed, and says when it breaks its word.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <entente/events/file_log.hpp>

namespace entente::test {

/// One record as a log showed it.
struct Shown {
    Record record;
    std::string canonical;
};

/// Collects what is shown.
[[nodiscard]] RecordSink into(std::vector<Shown>& shown);

class LogWitness {
public:
    /// Before the append: from here on these entries may be there.
    void submitted(const std::vector<Draft>& drafts);

    /// After it: from here on they are there.
    void acknowledged(const std::vector<Receipt>& receipts);

    /// Everything a log shows, from its first record on. Answers what is wrong with that; empty when nothing is:
    ///   what was acknowledged is there once, where it was said to be, with the time that was said;
    ///   what was shown once is still there; nothing is there that was never submitted; time rises.
    [[nodiscard]] std::string check(const std::vector<Shown>& shown);

    [[nodiscard]] bool has_acknowledged(const EntryId& id) const;

private:
    mutable std::mutex mutex_;
    std::map<EntryId, std::string> submitted_;
    std::map<std::uint64_t, Receipt> acknowledged_;  ///< by seq
    std::vector<Receipt> shown_;
};

}  // namespace entente::test
