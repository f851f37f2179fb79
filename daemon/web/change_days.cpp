#include <set>

#include <entente/daemon/web/alliance_sheet.hpp>
#include <entente/projections/timeline.hpp>

namespace entente::daemon {
namespace {

class Gathering {
public:
    void add(const TimelineEvent& event) {
        const auto announced = days_of(event.announced);
        seam(announced.earliest);
        seam(announced.latest);
        if (!event.days) {
            return;
        }
        seam(event.days->earliest);
        seam(event.days->latest);
        if (!event.planned) {
            turns_.insert(event.days->earliest);
        }
    }
    void add(const Stretch& stretch) {
        turns_.insert(stretch.first);
        seam(stretch.first);
        if (stretch.last != never) {
            seam(stretch.last);
        }
    }

    [[nodiscard]] ChangeDays taken() && {
        return {.turns = {turns_.begin(), turns_.end()}, .seams = {seams_.begin(), seams_.end()}};
    }

private:
    /// What is known of a day may change on it, and again after it.
    void seam(Day day) {
        seams_.insert(day);
        seams_.insert(day + Days{1});
    }

    std::set<Day> turns_;
    std::set<Day> seams_;
};

}  // namespace

ChangeDays change_days(const Timeline& timeline) {
    Gathering gathering;
    const auto add_all = [&](const auto& of_one) {
        for (const auto& one : of_one) {
            gathering.add(one);
        }
    };
    for (const auto& term : timeline.terms) {
        add_all(term.stretches);
        add_all(term.events);
    }
    for (const auto& milestone : timeline.milestones) {
        add_all(milestone.events);
    }
    add_all(timeline.events);
    return std::move(gathering).taken();
}

}  // namespace entente::daemon
