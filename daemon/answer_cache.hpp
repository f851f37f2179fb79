/// Answers that were given, by the bytes of the question: most that is asked is asked again before anything changes.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <entente/daemon/route.hpp>

namespace entente::daemon {

/// An answer as it can be given once more.
struct KeptAnswer {
    const Route* route = nullptr;
    std::shared_ptr<const std::string> body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string tag;
};

/// Of one thread. What it holds is true of one state and one day, and forgotten with them; beyond its bound it forgets
/// what was asked for longest ago.
class AnswerCache {
public:
    explicit AnswerCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    /// `era` names the state and the day that answers belong to; another one empties the cache.
    [[nodiscard]] const KeptAnswer* find(std::uint64_t era, std::string_view key);
    const KeptAnswer& keep(std::uint64_t era, std::string key, KeptAnswer answer);

private:
    struct Item {
        std::string key;
        KeptAnswer answer;
        [[nodiscard]] std::size_t bytes() const { return key.size() + answer.body->size() + overhead; }
        static constexpr std::size_t overhead = 512;  // nodes, headers, the tag
    };
    void move_to(std::uint64_t era);

    std::size_t bytes_max_;
    std::size_t bytes_ = 0;
    std::uint64_t era_ = 0;
    std::list<Item> items_;  ///< asked for last comes first
    std::unordered_map<std::string_view, std::list<Item>::iterator> places_;
};

}  // namespace entente::daemon
