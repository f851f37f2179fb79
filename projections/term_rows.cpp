#include <entente/projections/term_rows.hpp>

#include <algorithm>

namespace entente {

void TermRows::insert(Number term, const RowFact& fact) {
    Stretch& row = stretches_[term];
    if (row.size == row.room) {
        make_room(row);
    }
    const auto begin = facts_.begin() + row.first;
    const auto end = begin + row.size;
    const auto place =
        std::upper_bound(begin, end, fact.earliest, [](Day day, const RowFact& other) { return day < other.earliest; });
    std::move_backward(place, end, end + 1);
    *place = fact;
    ++row.size;
}

/// The row moves behind all others, and has half as much room again.
void TermRows::make_room(Stretch& row) {
    abandoned_ += row.room;
    if (2 * abandoned_ > facts_.size()) {
        close_up();
    }
    const Number room = row.room + std::max<Number>(4, row.room / 2);
    const auto first = static_cast<Number>(facts_.size());
    facts_.resize(facts_.size() + room);
    std::copy_n(facts_.begin() + row.first, row.size, facts_.begin() + first);
    row.first = first;
    row.room = room;
}

/// Gives up what was abandoned.
void TermRows::close_up() {
    std::vector<RowFact> closed;
    closed.reserve(facts_.size() - abandoned_ / 2);
    for (Stretch& row : stretches_) {
        const auto first = facts_.begin() + row.first;
        row.first = static_cast<Number>(closed.size());
        closed.insert(closed.end(), first, first + row.room);
    }
    facts_ = std::move(closed);
    abandoned_ = 0;
}

}  // namespace entente
