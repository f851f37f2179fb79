#include <entente/projections/term_span.hpp>

#include <algorithm>

namespace entente {
namespace {

/// The last day in force as the deal stood, and how the term stands after all that was announced.
struct Outlook {
    TermFold fold;
    DaySpan last_day{never, never};
};

bool happened(const Step& step, Day on) {
    return occurrence(step, on) == Occurrence::surely;
}

bool is_announced(const Step& step, Day on) {
    return step.fact->announced <= on && !step.fact->rumoured() && step.days.latest != never;
}

/// The deal as it stood on `on`: what had happened or was announced by then, carried on.
Walk carry_on(const TermWays& ways, const TermRules& rules, Day on) {
    std::vector<Step> steps;
    std::ranges::copy_if(ways.steps(), std::back_inserter(steps), [&](const Step& step) {
        return happened(step, on) || is_announced(step, on);
    });
    Walk all = walk(rules, steps, ways.reaches(), final_day);
    all.fold = {};
    for (const auto& step : steps) {
        rules.apply(all.fold, step);
    }
    return all;
}

Outlook outlook(const TermWays& ways, const TermRules& rules, Day on) {
    const auto& shown = ways.shown();
    const bool more_to_come = std::ranges::any_of(
        ways.steps(), [&](const Step& step) { return !happened(step, on) && is_announced(step, on); });
    const bool is_folded = shown.status && shown.status != Status::proposed;
    Walk deal = is_folded && more_to_come ? carry_on(ways, rules, on) : Walk{.fold = shown.fold, .run = ways.run()};
    Outlook outlook{.fold = std::move(deal.fold)};
    if (outlook.fold.stage != Stage::ended) {
        outlook.last_day = rules.shown_last_day(outlook.fold, on);
    } else if (deal.run) {
        outlook.last_day = day_before(outlook.fold.ended_on);
    }
    return outlook;
}

std::optional<DaySpan> known(DaySpan span) {
    return span.latest == never ? std::nullopt : std::optional(span);
}

/// Whether reaching some milestone that was not reached by `on` would end the term sooner than it otherwise ends.
bool milestone_would_end(const TermRules& rules, const Outlook& outlook, Day on) {
    const Ends* ends = rules.ends_of(outlook.fold);
    if (!ends || outlook.fold.stage == Stage::ended) {
        return false;
    }
    const auto& book = rules.book();
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

EndKind kind_of_end(const TermWays& ways, const TermRules& rules, const Outlook& outlook, Day on) {
    const auto status = ways.shown().status;
    if (status == Status::ended || status == Status::expired) {
        return EndKind::ended;
    }
    if (milestone_would_end(rules, outlook, on)) {
        return EndKind::milestone;
    }
    if (outlook.last_day.latest != never) {
        return EndKind::dated;
    }
    const Ends* ends = rules.ends_of(outlook.fold);
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

void set_days(TermState& state, const TermWays& ways, const TermRules& rules) {
    const Day on = rules.book().asked().on;
    const auto& shown = ways.shown();
    const bool over = shown.status == Status::ended || shown.status == Status::expired;
    if (shown.status == Status::pending || shown.status == Status::proposed) {
        const Fact& grant = *shown.fold.grant;
        state.begins = grant.has_day() ? known(shown.fold.grant_days) : std::nullopt;
    } else if (shown.status && ways.run()) {
        state.since = ways.run()->start;
    }
    const Outlook future = outlook(ways, rules, on);
    state.end_kind = kind_of_end(ways, rules, future, on);
    const bool never_began = over && !state.since;
    if (shown.status && shown.status != Status::proposed && !never_began) {
        state.last_day = known(future.last_day);
    }
}

}  // namespace entente
