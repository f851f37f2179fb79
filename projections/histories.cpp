#include <entente/projections/histories.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <ranges>

#include <entente/core/assert.hpp>
#include <entente/projections/near.hpp>
#include <entente/projections/sole_owner.hpp>

namespace entente {
namespace {

constexpr std::size_t branch_bits = 6;
constexpr std::size_t branches = std::size_t{1} << branch_bits;
constexpr std::size_t held_max = 8;
constexpr std::size_t hash_bits = 8 * sizeof(std::size_t);

std::size_t branch_of(std::size_t hash, std::size_t depth) {
    return (hash >> (depth * branch_bits)) % branches;
}

/// The shared value to be changed: others keep the one they have.
template <typename Value>
Value& own(std::shared_ptr<Value>& shared) {
    if (!is_sole_owner(shared)) {
        shared = std::make_shared<Value>(*shared);
    }
    return *shared;
}

/// Entries come from another thread, which has them near, and this one does not.
void bring_parts_near(const Entry& entry) {
    const auto bring_first = [](const auto& all) {
        bring_beginning_near(all.data(), std::min<std::size_t>(all.size(), 1) * sizeof(all[0]));
    };
    bring_first(entry.events);
    bring_first(entry.sources);
}

void bring_changes_near(const Entry& entry) {
    const auto bring = [](const std::vector<FieldChange>& changes) {
        bring_beginning_near(changes.data(), changes.size() * sizeof(FieldChange));
    };
    if (const auto* granted = std::get_if<TermGranted>(&entry.events.front().body)) {
        bring(granted->fields);
    } else if (const auto* amended = std::get_if<TermAmended>(&entry.events.front().body)) {
        bring(amended->set);
    }
    if (!entry.sources.empty()) {
        __builtin_prefetch(entry.sources.front().url.data());
    }
}

}  // namespace

/// A tree by the bits of the hash of the id: histories in its leaves, few in each.
struct Histories::Node {
    using Branches = std::array<std::shared_ptr<Node>, branches>;
    struct Held {
        std::size_t hash;
        std::shared_ptr<AllianceHistory> history;
    };

    std::vector<Held> held;
    std::unique_ptr<Branches> below;  ///< null in a leaf

    Node() = default;
    Node(const Node& other)
        : held(other.held), below(other.below ? std::make_unique<Branches>(*other.below) : nullptr) {}
    Node& operator=(const Node&) = delete;

    [[nodiscard]] auto find(std::size_t hash, std::string_view alliance) const {
        return std::ranges::find_if(
            held, [&](const Held& one) { return one.hash == hash && one.history->id().text == alliance; });
    }

    void add(std::size_t depth, Held one) {
        held.push_back(std::move(one));
        if (held.size() <= held_max || (depth + 1) * branch_bits >= hash_bits) {
            return;
        }
        below = std::make_unique<Branches>();
        for (auto& moved : held) {
            auto& node = (*below)[branch_of(moved.hash, depth)];
            node = node ? node : std::make_shared<Node>();
            node->add(depth + 1, std::move(moved));
        }
        held = {};
    }

    void gather(std::vector<std::shared_ptr<const AllianceHistory>>& all) const {
        for (const auto& one : held) {
            all.push_back(one.history);
        }
        for (std::size_t branch = 0; below && branch < branches; ++branch) {
            if (const auto& node = (*below)[branch]) {
                node->gather(all);
            }
        }
    }
};

std::shared_ptr<const AllianceHistory> Histories::find(std::string_view alliance) const {
    const auto hash = std::hash<std::string_view>{}(alliance);
    const Node* node = root_.get();
    for (std::size_t depth = 0; node != nullptr && node->below; ++depth) {
        node = (*node->below)[branch_of(hash, depth)].get();
    }
    if (node == nullptr) {
        return nullptr;
    }
    const auto found = node->find(hash, alliance);
    return found == node->held.end() ? nullptr : found->history;
}

void Histories::bring_near(std::span<const Record> to_come) const {
    struct OnTheWay {
        const Entry* entry;
        std::size_t hash;
        const Node* node;
        const AllianceHistory* history;
    };
    ENTENTE_ASSERT(to_come.size() <= near_max);
    std::array<OnTheWay, near_max> ways;
    std::size_t count = 0;
    // One step of all the ways at a time, so that they wait together.
    for (const Record& record : to_come) {
        const Entry& entry = *record.entry;
        const auto hash = std::hash<std::string_view>{}(entry.alliance.text);
        const Node* node = root_.get();
        for (std::size_t depth = 0; node != nullptr && node->below; ++depth) {
            node = (*node->below)[branch_of(hash, depth)].get();
        }
        bring_parts_near(entry);
        if (node != nullptr) {
            __builtin_prefetch(node);
            ways[count++] = {.entry = &entry, .hash = hash, .node = node, .history = nullptr};
        }
    }
    const auto all = std::span(ways).first(count);
    for (auto& way : all) {
        bring_changes_near(*way.entry);
        const auto& held = way.node->held;
        bring_beginning_near(held.data(), std::min<std::size_t>(held.size(), 2) * sizeof(Node::Held));
    }
    for (auto& way : all) {
        const auto found = std::ranges::find(way.node->held, way.hash, &Node::Held::hash);
        if (found != way.node->held.end()) {
            way.history = found->history.get();
            way.history->bring_itself_near();
        }
    }
    const auto known = [](const OnTheWay& way) { return way.history != nullptr; };
    for (const auto& way : all | std::views::filter(known)) {
        way.history->bring_tables_near(*way.entry);
    }
    for (const auto& way : all | std::views::filter(known)) {
        way.history->bring_rows_near(*way.entry);
    }
}

AllianceHistory& Histories::writable(const AllianceId& alliance) {
    const auto hash = std::hash<std::string_view>{}(alliance.text);
    auto* shared = &root_;
    for (std::size_t depth = 0;; ++depth) {
        *shared = *shared ? *shared : std::make_shared<Node>();
        Node& node = own(*shared);
        if (node.below) {
            shared = &(*node.below)[branch_of(hash, depth)];
            continue;
        }
        if (const auto found = node.find(hash, alliance.text); found != node.held.end()) {
            auto& history = own(node.held[static_cast<std::size_t>(found - node.held.begin())].history);
            if (&history.lexicon() != lexicon_.get()) {
                history.speak(lexicon_);
            }
            return history;
        }
        auto made = std::make_shared<AllianceHistory>(alliance, lexicon_);
        auto& history = *made;
        node.add(depth, {.hash = hash, .history = std::move(made)});
        return history;
    }
}

std::vector<std::shared_ptr<const AllianceHistory>> Histories::all() const {
    std::vector<std::shared_ptr<const AllianceHistory>> all;
    if (root_) {
        root_->gather(all);
    }
    std::ranges::sort(all, {}, [](const auto& history) -> const std::string& { return history->id().text; });
    return all;
}

}  // namespace entente
