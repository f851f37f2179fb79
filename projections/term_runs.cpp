#include <entente/projections/term_runs.hpp>

#include <algorithm>
#include <vector>

namespace entente {
namespace {

bool happened(const Step& step, Day day) {
    return occurrence(step, day) == Occurrence::surely;
}

/// Whether the steps happen one after the other just as they fold, so that one pass tells every day.
bool happen_in_order(std::span<const Step> steps) {
    return std::ranges::all_of(steps, [](const Step& step) { return step.days.exact(); }) &&
           std::ranges::is_sorted(steps, {}, [](const Step& step) { return step.days.earliest; });
}

/// Grows runs from stretches of days, each with the state the term is in from its first day on.
class RunBuilder {
public:
    explicit RunBuilder(const TermRules& rules) : rules_(rules) {}

    /// From `day` until the day before `next` the state is `fold`, unless its ends are met before.
    template <typename Cause>
    void stretch(const TermFold& fold, Day day, Day next, Cause cause) {
        if (!fold.runs()) {
            return;
        }
        const Day last = rules_.shown_last_day(fold, day).latest;
        const Day out = last == never ? next : std::min(next, last + Days{1});
        if (out <= day) {
            return;
        }
        if (run_ && run_->out == day) {
            run_->out = out;
        } else {
            run_ = Run{.start = cause(), .out = out};
        }
    }

    [[nodiscard]] const std::optional<Run>& run() const { return run_; }

private:
    const TermRules& rules_;
    std::optional<Run> run_;
};

Walk walk_in_order(const TermRules& rules, std::span<const Step> steps, Day limit) {
    Walk walk;
    RunBuilder runs{rules};
    for (auto step = steps.begin(); step != steps.end() && step->days.latest <= limit;) {
        const Day day = step->days.latest;
        for (; step != steps.end() && step->days.latest == day; ++step) {
            if (happened(*step, day)) {
                rules.apply(walk.fold, *step);
            }
        }
        const Day next = step != steps.end() && step->days.latest <= limit ? step->days.latest : never;
        runs.stretch(walk.fold, day, next, [&] { return DaySpan{day, day}; });
    }
    walk.run = runs.run();
    return walk;
}

TermFold fold_until(const TermRules& rules, std::span<const Step> steps, Day day) {
    TermFold fold;
    for (const auto& step : steps) {
        if (happened(step, day)) {
            rules.apply(fold, step);
        }
    }
    return fold;
}

/// Days on which something may change: what happened, and what ends count from.
std::vector<Day> change_days(std::span<const Step> steps, std::span<const Fact* const> reaches, Day limit) {
    std::vector<Day> days;
    for (const auto& step : steps) {
        if (happened(step, limit)) {
            days.push_back(step.days.latest);
        }
    }
    for (const Fact* reach : reaches) {
        if (reach->days.latest <= limit) {
            days.push_back(reach->days.latest);
        }
    }
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    return days;
}

/// What started a run on a day: the last step of that day, or the reach that brought the term back.
DaySpan cause_of(std::span<const Step> steps, std::span<const Fact* const> reaches, Day day) {
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if (happened(*step, day) && step->days.latest == day && step->act != Step::Act::place) {
            return step->days;
        }
    }
    for (const Fact* reach : reaches) {
        if (reach->days.latest == day) {
            return reach->days;
        }
    }
    return {day, day};
}

}  // namespace

Walk walk(const TermRules& rules, std::span<const Step> steps, std::span<const Fact* const> reaches, Day limit) {
    if (reaches.empty() && happen_in_order(steps)) {
        return walk_in_order(rules, steps, limit);
    }
    Walk walk;
    RunBuilder runs{rules};
    const auto days = change_days(steps, reaches, limit);
    for (std::size_t place = 0; place < days.size(); ++place) {
        const Day next = place + 1 < days.size() ? days[place + 1] : never;
        walk.fold = fold_until(rules, steps, days[place]);
        runs.stretch(walk.fold, days[place], next, [&] { return cause_of(steps, reaches, days[place]); });
    }
    walk.run = runs.run();
    return walk;
}

}  // namespace entente
