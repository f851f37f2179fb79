#include <entente/projections/term_span.hpp>

#include <algorithm>

#include <entente/projections/term_runs.hpp>

namespace entente {
namespace {

/// Which day of a span is meant.
enum class Edge : std::uint8_t { earliest, latest };

Day at(DaySpan span, Edge edge) {
    return edge == Edge::earliest ? span.earliest : span.latest;
}

/// On which edge steps ahead are placed, and on which ends are met.
struct Edges {
    Edge steps;
    Edge ends;
};

/// A milestone imagined to be reached on the first day after `on` on which that counts.
struct Imagined {
    const MilestoneId* milestone = nullptr;
    [[nodiscard]] bool is(const Upon* upon) const { return milestone && upon && upon->milestone == *milestone; }
};

/// The term carried on from the day asked, with all that was announced by then.
class Outlook {
public:
    Outlook(const TermWays& ways, const TermRules& rules)
        : ways_(ways), rules_(rules.as_the_deal_stood()), book_(rules.book()), on_(book_.asked().on) {
        const auto is_ahead = [&](const Step& step) {
            return occurrence(step, on_) != Occurrence::surely && (is_announced(step) || begins_present(step));
        };
        nothing_ahead_ = ways.shown().fold.runs() && std::ranges::none_of(ways.steps(), is_ahead);
    }

    /// The last day of the run that lasts on the day asked, or comes next: `{never, never}` where it does not end;
    /// none where there is no such run.
    [[nodiscard]] std::optional<DaySpan> last_day(Imagined imagined = {}) const {
        if (nothing_ahead_) {
            return by_ends_alone(imagined);
        }
        if (ways_.exact()) {
            if (const auto told = from_now_on()) {
                return *told;
            }
        }
        bool vague = false;
        const auto early = next_run({.steps = Edge::earliest, .ends = Edge::earliest}, imagined, vague);
        const auto late = vague ? next_run({.steps = Edge::latest, .ends = Edge::latest}, imagined, vague) : early;
        if (early && late) {
            const bool lasts = late->out == never || early->out == never;
            return lasts ? DaySpan{never, never} : day_before(DaySpan{early->out, late->out});
        }
        // Where it is over before it begins when all comes as soon as it can, its first day may be its last; and
        // soonest it begins where the ends are met late, though begun early.
        const auto between = next_run({.steps = Edge::earliest, .ends = Edge::latest}, imagined, vague);
        Day first = never;
        for (const auto& run : {early, between, late}) {
            first = run ? std::min(first, run->first) : first;
        }
        if (first == never) {
            return std::nullopt;
        }
        const auto& later = late ? late : between;
        const Day earliest = early ? early->out : first + Days{1};
        const bool lasts = !later || later->out == never || earliest == never;
        return lasts ? DaySpan{never, never} : day_before(DaySpan{earliest, later->out});
    }

    /// The last day that the ends of a state allow, which stands as it is.
    [[nodiscard]] DaySpan last_day_by_ends(const TermFold& fold, Day day, Imagined imagined = {}) const {
        const Day start = fold.grant_days.earliest;
        return rules_.read_ends(fold, [&](const End& end) -> DaySpan {
            const Upon* upon = upon_of(end);
            if (!upon) {
                return rules_.read_dated(end);
            }
            if (imagined.is(upon) && !book_.counting_reach(*upon, start, on_, true)) {
                // For the present grant the first day on which it counts; another one meets the same day.
                const bool is_present = fold.grant == ways_.shown().fold.grant && !imagined.is(upon_of(*fold.grant));
                const Day last = !is_present ? book_.last_day_if_reached_on(end, start, on_ + Days{1})
                                             : book_.last_day_if_reached_after(end, start, on_);
                return {last, last};
            }
            const DaySpan span = book_.last_day_upon(end, start, std::min(day, on_), true);
            return span.latest == never ? DaySpan{never, never} : span;
        });
    }

    /// What its ends, present and announced, and announced events wait on.
    [[nodiscard]] std::vector<MilestoneId> milestones() const {
        std::vector<MilestoneId> all;
        const auto& facts = ways_.facts();
        const bool planned = ways_.shown().status == Status::proposed;
        for (const Number milestone : planned ? facts.planned_milestones : facts.milestones) {
            all.push_back({rules_.history().milestones()[milestone]});
        }
        return all;
    }

private:
    [[nodiscard]] const Upon* upon_of(const Fact& fact) const {
        return fact.upon ? std::get_if<Upon>(&rules_.history().moment(fact.moment)) : nullptr;
    }

