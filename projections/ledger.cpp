#include <entente/projections/ledger.hpp>

#include <algorithm>
#include <ranges>

#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/core/nearest_name.hpp>

namespace entente {
Ledger::Ledger(Digest origin) : origin_(origin) {}

void Ledger::apply(const Record& record) {
    ENTENTE_ASSERT(record.seq.value == marks_.size() + 1 && supposed_ == 0);
    histories_.writable(record.entry->alliance).add(record.seq, record.recorded, *record.entry);
    marks_.push_back({.chain = record.chain, .recorded = record.recorded});
}

void Ledger::apply(std::span<const Record> records) {
    while (!records.empty()) {
        const auto next = records.first(std::min(records.size(), Histories::near_max));
        histories_.bring_near(next);
        for (const Record& record : next) {
            apply(record);
        }
        records = records.subspan(next.size());
    }
}

void Ledger::suppose(const Entry& entry, Instant now) {
    if (supposed_++ == 0) {
        histories_.imagine();
    }
    histories_.writable(entry.alliance).add(Seq{head().seq.value + supposed_}, now, entry);
}

Head Ledger::head() const {
    const Seq last{marks_.size()};
    return {.seq = last, .chain = chain_at(last)};
}

const Digest& Ledger::chain_at(Seq seq) const {
    return seq == Seq{} ? origin_ : marks_[seq.value - 1].chain;
}

Instant Ledger::recorded_at(Seq seq) const {
    ENTENTE_ASSERT(0 < seq.value);
    return marks_[seq.value - 1].recorded;
}

std::shared_ptr<const AllianceHistory> Ledger::find(const AllianceId& alliance) const {
    return histories_.find(alliance.text);
}

Result<std::shared_ptr<const AllianceHistory>> Ledger::history(const AllianceId& alliance) const {
    if (auto found = find(alliance)) {
        return found;
    }
    const auto all = histories_.all();
    std::vector<std::string_view> known;
    known.reserve(all.size());
    for (const auto& history : all) {
        known.push_back(history->id().text);
    }
    if (known.empty()) {
        return fail(
            ErrorCode::not_found, "the log holds no alliance yet; append an entry that begins with alliance.formed");
    }
    const auto nearest = nearest_name(alliance.text, known);
    const std::string cure =
        nearest ? fmt::format("did you mean {}?", *nearest)
                : fmt::format(
                      "there is {}{}",
                      fmt::join(
                          known.begin(),
                          known.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(known.size(), 5)), ", "),
                      known.size() > 5 ? ", …" : "");
    return fail(ErrorCode::not_found, fmt::format("the log knows no alliance {}; {}", alliance.text, cure));
}

std::vector<std::shared_ptr<const AllianceHistory>> Ledger::histories() const {
    return histories_.all();
}

Result<Viewpoint> Ledger::viewpoint(const AsOf& as_of, Day now) const {
    const auto& then = as_of.asked_then;
    const Seq end = then ? then->log_end : head().seq;
    const Day today = then ? then->day : now;
    const auto no_position = [&](Seq position, Seq last) {
        return fail(
            ErrorCode::not_found,
            fmt::format("there is no position @{}: the log ends at @{}", position.value, last.value), "/known_at");
    };
    if (end > head().seq) {
        return no_position(end, head().seq);
    }
    Viewpoint viewpoint{.asked = as_of, .position = end, .knowledge = today, .today = today};
    if (supposed_ > 0) {
        viewpoint.supposed_after = head().seq;
    }
    const auto position_by = [&](Instant instant) {
        const auto positions = std::views::iota(std::uint64_t{1}, end.value + 1);
        const auto later = std::ranges::upper_bound(
            positions, instant, {}, [&](std::uint64_t position) { return recorded_at(Seq{position}); });
        return Seq{static_cast<std::uint64_t>(later - positions.begin())};
    };
    Day known_on = today;
    if (as_of.known_at) {
        if (const auto* position = std::get_if<Seq>(&as_of.known_at->point)) {
            if (*position > end) {
                return no_position(*position, end);
            }
            viewpoint.position = *position;
            // A position lasts until the next record was made; the last one until today.
            known_on = *position == end ? today : day_of(recorded_at(Seq{position->value + 1}));
        } else if (const auto* instant = std::get_if<Instant>(&as_of.known_at->point)) {
            viewpoint.position = position_by(*instant);
            known_on = day_of(*instant);
        } else {
            known_on = std::get<Day>(as_of.known_at->point);
            viewpoint.position = position_by(end_of(known_on));
        }
    }
    viewpoint.knowledge = std::min({today, known_on, as_of.announced_by.value_or(today)});
    return viewpoint;
}

}  // namespace entente
