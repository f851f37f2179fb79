/// What counts at a viewpoint, and how it reads there: the set of entries, with the revisions among them carried out.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include <entente/projections/alliance_history.hpp>
#include <entente/projections/as_of.hpp>

namespace entente {

class Considered {
public:
    /// `without`: a fact of the history left out, to see what it met.
    Considered(const AllianceHistory& history, const Viewpoint& viewpoint, const Fact* without = nullptr);

    /// Reads the event that a `source.added` is about as that source reads it: with its fields, on its day. To be asked
    /// before anything else is. Answers the reading so imagined; null where the source says nothing of what counts
    /// here, or where what it says differently is no matter of terms (a party's name).
    const Fact* imagine(const Fact& added);

    [[nodiscard]] const AllianceHistory& history() const { return history_; }
    [[nodiscard]] const Viewpoint& viewpoint() const { return viewpoint_; }

    /// Asks about another day. What counts, and how it reads, hangs on no day.
    void ask_on(Day day) { viewpoint_.asked.on = day; }

    /// Whether the fact's entry is recorded and announced in time.
    [[nodiscard]] bool in_set(Number fact) const {
        return is_known(fact) && (announced_by_ == never || history_.facts()[fact].announced <= announced_by_);
    }
    [[nodiscard]] bool in_set(const EntryNote& entry) const {
        return viewpoint_.knows(entry.seq) && entry.announced_day <= announced_by_;
    }

    /// How a fact reads here; null when it is outside the set or retracted. Not for event.* facts.
    [[nodiscard]] const Fact* reading(Number fact) const;

    /// Calls `visit(const Fact&)` for each reading about a term, in the order of the history's row; what revisions
    /// moved or renamed comes last.
    template <typename Visit>
    void each_of_term(Number term, Visit visit) const {
        each_in_row(term, [&](const Fact& fact, const RowFact&) { visit(fact); });
    }

    /// The same, but calls `visit(const Fact&, const RowFact&)`, with what need not be looked up in the fact.
    template <typename Visit>
    void each_in_row(Number term, Visit visit) const {
        for (const RowFact& in_row : history_.row(term)) {
            const Number number = in_row.place;
            const bool touched = !overrides_.empty() && overrides_[number] != nothing;
            if (!touched && is_known(number) && in_row.announced <= announced_by_) {
                visit(history_.facts()[number], in_row);
            }
        }
        each_revised([&](const Fact& fact) {
            if (is_about_term(fact.type) && fact.subject == term) {
                visit(fact, row_fact(fact));
            }
        });
    }

    /// Calls `visit` for each reading among the listed facts and those that revisions turned into one of their types.
    template <typename Fits, typename Visit>
    void each(std::span<const Number> facts, Fits fits, Visit visit) const {
        for (const Number number : facts) {
            if (overrides_.empty() ? in_set(number) : untouched(number)) {
                visit(history_.facts()[number]);
            }
        }
        each_revised([&](const Fact& fact) {
            if (fits(fact)) {
                visit(fact);
            }
        });
    }

    /// The earliest day of `alliance.formed`; none while nothing considered formed the alliance.
    [[nodiscard]] std::optional<Day> formed() const { return formed_; }

    /// The revisions of the set that stand, and what they did, in the order recorded.
    [[nodiscard]] bool stands(Number revision) const;

    /// The rescheduling that gave a reading its day; null where none did.
    [[nodiscard]] const Fact* rescheduled_by(const Fact& reading) const {
        return reading.moved_by == nothing ? nullptr : &history_.facts()[reading.moved_by];
    }

    /// Every address under which the reading of a fact may be named: its own and those of the revisions that made it.
    [[nodiscard]] bool is_named_by(const Fact& reading, Number target) const;

    static bool is_about_term(EventType type) {
        return EventType::term_granted <= type && type <= EventType::term_ended;
    }

private:
    /// How an event reads after revisions, and which revisions put its present content and its present day in place.
    struct Layer {
        Number base;  ///< the fact it reads
        Fact fact;
        Number content_by = nothing;
        Number day_by = nothing;
    };
    static constexpr Number retracted = nothing - 1;

    void revise();
    void find_standing();
    void correct(const Fact& correction, Number number);
    void reschedule(const Fact& rescheduling, Number number);
    void date_open_starts();
    [[nodiscard]] bool untouched(Number fact) const { return overrides_[fact] == nothing && in_set(fact); }
    [[nodiscard]] bool is_known(Number fact) const {
        return (fact < known_ || supposed_ <= fact) && &history_.facts()[fact] != without_;
    }
    [[nodiscard]] Number layer_of(Number target);
    [[nodiscard]] Fact& uppermost(Number fact);
    [[nodiscard]] bool goes_back_to(Number present, Number revision) const;

    template <typename Visit>
    void each_revised(Visit visit) const {
        for (Number layer = 0; layer < layers_.size(); ++layer) {
            if (overrides_[layers_[layer].base] == layer) {
                visit(layers_[layer].fact);
            }
        }
    }

    const AllianceHistory& history_;
    Viewpoint viewpoint_;
    const Fact* without_;
    Day announced_by_;
    Number known_;     ///< facts before this one are recorded in time
    Number supposed_;  ///< from this one on they are imagined
    std::optional<Day> formed_;
    std::vector<Number> overrides_;  ///< by fact: its uppermost layer, `retracted`, or `nothing`; empty: no revisions
    std::vector<Layer> layers_;
    std::vector<bool> stands_;                     ///< by place in the history's revisions
    std::unordered_map<Number, Number> acted_on_;  ///< by revision: the layer it changed
};

}  // namespace entente