    /// Whether a step waits on a milestone that had not surely been reached by the day asked.
    [[nodiscard]] bool waits(const Step& step) const {
        const Upon* upon = upon_of(*step.fact);
        const Fact* reach = upon ? book_.first_reach(*upon) : nullptr;
        return upon && (!reach || on_ < reach->days.latest);
    }
    [[nodiscard]] static const Upon* upon_of(const End& end) { return entente::upon_of(end); }

    /// What lasts on the day asked lasts until its ends are met, when nothing else is to come.
    [[nodiscard]] DaySpan by_ends_alone(Imagined imagined) const {
        const DaySpan ends = last_day_by_ends(ways_.shown().fold, on_, imagined);
        return ends.latest == never ? ends : DaySpan{std::max(ends.earliest, on_), ends.latest};
    }

    /// Where every day is exact, what is to come follows from the state on the day asked alone. None where its ends are
    /// not exact, though.
    [[nodiscard]] std::optional<std::optional<DaySpan>> from_now_on() const {
        bool vague = false;
        const auto last_day = [&](const TermFold& fold, Day day) {
            const DaySpan ends = last_day_by_ends(fold, day);
            vague |= !ends.exact();
            return ends;
        };
        const auto happens = [&](const Step& step) { return is_announced(step) || begins_present(step); };
        const Standing now{.fold = ways_.shown().fold, .day = on_};
        const auto next = carry_on(rules_, now, ways_.steps(), happens, last_day);
        if (vague) {
            return std::nullopt;
        }
        if (!next) {
            return std::optional<DaySpan>{};
        }
        return next->out == never ? DaySpan{never, never} : day_before(DaySpan{next->out, next->out});
    }

    [[nodiscard]] bool is_announced(const Step& step) const { return step.announced <= on_ && !step.rumoured(); }

    /// Whether a step is the start of the grant that is pending.
    [[nodiscard]] bool begins_present(const Step& step) const {
        const TermFold& fold = ways_.shown().fold;
        return step.act == Step::Act::begin && fold.stage == Stage::pending && fold.grant == step.fact;
    }

    /// The steps as the deal stood: what had happened on its first day, what was announced on one of the days ahead.
    [[nodiscard]] std::vector<Placed> placed(Edge edge, Imagined imagined, std::vector<Step>& imagined_steps) const {
        std::vector<Placed> placed;
        placed.reserve(ways_.steps().size());
        imagined_steps.reserve(ways_.steps().size());
        for (const auto& step : ways_.steps()) {
            if (occurrence(step, on_) == Occurrence::surely) {
                placed.push_back({.day = step.days.earliest, .step = &step});
            } else if (!is_announced(step) && !begins_present(step)) {
                continue;
            } else if (!waits(step)) {
                placed.push_back({.day = std::max(at(step.days, edge), on_ + Days{1}), .step = &step});
            } else if (begins_present(step) && !imagined.is(upon_of(*step.fact))) {
                placed.push_back({.day = on_ + Days{1}, .step = &step});  // its ends are known all the same
            } else if (imagined.is(upon_of(*step.fact))) {
                const Upon& upon = *upon_of(*step.fact);
                const Day reached = on_ + Days{1};
                const Day day = upon.plus ? plus(reached, *upon.plus) : reached;
                imagined_steps.emplace_back(step.act, DaySpan{day, day}, *step.fact);
                const auto later =
                    std::ranges::find_if(placed, [&](const Placed& other) { return other.step->days.earliest > day; });
                placed.insert(later, {.day = day, .step = &imagined_steps.back()});
            }
        }
        return placed;
    }

    /// `vague` is set where another edge may give another run.
    [[nodiscard]] std::optional<Run> next_run(Edges edges, Imagined imagined, bool& vague) const {
        std::vector<Step> imagined_steps;
        const auto steps = placed(edges.steps, imagined, imagined_steps);
        for (const auto& placed_step : steps) {
            vague |= on_ < placed_step.day && !placed_step.step->days.exact();
        }
        std::optional<Run> next;
        const auto last_day = [&](const TermFold& fold, Day day) -> DaySpan {
            const DaySpan ends = last_day_by_ends(fold, day, imagined);
            vague |= !ends.exact();
            const bool might_be_over = day <= on_ && ends.earliest < on_ && on_ <= ends.latest;
            const Day last =
                might_be_over && edges.ends == Edge::earliest ? on_ : at(ends, edges.ends);  // shown as not over yet
            return {last, last};
        };
        follow(rules_, steps, ways_.reaches(), last_day, [&](const Run& run) {
            if (on_ < run.out) {
                next = run;
            }
            return !next;
        });
        return next;
    }

