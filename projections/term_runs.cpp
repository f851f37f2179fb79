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
        const bool continues = run_ && run_->out == day;
        if (ends.latest < day) {
            if (by_reach && continues && fold.runs()) {  // as imprecise as the reach that met its ends
                run_->last.earliest = std::clamp(ends.earliest, run_->first, run_->last.earliest);
            }
            return true;
        }
        bool goes_on = true;
        if (!continues) {
            goes_on = finish();
            run_ = Run{.start = cause, .first = day, .last = {}, .out = day};
        }
        if (!continues || ends != ends_) {
            may_end_ = std::max(ends.earliest, continues ? day_before(day) : day);
            ends_ = ends;
        }
        const bool is_met = ends.latest < day_before(next);
        run_->out = is_met ? ends.latest + Days{1} : next;
        run_->last = {std::min(may_end_, day_before(run_->out)), day_before(run_->out)};
        return goes_on;
    }

    bool finish() { return !run_ || keep_(*run_); }

private:
    const LastDayOf& last_day_;
    const std::function<bool(const Run&)>& keep_;
    std::optional<Run> run_;
    DaySpan ends_{};  ///< of the present stretch
    Day may_end_{};   ///< the first day that may be the last
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

/// A state on a day, and what made it run since the day before.
class Turn {
public:
    Turn(const TermRules& rules, const LastDayOf& last_day) : rules_(rules), last_day_(last_day) {}

    /// A reach may have brought the term back, if no step does.
    void open(Day day, DaySpan cause) {
        day_ = day;
        cause_ = cause;
        runs_ = is_running();
    }

    void apply(const Step& step, bool today) {
        const bool ran = runs_;
        rules_.apply(fold_, step);
        runs_ = is_running();
        if (runs_ && !ran && today) {
            cause_ = step.days;
        }
    }

    [[nodiscard]] const TermFold& fold() const { return fold_; }
    [[nodiscard]] DaySpan cause() const { return cause_; }
    [[nodiscard]] TermFold take() { return std::move(fold_); }

private:
    [[nodiscard]] bool is_running() const { return fold_.runs() && day_ <= last_day_(fold_, day_).latest; }

    const TermRules& rules_;
    const LastDayOf& last_day_;
    TermFold fold_;
    Day day_{};
    DaySpan cause_{};
    bool runs_ = false;
};

/// The common case: nothing waits on a milestone, and days come in the order of the fold.
TermFold follow_in_order(
    const TermRules& rules, std::span<const Placed> steps, const LastDayOf& last_day, RunBuilder& runs) {
    Turn turn{rules, last_day};
    for (auto placed = steps.begin(); placed != steps.end();) {
        const Day day = placed->day;
        turn.open(day, {day, day});
        for (; placed != steps.end() && placed->day == day; ++placed) {
            turn.apply(*placed->step, true);
        }
        if (!runs.stretch(turn.fold(), day, placed == steps.end() ? never : placed->day, turn.cause())) {
            return turn.take();
        }
    }
    runs.finish();
    return turn.take();
}

/// The days of the reach on a day; the day itself where there is none.
DaySpan reach_on(std::span<const Fact* const> reaches, Day day) {
    const auto is_on = [&](const Fact* reach) { return reach->days.latest == day; };
    const auto reach = std::ranges::find_if(reaches, is_on);
    return reach == reaches.end() ? DaySpan{day, day} : (*reach)->days;
}

}  // namespace

TermFold follow(
    const TermRules& rules, std::span<const Placed> steps, std::span<const Fact* const> reaches,
    const LastDayOf& last_day, const std::function<bool(const Run&)>& keep) {
    RunBuilder runs{last_day, keep};
    if (reaches.empty() && std::ranges::is_sorted(steps, {}, &Placed::day)) {
        return follow_in_order(rules, steps, last_day, runs);
    }
    TermFold fold;
    const auto days = change_days(steps, reaches);
    for (std::size_t place = 0; place < days.size(); ++place) {
        const Day day = days[place];
        Turn turn{rules, last_day};
        turn.open(day, reach_on(reaches, day));
        for (const auto& placed : steps) {
            if (placed.day <= day) {
                turn.apply(*placed.step, placed.day == day);
            }
        }
        const Day next = place + 1 < days.size() ? days[place + 1] : never;
        const bool by_reach = std::ranges::find(steps, day, &Placed::day) == steps.end();
        const bool goes_on = runs.stretch(turn.fold(), day, next, turn.cause(), by_reach);
        fold = turn.take();
        if (!goes_on) {
            return fold;
        }
    }
    runs.finish();
    return fold;
}

}  // namespace entente
