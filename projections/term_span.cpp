#include <entente/projections/term_span.hpp>

#include <algorithm>

#include <entente/projections/term_runs.hpp>

namespace entente {
namespace {

/// The reaches that may let the term come back or end.
std::vector<const Fact*> reaches_of(const TermSpanQuestion& question) {
    std::vector<const Fact*> reaches;
    for (const Number milestone : question.facts.milestones) {
        const auto of_milestone = question.occasions.reaches(milestone);
        reaches.insert(reaches.end(), of_milestone.begin(), of_milestone.end());
    }
    return reaches;
}

/// The steps that had happened or were announced by `on`: the deal as it stood that day.
std::vector<Step> steps_as_it_stood(const TermSpanQuestion& question, Day on) {
    std::vector<Step> steps;
    for (const auto& step : question.ways.steps()) {
        const bool announced = step.fact->announced <= on && !step.fact->rumoured() && step.days.latest != never;
        if (announced || occurrence(step, on) == Occurrence::surely) {
            steps.push_back(step);
        }
    }
    return steps;
}

/// The last day in force as the deal stood, and how the term stands after all that was announced.
struct Outlook {
    TermFold fold;
    DaySpan last_day{never, never};
};

Outlook outlook(const TermSpanQuestion& question, Day on) {
    const auto& shown = question.ways.shown();
    if (!shown.status || shown.status == Status::proposed) {
        return {.fold = shown.fold, .last_day = question.rules.shown_last_day(shown.fold, on)};
    }
    const auto steps = steps_as_it_stood(question, on);
    Outlook outlook;
    const Step* end = nullptr;
    for (const auto& step : steps) {
        const Stage before = outlook.fold.stage;
        question.rules.apply(outlook.fold, step);
        if (outlook.fold.stage == Stage::ended && before != Stage::ended) {
            end = &step;
        }
    }
    if (outlook.fold.stage != Stage::ended) {
        outlook.last_day = question.rules.shown_last_day(outlook.fold, on);
    } else if (last_run(question.rules, steps, reaches_of(question), final_day)) {
        outlook.last_day = day_before(end->days);
    }
    return outlook;
}

std::optional<DaySpan> known(DaySpan span) {
    return span.latest == never ? std::nullopt : std::optional(span);
}

/// Whether reaching some milestone that was not reached by `on` would end the term sooner than it otherwise ends.
bool milestone_would_end(const TermSpanQuestion& question, const Outlook& outlook, Day on) {
    const Ends* ends = question.rules.ends_of(outlook.fold);
    if (!ends || outlook.fold.stage == Stage::ended) {
        return false;
    }
    const auto& book = question.rules.book();
    const Day start = outlook.fold.grant_days.earliest;
    const auto is_open = [&](const End& end) {
        return upon_of(end) && !book.counting_reach(*upon_of(end), start, on, true);
    };
    bool would = false;
    each_single_end(*ends, [&](const End& candidate) {
        if (!is_open(candidate)) {
            return;
        }
        const DaySpan sooner = last_day(*ends, [&](const End& end) -> DaySpan {
            if (!upon_of(end)) {
                return read_dated_end(end);
            }
            if (is_open(end) && upon_of(end)->milestone == upon_of(candidate)->milestone) {
                const Day last = book.last_day_if_reached_after(end, start, on);
                return {last, last};
            }
            const DaySpan span = book.last_day_upon(end, start, on, true);
            return span.latest == never ? DaySpan{never, never} : span;
        });
        would |= sooner.latest < outlook.last_day.latest || sooner.earliest < outlook.last_day.earliest;
    });
    return would;
}

EndKind kind_of_end(const TermSpanQuestion& question, const Outlook& outlook, Day on) {
    const auto status = question.ways.shown().status;
    if (status == Status::ended || status == Status::expired) {
        return EndKind::ended;
    }
    if (milestone_would_end(question, outlook, on)) {
        return EndKind::milestone;
    }
    if (outlook.last_day.latest != never) {
        return EndKind::dated;
    }
    const Ends* ends = question.rules.ends_of(outlook.fold);
    if (!ends || ends->empty()) {
        return EndKind::not_stated;
    }
    const auto* word = std::get_if<NoEnd>(&ends->front().form);
    if (!word) {
        return EndKind::milestone;  // several milestones only together: none of them alone decides
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

}  // namespace

void set_days(TermState& state, const TermSpanQuestion& question) {
    const Day on = question.rules.book().asked().on;
    const auto& shown = question.ways.shown();
    const bool over = shown.status == Status::ended || shown.status == Status::expired;
    if (shown.status == Status::pending || shown.status == Status::proposed) {
        const Fact& grant = *shown.fold.grant;
        state.begins = grant.has_day() ? known(shown.fold.grant_days) : std::nullopt;
    } else if (shown.status) {
        if (const auto run = last_run(question.rules, question.ways.steps(), reaches_of(question), on)) {
            state.since = run->start;
        }
    }
    const Outlook future = outlook(question, on);
    state.end_kind = kind_of_end(question, future, on);
    const bool never_began = over && !state.since;
    if (shown.status && shown.status != Status::proposed && !never_began) {
        state.last_day = known(future.last_day);
    }
}

}  // namespace entente
