#include <entente/projections/milestone_book.hpp>

#include <algorithm>

namespace entente {
namespace {

DaySpan so_long_after(DaySpan days, const Upon& upon) {
    if (!upon.plus) {
        return days;
    }
    return {plus(days.earliest, *upon.plus), days.latest == never ? never : plus(days.latest, *upon.plus)};
}

/// `through` holds on the day counted to, `before` until the day before it.
DaySpan last_day_of(const End& end, DaySpan counted) {
    return std::holds_alternative<Before>(end.form) ? day_before(counted) : counted;
}

Day day_after(Day day) {
    return day + Days{1};
}

}  // namespace

MilestoneBook::MilestoneBook(const Considered& considered, const Occasions& occasions, Asked asked)
    : considered_(considered), occasions_(occasions), asked_(asked) {}

void MilestoneBook::doubt(std::span<const Number> milestones) {
    for (const Number milestone : milestones) {
        for (const Fact* reach : occasions_.reaches(milestone)) {
            const bool may_have_happened = reach->days.earliest <= asked_.on && asked_.on < reach->days.latest;
            if ((reach->rumoured() || may_have_happened) && std::ranges::find(doubtful_, reach) == doubtful_.end()) {
                doubtful_.push_back(reach);
            }
        }
    }
    std::ranges::sort(doubtful_, recorded_before);
}

Number MilestoneBook::milestone_of(const Upon& upon) const {
    return considered_.history().milestones().find(upon.milestone.text);
}

bool MilestoneBook::is_on_record(const Fact& reach) const {
    if (!reach.rumoured()) {
        return true;
    }
    const auto place = std::ranges::find(doubtful_, &reach) - doubtful_.begin();
    return place < 32 && ((way_ >> place) & 1U) != 0;
}

bool MilestoneBook::happened_by(const Fact& reach, Day day, bool surely) const {
    const auto place = std::ranges::find(doubtful_, &reach) - doubtful_.begin();
    const bool doubted = place < static_cast<std::ptrdiff_t>(doubtful_.size());
    const bool settled_so = doubted ? place < 32 && ((way_ >> place) & 1U) != 0 : !reach.rumoured();
    if (!settled_so) {
        return false;
    }
    const DaySpan days = days_of_reach(reach);
    return surely ? days.latest <= day : days.earliest <= day;
}

/// A reach that may have happened by the day asked has, in the ways where it did, done so by then.
DaySpan MilestoneBook::days_of_reach(const Fact& reach) const {
    if (reach.days.earliest <= asked_.on && std::ranges::find(doubtful_, &reach) != doubtful_.end()) {
        return {reach.days.earliest, std::min(reach.days.latest, asked_.on)};
    }
    return reach.days;
}

const Fact* MilestoneBook::first_reach(const Upon& upon) const {
    const Number milestone = milestone_of(upon);
    for (const Fact* reach : occasions_.reaches(milestone)) {
        if (is_on_record(*reach)) {
            return reach;
        }
    }
    return nullptr;
}

DaySpan MilestoneBook::days_upon(const Upon& upon) const {
    const Fact* reach = first_reach(upon);
    return so_long_after(reach ? reach->days : DaySpan{day_after(asked_.knowledge), never}, upon);
}

const Fact* MilestoneBook::counting_reach(const Upon& upon, Day start, Day day, bool surely) const {
    const Fact* latest = nullptr;
    for (const Fact* reach : occasions_.reaches(milestone_of(upon))) {
        // What falls on or before the day the grant may start was reached for an earlier one.
        const bool counts =
            happened_by(*reach, day, surely) && so_long_after(days_of_reach(*reach), upon).latest > start;
        if (counts && (!latest || folds_before(*latest, *reach))) {
            latest = reach;
        }
    }
    return latest;
}

DaySpan MilestoneBook::last_day_upon(const End& end, Day start, Day day, bool surely) const {
    const Upon& upon = *upon_of(end);
    if (const Fact* reach = counting_reach(upon, start, day, surely)) {
        const DaySpan counted = so_long_after(days_of_reach(*reach), upon);
        return last_day_of(end, {std::max(counted.earliest, day_after(start)), counted.latest});
    }
    if (on_record(upon)) {
        return {never, never};
    }
    const DaySpan possible = days_upon(upon);
    return last_day_of(end, {std::max(possible.earliest, day_after(start)), never});
}

Day MilestoneBook::last_day_if_reached_after(const End& end, Day start, Day day) const {
    const Upon& upon = *upon_of(end);
    const auto counted = [&](Day reached) { return so_long_after({reached, reached}, upon).earliest; };
    Day low = day_after(day);
    Day high = std::max(low, day_after(start));
    while (low < high) {  // later reaches never count to earlier days
        const Day middle = low + (high - low) / 2;
        if (counted(middle) > start) {
            high = middle;
        } else {
            low = day_after(middle);
        }
    }
    return last_day_of(end, {counted(low), counted(low)}).earliest;
}

Day MilestoneBook::last_day_if_reached_on(const End& end, Day start, Day reached) const {
    const DaySpan counted = so_long_after({reached, reached}, *upon_of(end));
    return counted.earliest > start ? last_day_of(end, counted).earliest : never;
}

}  // namespace entente
