#include <entente/projections/term_fold.hpp>

#include <algorithm>
#include <tuple>

namespace entente {
namespace {

bool is_keyed(Field field) {
    return field == Field::scope || field == Field::days || field == Field::attributes;
}

Slot& slot_of(TermFold& fold, Field field, Number key) {
    const auto rank = [](Field of, Number number) {
        return std::uint64_t{static_cast<std::uint8_t>(of)} << 32U | number;
    };
    const auto rank_of = [&](const KeyedSlot& slot) { return rank(slot.field, slot.key); };
    const auto place = std::ranges::lower_bound(fold.keyed, rank(field, key), {}, rank_of);
    if (place != fold.keyed.end() && place->field == field && place->key == key) {
        return place->slot;
    }
    return fold.keyed.insert(place, {.field = field, .key = key, .slot = {}})->slot;
}

/// Null for all of scope, days or attributes removes every key there is.
void empty_keys(TermFold& fold, Field field, const Fact& by) {
    fold.at(field) = {.value = AllianceHistory::null_value, .by = &by};
    for (auto& keyed : fold.keyed) {
        if (keyed.field == field) {
            keyed.slot = {.value = AllianceHistory::null_value, .by = &by};
        }
    }
}

constexpr auto as_written = [](Number /*before*/, Number change) { return change; };

/// `day_of`: what a change leaves in a slot of `days`.
template <typename DayOf>
void change_fields(TermFold& fold, std::span<const Change> changes, const Fact& by, DayOf day_of) {
    for (const auto& change : changes) {
        if (!is_keyed(change.field())) {
            fold.at(change.field()) = {.value = change.value(), .by = &by};
        } else if (change.key() == nothing) {
            empty_keys(fold, change.field(), by);
        } else {
            Slot& slot = slot_of(fold, change.field(), change.key());
            const bool merges = change.field() == Field::days;
            slot = {.value = merges ? day_of(slot.value, change.value()) : change.value(), .by = &by};
        }
    }
}

/// Of all changes those of `ends` and `survives`.
void change_ends(TermFold& fold, std::span<const Change> changes, const Fact& by) {
    for (const auto& change : changes) {
        if (change.field() == Field::ends || change.field() == Field::survives) {
            fold.at(change.field()) = {.value = change.value(), .by = &by};
        }
    }
}

void change_ends(TermFold& fold, const AllianceHistory& history, const Fact& by) {
    if (by.sets_ends) {
        change_ends(fold, history.changes_of(by), by);
        change_ends(fold, history.imagined_changes_of(by), by);
    }
}

}  // namespace

Number DerivedValues::intern(const FieldValue& value) {
    if (const Number known = history_.lexicon().find(value); known != nothing) {
        return known;
    }
    const auto place = std::ranges::find(values_, value);
    const auto offset = static_cast<Number>(place - values_.begin());
    if (place == values_.end()) {
        values_.push_back(value);
    }
    return Lexicon::derived_bit | offset;
}

bool TermFold::says_the_same(const TermFold& other) const {
    return stage == other.stage && grant == other.grant && placed == other.placed && has_the_fields_of(other);
}

bool TermFold::has_the_fields_of(const TermFold& other) const {
    const auto same_value = [](const Slot& a, const Slot& b) { return a.value == b.value; };
    const auto said = [](const KeyedSlot& slot) { return slot.slot.value != AllianceHistory::null_value; };
    if (!std::ranges::equal(plain, other.plain, same_value)) {
        return false;
    }
    auto mine = keyed.begin();
    auto theirs = other.keyed.begin();
    while (true) {
        mine = std::find_if(mine, keyed.end(), said);
        theirs = std::find_if(theirs, other.keyed.end(), said);
        if (mine == keyed.end() || theirs == other.keyed.end()) {
            return mine == keyed.end() && theirs == other.keyed.end();
        }
        if (mine->field != theirs->field || mine->key != theirs->key || mine->slot.value != theirs->slot.value) {
            return false;
        }
        ++mine;
        ++theirs;
    }
}

Number merged_value(Number before, Number change, DerivedValues& derived) {
    if (before == AllianceHistory::null_value || change == AllianceHistory::null_value) {
        return change;
    }
    const auto* old = std::get_if<Upon>(&std::get<Moment>(derived[before]));
    const auto* patch = std::get_if<Upon>(&std::get<Moment>(derived[change]));
    if (!old || !patch || !old->plus || patch->plus) {
        return change;
    }
    return derived.intern(Moment{Upon{.milestone = patch->milestone, .plus = old->plus}});
}

TermFold TermFold::bare() const {
    TermFold bare;
    bare.stage = stage;
    bare.grant = grant;
    bare.grant_days = grant_days;
    bare.placed = placed;
    bare.stage_by = stage_by;
    bare.at(Field::ends) = at(Field::ends);
    bare.at(Field::survives) = at(Field::survives);
    bare.end_reason = end_reason;
    bare.ended_on = ended_on;
    return bare;
}

void set_afresh(TermFold& fold, const AllianceHistory& history, const Fact& grant, Follow follow) {
    if (follow == Follow::bare) {
        fold.at(Field::ends) = fold.at(Field::survives) = {.value = AllianceHistory::null_value, .by = &grant};
        change_ends(fold, history, grant);
        return;
    }
    fold.plain.fill({.value = AllianceHistory::null_value, .by = &grant});
    fold.keyed.clear();
    for (const auto& change : history.changes_of(grant)) {
        const Slot slot{.value = change.value(), .by = &grant};
        if (is_keyed(change.field()) && change.key() != nothing) {
            slot_of(fold, change.field(), change.key()) = slot;
        } else {
            fold.at(change.field()) = slot;
        }
    }
    change_fields(fold, history.imagined_changes_of(grant), grant, as_written);
}

void change_fields(
    TermFold& fold, const AllianceHistory& history, DerivedValues& derived, const Fact& amendment, Follow follow) {
    if (follow == Follow::bare) {
        change_ends(fold, history, amendment);
        return;
    }
    const auto merged = [&](Number before, Number change) { return merged_value(before, change, derived); };
    change_fields(fold, history.changes_of(amendment), amendment, merged);
    change_fields(fold, history.imagined_changes_of(amendment), amendment, merged);
}

bool replace_party(TermFold& fold, const AllianceHistory& history, DerivedValues& derived, const Fact& left) {
    const std::string& leaving = history.parties()[left.subject];
    const std::string& successor = history.parties()[left.detail];
    bool changed = false;
    for (const Field field : {Field::grantor, Field::grantee}) {
        Slot& slot = fold.at(field);
        const auto* parties = std::get_if<std::vector<std::string>>(&derived[slot.value]);
        if (!parties || std::ranges::find(*parties, leaving) == parties->end()) {
            continue;
        }
        std::vector<std::string> now;
        for (const auto& party : *parties) {
            const std::string& reads = party == leaving ? successor : party;
            if (std::ranges::find(now, reads) == now.end()) {
                now.push_back(reads);
            }
        }
        slot = {.value = derived.intern(now), .by = &left};
        changed = true;
    }
    return changed;
}

}  // namespace entente