    const TermWays& ways_;
    const TermRules rules_;
    const MilestoneBook& book_;
    Day on_;
    bool nothing_ahead_ = false;
};

std::optional<DaySpan> known(DaySpan span) {
    return span.latest == never ? std::nullopt : std::optional(span);
}

/// The last day of what is over: of the run that was the last.
DaySpan last_day_gone(const TermWays& ways, const TermRules& rules) {
    const TermFold& fold = ways.shown().fold;
    if (fold.stage == Stage::ended) {
        return day_before(fold.ended_on);
    }
    const Run& run = *ways.run();
    // An imprecise end that was met may have been met on any of its days, from when those ends were stated.
    const Fact* stated = fold.at(Field::ends).by;
    const Day from = std::max(run.first, day_before(stated->days.earliest));
    const Day earliest = std::max(from, rules.shown_last_day(fold, rules.book().asked().on).earliest);
    return from <= run.last.latest ? DaySpan{std::min(earliest, run.last.earliest), run.last.latest} : run.last;
}

EndKind word_of_end(const Ends* ends) {
    if (!ends || ends->empty()) {
        return EndKind::not_stated;
    }
    const auto* word = std::get_if<NoEnd>(&ends->front().form);
    if (!word) {
        bool waits = false;
        each_single_end(*ends, [&](const End& end) { waits |= upon_of(end) != nullptr; });
        return waits ? EndKind::milestone : EndKind::dated;  // no day, but for what a milestone may do yet
    }
    switch (*word) {
        case NoEnd::perpetual:
            return EndKind::perpetual;
        case NoEnd::open:
            return EndKind::open;
        case NoEnd::not_stated:
            return EndKind::not_stated;
        case NoEnd::unknown:
            return EndKind::unknown;
    }
    return EndKind::not_stated;
}

/// The kind of end of what is not over. `last_day` tells it, by a milestone imagined to be reached;
/// `otherwise` by none.
EndKind kind_of_end(
    const Outlook& outlook, const TermRules& rules, const TermFold& fold, const std::optional<DaySpan>& otherwise,
    FunctionRef<std::optional<DaySpan>(Imagined imagined)> last_day) {
    const Day end = otherwise ? otherwise->latest : never;
    const auto would_end_sooner = [&](const MilestoneId& milestone) {
        const auto sooner = last_day({&milestone});
        return sooner ? sooner->latest < end : otherwise.has_value();  // or it never begins
    };
    if (std::ranges::any_of(outlook.milestones(), would_end_sooner)) {
        return EndKind::milestone;
    }
    return end != never ? EndKind::dated : word_of_end(rules.ends_of(fold));
}

}  // namespace

void set_days(TermState& state, const TermWays& ways, const TermRules& rules) {
    const Day on = rules.book().asked().on;
    const auto& shown = ways.shown();
    const Outlook outlook{ways, rules};
    if (shown.status == Status::pending || shown.status == Status::proposed) {
        const Fact& grant = *shown.fold.grant;
        state.begins = grant.has_day() ? known(shown.fold.grant_days) : std::nullopt;
    } else if (shown.status && ways.run()) {
        state.since = ways.run()->start;
    }
    if (shown.status == Status::ended || shown.status == Status::expired) {
        state.end_kind = EndKind::ended;
        if (state.since) {
            state.last_day = known(last_day_gone(ways, rules));
        }
        return;
    }
    if (!shown.status || shown.status == Status::proposed) {
        const auto otherwise = outlook.last_day_by_ends(shown.fold, on);
        state.end_kind = kind_of_end(outlook, rules, shown.fold, otherwise, [&](Imagined imagined) {
            return outlook.last_day_by_ends(shown.fold, on, imagined);
        });
        return;
    }
    const auto otherwise = outlook.last_day();
    state.end_kind = kind_of_end(
        outlook, rules, shown.fold, otherwise, [&](Imagined imagined) { return outlook.last_day(imagined); });
    state.last_day = known(otherwise.value_or(DaySpan{never, never}));
}

}  // namespace entente
