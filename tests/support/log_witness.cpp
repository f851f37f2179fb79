#include <algorithm>
#include <set>

#include "log_witness.hpp"
#include <fmt/format.h>

namespace entente::test {

RecordSink into(std::vector<Shown>& shown) {
    return [&shown](const Record& record, std::string_view canonical) -> Result<void> {
        shown.push_back({.record = record, .canonical = std::string{canonical}});
        return {};
    };
}

void LogWitness::submitted(const std::vector<Draft>& drafts) {
    const std::scoped_lock lock(mutex_);
    for (const auto& draft : drafts) {
        submitted_.emplace(draft.entry.id, draft.canonical);
    }
}

void LogWitness::acknowledged(const std::vector<Receipt>& receipts) {
    const std::scoped_lock lock(mutex_);
    for (auto receipt : receipts) {
        receipt.duplicate = false;
        acknowledged_.emplace(receipt.seq.value, receipt);
    }
}

bool LogWitness::has_acknowledged(const EntryId& id) const {
    const std::scoped_lock lock(mutex_);
    return std::ranges::any_of(acknowledged_, [&](const auto& one) { return one.second.id == id; });
}

std::string LogWitness::check(const std::vector<Shown>& shown) {
    const std::scoped_lock lock(mutex_);
    std::vector<Receipt> now;
    std::set<EntryId> ids;
    for (const auto& [record, canonical] : shown) {
        const Receipt here{.seq = record.seq, .id = record.entry->id, .recorded = record.recorded};
        const auto was_submitted = submitted_.find(here.id);
        if (record.seq.value != now.size() + 1) {
            return fmt::format("#{} stands where #{} should", record.seq.value, now.size() + 1);
        }
        if (was_submitted == submitted_.end() || was_submitted->second != canonical) {
            return fmt::format("#{} was never submitted so: {}", record.seq.value, canonical);
        }
        if (!ids.insert(here.id).second) {
            return fmt::format("#{} is there twice", record.seq.value);
        }
        if (!now.empty() && here.recorded <= now.back().recorded) {
            return fmt::format("#{} was recorded no later than the one before", record.seq.value);
        }
        now.push_back(here);
    }
    for (const auto& [seq, receipt] : acknowledged_) {
        if (seq > now.size() || now[seq - 1] != receipt) {
            return fmt::format(
                "#{} was acknowledged as {} and {}", seq, text(receipt.id),
                seq > now.size() ? "is gone" : "reads otherwise");
        }
    }
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        if (i >= now.size() || now[i] != shown_[i]) {
            return fmt::format("#{} was shown before and {}", i + 1, i >= now.size() ? "is gone" : "reads otherwise");
        }
    }
    shown_ = std::move(now);
    return {};
}

}  // namespace entente::test
