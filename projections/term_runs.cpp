#include <entente/projections/term_runs.hpp>

#include <algorithm>

namespace entente {
namespace {

/// Grows runs from stretches of days, each with the state the term is in from its first day on.
class RunBuilder {
public:
    RunBuilder(const LastDayOf& last_day, const std::function<bool(const Run&)>& keep)
        : last_day_(last_day), keep_(keep) {}

    /// From `day` until the day before `next` the state is `fold`, unless its ends are met before. Answers whether to
    /// go on.
    bool stretch(const TermFold& fold, Day day, Day next, DaySpan cause, bool by_reach = false) {
        const DaySpan ends = fold.runs() ? last_day_(fold, day) : DaySpan{day_before(day), day_before(day)};
        const bool is_met = ends.latest < day_before(next);
        const Day out = is_met ? ends.latest + Days{1} : next;
        if (out <= day) {
            if (by_reach && fold.runs() && run_ && run_->out == day) {  // a reach on this day met the ends before it
                run_->last.earliest = std::clamp(ends.earliest, run_->first, run_->last.latest);
            }
            return true;
        }
        bool goes_on = true;
        const bool new_run = !run_ || run_->out != day;
        if (new_run) {
            goes_on = finish();
            run_ = Run{.start = cause, .first = day, .last = {}, .out = out};
        }
        run_->out = out;
        run_->last = {day_before(out), day_before(out)};
        if (is_met) {
            run_->last.earliest = std::clamp(ends.earliest, new_run ? day : day_before(day), ends.latest);
        }
        return goes_on;
    }

    bool finish() { return !run_ || keep_(*run_); }

private:
    const LastDayOf& last_day_;
    const std::function<bool(const Run&)>& keep_;
    std::optional<Run> run_;
};

/// Days on which something may change: what happens, and what ends count from.
std::vector<Day> change_days(std::span<const Placed> steps, std::span<const Fact* const> reaches) {
    std::vector<Day> days;
    for (const auto& placed : steps) {
        days.push_back(placed.day);
    }
    for (const Fact* reach : reaches) {
        days.push_back(reach->days.latest);
    }
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    return days;
}

/// A state, and what made it run if it does.
struct Turn {
    TermFold fold;
    DaySpan cause{};

    void apply(const TermRules& rules, const Step& step) {
        const bool ran = fold.runs();
        rules.apply(fold, step);
        if (fold.runs() && !ran) {
            cause = step.days;
        }
    }
};

/// The common case: nothing waits on a milestone, and days come in the order of the fold.
TermFold follow_in_order(const TermRules& rules, std::span<const Placed> steps, RunBuilder& runs) {
    Turn turn;
    for (auto placed = steps.begin(); placed != steps.end();) {
        const Day day = placed->day;
        turn.cause = {day, day};
        for (; placed != steps.end() && placed->day == day; ++placed) {
            turn.apply(rules, *placed->step);
        }
        if (!runs.stretch(turn.fold, day, placed == steps.end() ? never : placed->day, turn.cause)) {
            return std::move(turn.fold);
        }
    }
    runs.finish();
    return std::move(turn.fold);
}

/// The state on a day, and what could have made it run since the day before: a step, or the reach of a milestone.
Turn turn_on(const TermRules& rules, std::span<const Placed> steps, std::span<const Fact* const> reaches, Day day) {
    Turn turn;
    DaySpan cause{day, day};
    bool started = false;
    for (const Fact* reach : reaches) {
        cause = reach->days.latest == day ? reach->days : cause;
    }
    for (const auto& placed : steps) {
        if (placed.day > day) {
            continue;
        }
        const bool ran = turn.fold.runs();
        turn.apply(rules, *placed.step);
        const bool starts = turn.fold.runs() && !ran;
        started |= placed.day == day && starts;
        if (placed.day == day && (starts || (!started && placed.step->fact->type == EventType::term_amended))) {
            cause = placed.step->days;  // an amendment may bring back what its ends had let expire
        }
    }
    turn.cause = cause;
    return turn;
}

}  // namespace

TermFold follow(
    const TermRules& rules, std::span<const Placed> steps, std::span<const Fact* const> reaches,
    const LastDayOf& last_day, const std::function<bool(const Run&)>& keep) {
    RunBuilder runs{last_day, keep};
    if (reaches.empty() && std::ranges::is_sorted(steps, {}, &Placed::day)) {
        return follow_in_order(rules, steps, runs);
    }
    TermFold fold;
    const auto days = change_days(steps, reaches);
    for (std::size_t place = 0; place < days.size(); ++place) {
        Turn turn = turn_on(rules, steps, reaches, days[place]);
        fold = std::move(turn.fold);
        const Day next = place + 1 < days.size() ? days[place + 1] : never;
        const bool by_reach = std::ranges::find(steps, days[place], &Placed::day) == steps.end();
        if (!runs.stretch(fold, days[place], next, turn.cause, by_reach)) {
            return fold;
        }
    }
    runs.finish();
    return fold;
}

}  // namespace entente
