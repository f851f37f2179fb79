/// A term after some of its events: what a fold carries along. It asks no clock, no log and no other term.
#pragma once

#include <array>
#include <deque>
#include <vector>

#include <entente/projections/alliance_history.hpp>

namespace entente {

/// Values an answer needs that stand in no event, numbered apart from those of the lexicon.
class DerivedValues {
public:
    DerivedValues(const AllianceHistory& history, std::deque<FieldValue>& values)
        : history_(history), values_(values) {}
    [[nodiscard]] const FieldValue& operator[](Number number) const {
        return (number & Lexicon::derived_bit) == 0 ? history_.value(number) : values_[number & ~Lexicon::derived_bit];
    }
    Number intern(const FieldValue& value);

private:
    const AllianceHistory& history_;
    std::deque<FieldValue>& values_;
};

/// The present value of a field and the fact that set it.
struct Slot {
    Number value = AllianceHistory::null_value;
    const Fact* by = nullptr;
};

/// The same for one key of scope, days or attributes; a removed key stays, with null, for what removed it.
struct KeyedSlot {
    Field field;
    Number key;
    Slot slot;
};

enum class Stage : std::uint8_t { absent, pending, in_force, suspended, ended };

struct TermFold {
    Stage stage = Stage::absent;
    const Fact* grant = nullptr;     ///< the present grant
    DaySpan grant_days{};            ///< the days it may start
    const Fact* placed = nullptr;    ///< the first grant, once it has taken its place before its start
    const Fact* stage_by = nullptr;  ///< what set the stage
    std::array<Slot, 12> plain{};    ///< by Field
    std::vector<KeyedSlot> keyed;    ///< by field and key
    EndReason end_reason{};          ///< of what is ended
    DaySpan ended_on{};              ///< likewise: the first day out

    [[nodiscard]] const Slot& at(Field field) const { return plain[static_cast<std::size_t>(field)]; }
    [[nodiscard]] Slot& at(Field field) { return plain[static_cast<std::size_t>(field)]; }
    [[nodiscard]] bool runs() const { return stage == Stage::in_force || stage == Stage::suspended; }
    [[nodiscard]] bool exists() const { return stage != Stage::absent; }

    /// The same without the fields that neither its days nor its status hang on.
    [[nodiscard]] TermFold bare() const;

    /// Whether two states have the same values, whoever set them.
    [[nodiscard]] bool has_the_fields_of(const TermFold& other) const;

    /// Whether two ways say the same of the term: stage, present grant, values; not who set them.
    [[nodiscard]] bool says_the_same(const TermFold& other) const;
};

/// Which fields a fold follows.
enum class Follow : std::uint8_t {
    all,
    bare,  ///< those that days and statuses hang on: `ends` and `survives`; the others are left as they are
};

/// Sets all fields afresh.
void set_afresh(TermFold& fold, const AllianceHistory& history, const Fact& grant, Follow follow = Follow::all);

/// JSON Merge Patch over the fields.
void change_fields(
    TermFold& fold, const AllianceHistory& history, DerivedValues& derived, const Fact& amendment,
    Follow follow = Follow::all);

/// The value a change leaves in a slot of `days`: moved to another milestone it keeps its `plus`, as a merge patch
/// does.
[[nodiscard]] Number merged_value(Number before, Number change, DerivedValues& derived);

/// Reads the successor where the party who left stood. Answers whether that changed anything.
bool replace_party(TermFold& fold, const AllianceHistory& history, DerivedValues& derived, const Fact& left);

}  // namespace entente
