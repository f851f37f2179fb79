#include <entente/projections/term_rows.hpp>

#include <algorithm>
#include <functional>

namespace entente {

void TermRows::insert(Number term, const RowFact& fact) {
    Stretch& row = stretches_[term];
    const auto facts = (*this)[term];
    const auto place = std::ranges::upper_bound(facts, fact.earliest, std::less{}, &RowFact::earliest) - facts.begin();
    const bool last = place == static_cast<std::ptrdiff_t>(row.size);
    if (row.size == row.room) {
        move_behind(row, row.size + std::max<Number>(4, row.size / 2));
    } else if (!last && !facts_.is_alone()) {
        move_behind(row, row.room);  // those who share it read on where it was
    }
    RowFact* begin = facts_.writable() + row.first;
    std::move_backward(begin + place, begin + row.size, begin + row.size + 1);
    begin[place] = fact;
    ++row.size;
}

/// The row moves behind all others, and has so much room there.
void TermRows::move_behind(Stretch& row, Number room) {
    if (2 * (abandoned_ + row.room) > facts_.size()) {
        close_up();
    }
    abandoned_ += row.room;
    const auto first = facts_.size();
    facts_.lengthen(room);
    std::copy_n(facts_.begin() + row.first, row.size, facts_.writable() + first);
    row.first = first;
    row.room = room;
}

/// Gives up what was abandoned.
void TermRows::close_up() {
    GrowingRow<RowFact> closed;
    closed.reserve(facts_.size() + facts_.size() / 2);
    for (Stretch& row : stretches_) {
        const RowFact* from = facts_.begin() + row.first;
        row.first = closed.size();
        closed.lengthen(row.room);
        std::copy_n(from, row.size, closed.writable() + row.first);
    }
    facts_ = std::move(closed);
    abandoned_ = 0;
}

}  // namespace entente
