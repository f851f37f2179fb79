#include <entente/daemon/answer_cache.hpp>

namespace entente::daemon {

void AnswerCache::move_to(std::uint64_t era) {
    if (era != era_) {
        places_.clear();
        items_.clear();
        bytes_ = 0;
        era_ = era;
    }
}

const KeptAnswer* AnswerCache::find(std::uint64_t era, std::string_view key) {
    move_to(era);
    const auto found = places_.find(key);
    if (found == places_.end()) {
        return nullptr;
    }
    items_.splice(items_.begin(), items_, found->second);
    return &found->second->answer;
}

const KeptAnswer& AnswerCache::keep(std::uint64_t era, std::string key, KeptAnswer answer) {
    move_to(era);
    if (const auto found = places_.find(key); found != places_.end()) {
        bytes_ -= found->second->bytes();
        const auto item = found->second;
        places_.erase(found);
        items_.erase(item);
    }
    items_.push_front({.key = std::move(key), .answer = std::move(answer)});
    places_.emplace(items_.front().key, items_.begin());
    bytes_ += items_.front().bytes();
    while (bytes_ > bytes_max_ && items_.size() > 1) {
        bytes_ -= items_.back().bytes();
        places_.erase(items_.back().key);
        items_.pop_back();
    }
    return items_.front().answer;
}

}  // namespace entente::daemon
