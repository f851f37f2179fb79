#include <entente/events/sequencer.hpp>

#include <algorithm>
#include <ranges>
#include <unordered_map>

#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/events/limits.hpp>
#include <entente/events/rules.hpp>

namespace entente {
namespace {

constexpr Instant::duration tick{1};

}  // namespace

void Sequencer::take_in(const Record& record) {
    index_.add(record.seq, *record.entry);
    chain_.rewind({.seq = record.seq, .chain = record.chain}, record.recorded);
}

Result<Placement> Sequencer::place(
    std::span<const Draft> drafts, std::optional<Seq> expected, const StoredLine& stored) {
    if (drafts.size() > limits::batch_entries_max) {
        return fail(
            ErrorCode::too_large, fmt::format("one append takes at most {} entries", limits::batch_entries_max));
    }
    ENTENTE_TRY(check_expected(drafts, expected));
    const auto now = clock_->now();
    Retreat retreat{.placed = {}, .head = head(), .recorded = recorded()};
    Placement placement;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        auto placed = place_one(drafts[i], now, stored, placement);
        if (!placed) {
            retreat.placed = std::move(placement.placed);
            take_back(retreat);
            auto error = std::move(placed).error();
            if (drafts.size() > 1) {
                error.where = fmt::format("/{}{}", i, error.where);
            }
            return std::unexpected(std::move(error));
        }
    }
    return placement;
}

Result<std::vector<Receipt>> Sequencer::rehearse(
    std::span<const Draft> drafts, std::optional<Seq> expected, const StoredLine& stored) {
    Retreat retreat{.placed = {}, .head = head(), .recorded = recorded()};
    auto placement = ENTENTE_TRY(place(drafts, expected, stored));
    retreat.placed = std::move(placement.placed);
    take_back(retreat);
    return std::move(placement.receipts);
}

/// Entries of this very append that are there already, because its first answer was lost, do not make it stale.
Result<void> Sequencer::check_expected(std::span<const Draft> drafts, std::optional<Seq> expected) const {
    if (!expected || drafts.empty()) {
        return {};
    }
    const auto& alliance = drafts.front().entry.alliance;
    std::unordered_map<std::uint64_t, Seq> before_repeated;
    bool all_repeated = true;
    for (const auto& draft : drafts) {
        const auto* known = index_.find(draft.entry.id);
        all_repeated = all_repeated && known != nullptr;
        if (known != nullptr && index_.belongs(*known, alliance)) {
            before_repeated.emplace(known->seq.value, known->previous);
        }
    }
    auto version = index_.version(alliance);
    for (auto found = before_repeated.end(); version != *expected; version = found->second) {
        found = before_repeated.find(version.value);
        if (found == before_repeated.end()) {
            break;
        }
    }
    return all_repeated || version == *expected ? Result<void>{} : check_version(alliance, expected, index_);
}

Result<void> Sequencer::place_one(const Draft& draft, Instant now, const StoredLine& stored, Placement& placement) {
    ENTENTE_ASSERT(draft.canonical.size() <= limits::entry_bytes_max);
    if (const auto* known = index_.find(draft.entry.id); known != nullptr) {
        placement.receipts.push_back(ENTENTE_TRY(repeat(draft, known->seq, stored, placement)));
        return {};
    }
    ENTENTE_TRY(check_rules(draft.entry, index_));
    const auto recorded = std::max(now, chain_.recorded() + tick);
    if (recorded > end_of(final_day)) {
        return fail(ErrorCode::read_only, "the log's time has reached the end of the year 9999; set the clock right");
    }
    placement.lines.push_back(chain_.extend(recorded, draft.canonical));
    placement.placed.push_back(&draft.entry);
    placement.receipts.push_back({.seq = chain_.head().seq, .id = draft.entry.id, .recorded = recorded});
    index_.add(chain_.head().seq, draft.entry);
    return {};
}

/// The answer to an entry whose id is taken: by the same entry, or by another one.
Result<Receipt> Sequencer::repeat(
    const Draft& draft, Seq seq, const StoredLine& stored, const Placement& placement) const {
    const auto first_new = head().seq.value - placement.lines.size() + 1;
    const bool of_this_append = seq.value >= first_new;
    const std::string line = of_this_append ? placement.lines[seq.value - first_new] : ENTENTE_TRY(stored(seq));
    const auto parts = take_apart(of_this_append ? std::string_view{line}.substr(0, line.size() - 1) : line);
    if (!parts) {
        return fail(ErrorCode::log_damaged, parts.error().message, fmt::format("line {}", seq.value));
    }
    if (parts->entry != draft.canonical) {
        return fail(
            ErrorCode::id_conflict,
            fmt::format(
                "entry {} stands in the log already, as #{}, and reads otherwise; give another entry another id",
                text(draft.entry.id), seq.value),
            "/id");
    }
    return Receipt{.seq = seq, .id = draft.entry.id, .recorded = parts->recorded, .duplicate = true};
}

void Sequencer::take_back(const Retreat& retreat) {
    for (const auto* entry : retreat.placed | std::views::reverse) {
        index_.remove_last(*entry);
    }
    chain_.rewind(retreat.head, retreat.recorded);
}

}  // namespace entente
