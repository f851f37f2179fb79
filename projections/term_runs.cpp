#include <entente/projections/term_runs.hpp>

#include <algorithm>

namespace entente {
namespace {

/// Grows runs from stretches of days, each with the state the term is in from its first day on.
class RunBuilder {
public:
    explicit RunBuilder(FunctionRef<bool(const Run&)> keep) : keep_(keep) {}

    /// From `day` until the day before `next` the state is `fold`, unless its ends are met before; they allow `ends` as
    /// the last day. Answers whether to go on.
    bool stretch(const TermFold& fold, DaySpan ends, Day day, Day next, DaySpan cause, bool by_reach = false) {
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
    FunctionRef<bool(const Run&)> keep_;
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
    /// Steps that stand before `fields_from` are followed without the fields that days do not hang on.
    Turn(TermFold& fold, const TermRules& rules, LastDayOf last_day, const Step* fields_from = nullptr)
        : rules_(rules), last_day_(last_day), fields_from_(fields_from), fold_(fold) {}

    /// Looks at the ends anew: a reach may have brought the term back, if no step does.
    void open(Day day, DaySpan cause) {
        on(day, cause);
        look_at_ends();
    }

    /// Another day of the same state, whose ends count from no reach.
    void on(Day day, DaySpan cause) {
        day_ = day;
        cause_ = cause;
    }

    void apply(const Step& step, bool today) {
        const bool ran = is_running();
        rules_.apply(fold_, step, &step < fields_from_ ? Follow::bare : Follow::all);
        look_at_ends();
        if (is_running() && !ran && today) {
            cause_ = step.days;
        }
    }

    [[nodiscard]] const TermFold& fold() const { return fold_; }
    [[nodiscard]] DaySpan ends() const { return ends_; }
    [[nodiscard]] DaySpan cause() const { return cause_; }

private:
    static constexpr DaySpan not_running{first_day - Days{1}, first_day - Days{1}};

    void look_at_ends() { ends_ = fold_.runs() ? last_day_(fold_, day_) : not_running; }
    [[nodiscard]] bool is_running() const { return day_ <= ends_.latest; }

    const TermRules& rules_;
    LastDayOf last_day_;
    const Step* fields_from_;
    TermFold& fold_;
    Day day_{};
    DaySpan cause_{};
    DaySpan ends_ = not_running;  ///< the last day that they allow
};

constexpr Placed none_ahead{.day = never, .step = nullptr};

/// The common case: the ends count from no reach, and days come in the order of the fold. `next` answers what comes
/// behind `ahead`, step after step, and `none_ahead` behind the last.
template <typename Next>
void follow_in_order(Turn& turn, Placed ahead, Next next, RunBuilder& runs) {
    while (ahead.step != nullptr) {
        const Day day = ahead.day;
        turn.on(day, {day, day});
        for (; ahead.step != nullptr && ahead.day == day; ahead = next()) {
            turn.apply(*ahead.step, true);
        }
        if (!runs.stretch(turn.fold(), turn.ends(), day, ahead.day, turn.cause())) {
            return;
        }
    }
    runs.finish();
}

/// The days of the reach on a day; the day itself where there is none.
DaySpan reach_on(std::span<const Fact* const> reaches, Day day) {
    const auto is_on = [&](const Fact* reach) { return reach->days.latest == day; };
    const auto reach = std::ranges::find_if(reaches, is_on);
    return reach == reaches.end() ? DaySpan{day, day} : (*reach)->days;
}

}  // namespace

TermFold follow(
    const TermRules& rules, std::span<const Placed> steps, std::span<const Fact* const> reaches, LastDayOf last_day,
    FunctionRef<bool(const Run&)> keep) {
    TermFold fold;
    RunBuilder runs{keep};
    if (reaches.empty() && std::ranges::is_sorted(steps, {}, &Placed::day)) {
        Turn turn{fold, rules, last_day};
        auto step = steps.begin();
        const auto next = [&] { return step == steps.end() ? none_ahead : *step++; };
        follow_in_order(turn, next(), next, runs);
        return fold;
    }
    const auto days = change_days(steps, reaches);
    for (std::size_t place = 0; place < days.size(); ++place) {
        const Day day = days[place];
        fold = {};
        Turn turn{fold, rules, last_day};
        turn.open(day, reach_on(reaches, day));
        for (const auto& placed : steps) {
            if (placed.day <= day) {
                turn.apply(*placed.step, placed.day == day);
            }
        }
        const Day next = place + 1 < days.size() ? days[place + 1] : never;
        const bool by_reach = std::ranges::find(steps, day, &Placed::day) == steps.end();
        if (!runs.stretch(turn.fold(), turn.ends(), day, next, turn.cause(), by_reach)) {
            return fold;
        }
    }
    runs.finish();
    return fold;
}

TermFold follow(
    const TermRules& rules, std::span<const Step> steps, Day until, LastDayOf last_day,
    FunctionRef<bool(const Run&)> keep) {
    const auto last = std::ranges::find_if(steps, [&](const Step& step) { return until < step.days.earliest; });
    const auto sets_afresh = [](const Step& step) {
        return step.act == Step::Act::happen && step.type == EventType::term_granted;
    };
    auto fields_from = last;
    while (fields_from != steps.begin() && !sets_afresh(*--fields_from)) {
    }
    TermFold fold;
    RunBuilder runs{keep};
    Turn turn{fold, rules, last_day, std::to_address(fields_from)};
    auto step = steps.begin();
    const auto next = [&] {
        return step == last ? none_ahead : Placed{.day = step->days.earliest, .step = std::to_address(step++)};
    };
    follow_in_order(turn, next(), next, runs);
    return fold;
}

std::optional<Run> carry_on(
    const TermRules& rules, const Standing& now, std::span<const Step> steps, FunctionRef<bool(const Step&)> happens,
    LastDayOf last_day) {
    std::optional<Run> next;
    const auto keep = [&](const Run& run) {
        if (now.day < run.out) {
            next = run;
        }
        return !next;
    };
    RunBuilder runs{keep};
    TermFold fold = now.fold.bare();
    Turn turn{fold, rules, last_day, steps.data() + steps.size()};
    turn.open(now.day, {now.day, now.day});
    auto step = steps.begin();
    const auto next_step = [&] {
        const auto is_ahead = [&](const Step& each) { return now.day < each.days.earliest && happens(each); };
        step = std::find_if(step, steps.end(), is_ahead);
        return step == steps.end() ? none_ahead : Placed{.day = step->days.earliest, .step = std::to_address(step++)};
    };
    const Placed first = next_step();
    if (runs.stretch(turn.fold(), turn.ends(), now.day, first.day, turn.cause())) {
        follow_in_order(turn, first, next_step, runs);
    }
    return next;
}

}  // namespace entente
