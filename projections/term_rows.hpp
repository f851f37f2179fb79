/// The facts about each term of an alliance, in the order of their days, all terms in one stretch of memory: a question
/// reads every row, and must not pay for twenty places.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <entente/core/date.hpp>
#include <entente/events/vocabulary.hpp>
#include <entente/projections/growing_row.hpp>
#include <entente/projections/near.hpp>
#include <entente/projections/number_table.hpp>

namespace entente {

/// What there is to be heeded of a fact, one bit each; no bit: it surely happens on its one day, as recorded.
namespace mark {
inline constexpr std::uint8_t planned = 1;
inline constexpr std::uint8_t rumoured = 2;
inline constexpr std::uint8_t imprecise = 4;
inline constexpr std::uint8_t upon = 8;        ///< counts from a milestone
inline constexpr std::uint8_t ends_wait = 16;  ///< sets ends that the calendar alone does not tell
inline constexpr std::uint8_t observed = 32;   ///< confirmed, exercised: changes nothing
inline constexpr std::uint8_t sets_ends = 64;  ///< or `survives`; that alone makes nothing doubtful
}  // namespace mark

/// A fact in the row of its term, with all by which facts are told apart and sorted: few need be looked at themselves.
struct RowFact {
    Day earliest;   ///< of its days; of what stands upon a milestone the announced day
    Day announced;  ///< the latest day of the announcement
    Number place;   ///< in the order recorded; of what stands in a row its number
    EventType type;
    std::uint8_t marks;

    [[nodiscard]] bool is(std::uint8_t mark) const { return (marks & mark) != 0; }
    [[nodiscard]] bool is_plain() const { return (marks & ~mark::sets_ends) == 0; }
};
static_assert(sizeof(RowFact) == 16);

/// Copies share them, as those of a `GrowingRow` do.
class TermRows {
public:
    [[nodiscard]] Number size() const { return static_cast<Number>(stretches_.size()); }

    /// By (earliest day, place).
    [[nodiscard]] std::span<const RowFact> operator[](Number term) const {
        return std::span(facts_).subspan(stretches_[term].first, stretches_[term].size);
    }

    /// Where the rows of all terms are, in no order, and what is left of former ones: to be brought near, not read.
    [[nodiscard]] std::span<const RowFact> memory() const { return facts_; }

    /// Asks for what says where they are to be brought near.
    void bring_near() const { bring_beginning_near(stretches_.data(), stretches_.size() * sizeof(Stretch)); }

    void add_term() { stretches_.push_back({}); }

    /// The fact recorded last.
    void insert(Number term, const RowFact& fact);

    /// From now on they are shared with no other.
    void separate() { facts_.separate(); }

private:
    struct Stretch {
        Number first = 0;
        Number size = 0;
        Number room = 0;
    };
    void move_behind(Stretch& row, Number room);
    void close_up();

    GrowingRow<RowFact> facts_;
    std::vector<Stretch> stretches_;  ///< by term
    std::size_t abandoned_ = 0;       ///< of `facts_`: in no stretch any more
};

}  // namespace entente
