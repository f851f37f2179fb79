#include <entente/projections/ledger.hpp>

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/core/nearest_name.hpp>
#include <entente/core/overloaded.hpp>

namespace entente {
namespace {

/// The history to change: the one there is when nobody else reads it, else a copy.
AllianceHistory& writable(std::shared_ptr<AllianceHistory>& history, const AllianceId& id) {
    if (!history) {
        history = std::make_shared<AllianceHistory>(id);
    } else if (history.use_count() > 1) {
        history = std::make_shared<AllianceHistory>(*history);
    }
    return *history;
}

}  // namespace

Ledger::Ledger(Digest origin) : chains_{origin} {}

void Ledger::apply(const Record& record) {
    ENTENTE_ASSERT(record.seq.value == chains_.size() && supposed_ == 0);
    writable(histories_[record.entry->alliance.text], record.entry->alliance)
        .add(record.seq, record.recorded, *record.entry);
    chains_.push_back(record.chain);
    recorded_.push_back(record.recorded);
}

void Ledger::suppose(const Entry& entry, Instant now) {
    ++supposed_;
    writable(histories_[entry.alliance.text], entry.alliance).add(Seq{head().seq.value + supposed_}, now, entry);
}

Head Ledger::head() const {
    return {.seq = Seq{chains_.size() - 1}, .chain = chains_.back()};
}

const Digest& Ledger::chain_at(Seq seq) const {
    ENTENTE_ASSERT(seq.value < chains_.size());
    return chains_[seq.value];
}

Instant Ledger::recorded_at(Seq seq) const {
    ENTENTE_ASSERT(0 < seq.value && seq.value <= recorded_.size());
    return recorded_[seq.value - 1];
}

std::shared_ptr<const AllianceHistory> Ledger::find(const AllianceId& alliance) const {
    const auto found = histories_.find(alliance.text);
    return found == histories_.end() ? nullptr : found->second;
}

Result<std::shared_ptr<const AllianceHistory>> Ledger::history(const AllianceId& alliance) const {
    if (auto found = find(alliance)) {
        return found;
    }
    std::vector<std::string_view> known;
    known.reserve(histories_.size());
    for (const auto& [id, history] : histories_) {
        known.push_back(id);
    }
    std::ranges::sort(known);
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
    std::vector<std::shared_ptr<const AllianceHistory>> all;
    all.reserve(histories_.size());
    for (const auto& [id, history] : histories_) {
        all.push_back(history);
    }
    std::ranges::sort(all, {}, [](const auto& history) -> const std::string& { return history->id().text; });
    return all;
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
        const auto known = std::span(recorded_).first(end.value);
        return Seq{static_cast<std::uint64_t>(std::ranges::upper_bound(known, instant) - known.begin())};
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
