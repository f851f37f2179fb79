#include <algorithm>
#include <functional>

#include "naive_days.hpp"

namespace entente::naive {
namespace {

bool starts_or_stays(Status status) {
    return status == Status::in_force || status == Status::suspended;
}

bool is_over(Status status) {
    return status == Status::ended || status == Status::expired;
}

}  // namespace

TermDays::TermDays(const TermFold& fold, const TermState& state, Status status, Walk walk)
    : fold_(fold), world_(fold.world()), state_(state), status_(status), walk_(walk), on_(world_.facts().on) {
    collect_days_that_matter();
}

/// Between two neighbours of these nothing changes.
void TermDays::collect_days_that_matter() {
    const auto matters = [&](Day day) {
        for (Day near = day - 1; near <= day + 2 && day < never; ++near) {
            days_.insert(near);
        }
    };
    const auto span_matters = [&](Span span) {
        matters(span.earliest);
        matters(span.latest);
    };
    const auto& facts = world_.facts();
    matters(on_);
    matters(facts.knowledge + 1);
    const std::function<void(const Json&)> end_matters = [&](const Json& part) {
        if (part.is_string() && part.get<std::string>().find_first_of("0123456789") != std::string::npos) {
            span_matters(days_of(part.get<std::string>(), facts.formed));
        } else if (part.is_object() && part.contains("upon")) {
            const auto later = part.value("plus", "");
            for (const auto& reach : world_.reaches(part.at("upon").get<std::string>())) {
                span_matters(reach.span);
                span_matters(plus(reach.span, later));
            }
            matters(plus(facts.knowledge + 1, later));
        } else if (part.is_structured()) {
            for (const auto& inner : part) {
                end_matters(inner);
            }
        }
    };
    for (const auto& step : fold_.all()) {
        span_matters(step.span);
        matters(step.from);
        for (const auto& change : world_.happening(step.id).changes) {
            if (change.path == "ends") {
                end_matters(change.value);
            }
        }
    }
    if (status_ == Status::proposed || !state_.exists) {
        end_matters(state_.field("ends"));
    }
    if (walk_ == Walk::every_day) {
        for (Day day = *days_.begin(); day < *days_.rbegin(); ++day) {
            days_.insert(day);
        }
    }
}

/// A day in force or suspended, in the shown way: over only when surely over.
bool TermDays::alive(Day day) const {
    const auto state = fold_.fold(fold_.happened(), {.day = day});
    return state.exists && starts_or_stays(state.status) &&
           over(state.field("ends"), fold_.ends_on(state, day)) != Over::yes;
}

/// "start of the present (for what is over: the last) unbroken run of days in force or suspended", and its last day.
std::optional<TermDays::Run> TermDays::last_run() const {
    std::optional<Run> run;
    for (auto day = days_.upper_bound(on_); day != days_.begin();) {
        const Day until = day == days_.end() || *day > on_ ? on_ : *day - 1;
        --day;
        if (alive(*day)) {
            run = Run{.first = *day, .last = run ? run->last : until};
        } else if (run) {
            break;
        }
    }
    return run;
}

/// "`begins`: start of the present grant (or plan) as stated, whatever became of it later, for what is pending or
/// proposed"; "unreached milestones contributing no date"
std::optional<Span> TermDays::begins() const {
    if (!state_.exists || (status_ != Status::pending && status_ != Status::proposed) || state_.start.latest >= never) {
        return std::nullopt;
    }
    return state_.start;
}

/// "`since`: start of the present (for what is over: the last) unbroken run of days in force or suspended; null for
/// proposed and pending." The days of whatever began it.
std::optional<Span> TermDays::since() const {
    if (!state_.exists || status_ == Status::pending || status_ == Status::proposed) {
        return std::nullopt;
    }
    const auto run = last_run();
    if (!run) {
        return std::nullopt;
    }
    std::optional<Span> span;
    std::vector<Step> steps;
    for (const auto& step : fold_.happened()) {
        steps.push_back(step);
        const auto state = fold_.fold(steps, {.day = run->first});
        const bool runs = state.exists && starts_or_stays(state.status) &&
                          over(state.field("ends"), fold_.ends_on(state, run->first)) != Over::yes;
        const bool begins_now = step.span.earliest == run->first || step.from == run->first;
        if (!runs) {
            span.reset();
        } else if (begins_now && !span) {
            span = step.span;
        }
    }
    if (span) {
        return span;
    }
    const auto state = fold_.fold(fold_.happened(), {.day = run->first});
    for (const auto id : reaches_counted(state.field("ends"), fold_.ends_on(state, run->first))) {
        if (world_.span(id).earliest == run->first) {
            return world_.span(id);
        }
    }
    return Span{run->first, run->first};
}

/// "`last_day`: the last day in force as the deal stood on `on`: what had happened or was announced by then, and
/// milestones reached by then; null where there is none, for proposed, and for what never began."
std::optional<Span> TermDays::last_day() const {
    if (!state_.exists || status_ == Status::proposed) {
        return std::nullopt;
    }
    if (!is_over(status_)) {
        const auto last = last_day_ahead(std::nullopt);
        return status_ == Status::pending && last && last->latest <= on_ ? std::nullopt : last;
    }
    const auto run = last_run();
    if (!run) {
        return std::nullopt;
    }
    if (status_ == Status::ended) {
        const auto out = world_.span(state_.status_by);
        return Span{out.earliest - 1, std::min(out.latest, on_) - 1};
    }
    // expired: the last day on which it surely was not over yet, and the last on which it was not surely over
    Day earliest = run->first;
    for (auto day = days_.upper_bound(run->last); day != days_.begin() && *--day >= run->first;) {
        const auto state = fold_.fold(fold_.happened(), {.day = *day});
        auto ends = fold_.ends_on(state, *day);
        ends.unreached_may_come = false;
        ends.unknown_may_come = false;
        if (over(state.field("ends"), ends) == Over::no) {
            const auto next = std::next(day);
            earliest = next == days_.end() || *next > run->last ? run->last : *next - 1;
            break;
        }
    }
    return Span{earliest, run->last};
}

/// "what had happened or was announced by then, and milestones reached by then"
std::vector<TermDays::Ahead> TermDays::announced_steps(
    const std::optional<std::pair<std::string, Day>>& imagined) const {
    std::vector<Ahead> steps;
    bool granted_before = false;
    for (auto step : fold_.all()) {
        const auto& event = world_.happening(step.id);
        const bool grant = event.type == "term.granted";
        const auto known = std::ranges::find(fold_.happened(), step.id, &Step::id) != fold_.happened().end();
        if (known && (!step.waits || step.starts <= on_)) {
            steps.push_back({step, std::nullopt});
            granted_before = granted_before || grant;
            continue;
        }
        if (!known && event.announced_day > on_) {
            continue;
        }
        auto days = step.span;
        const auto when = event.when_as_written();
        const auto milestone = when.is_object() ? when.at("upon").get<std::string>() : "";
        const auto reach = when.is_object() ? world_.first_on_record(milestone) : std::nullopt;
        const bool unreached = when.is_object() && (!reach || world_.span(*reach).latest > on_);
        if (unreached && imagined && imagined->first == milestone) {
            const Day day = plus(imagined->second, when.value("plus", ""));
            days = {day, day};
        } else if (unreached && known) {
            days = {on_ + 1, on_ + 1};  // pending, and may start on any day ahead
        } else if (unreached) {
            continue;
        }
        // the grant that waits takes no early place once another one has happened
        step.waits = step.waits && !granted_before;
        steps.push_back({step, Span{std::max(days.earliest, on_ + 1), std::max(days.latest, on_ + 1)}});
        granted_before = granted_before || grant;
    }
    return steps;
}

/// The days in force or suspended along one timeline, walking forward from the day asked to the first that is not;
/// before the first of them the term may be pending. None where it is over without having begun.
std::optional<TermDays::Run> TermDays::run_along(
    const std::vector<Step>& steps, Over dead_from, const std::optional<std::pair<std::string, Day>>& imagined) const {
    auto days = days_;
    days.insert(on_ + 1);
    for (const auto& step : steps) {
        days.insert({step.from, step.starts});
    }
    if (imagined) {
        for (const auto* later : {"", "P1D"}) {
            days.insert(plus(imagined->second, later));
        }
        const std::function<void(const Json&)> visit = [&](const Json& part) {
            if (part.is_object() && part.contains("upon")) {
                const Day day = plus(imagined->second, part.value("plus", ""));
                days.insert({day - 1, day, day + 1, day + 2});
            } else if (part.is_structured()) {
                for (const auto& inner : part) {
                    visit(inner);
                }
            }
        };
        for (const auto& step : fold_.all()) {
            for (const auto& change : world_.happening(step.id).changes) {
                visit(change.value);
            }
        }
        visit(state_.field("ends"));
    }
    Day first = status_ != Status::pending ? on_ : never;
    bool over_before = false;
    for (auto day = days.upper_bound(on_); day != days.end(); ++day) {
        const bool planned = status_ == Status::proposed || !state_.exists;
        const auto state = planned ? state_ : fold_.fold(steps, {.day = *day, .deal_of_the_day_asked = true});
        auto ends = fold_.ends_on(state, *day);
        ends.reached_by = on_;
        ends.unreached_may_come = false;
        ends.unknown_may_come = false;
        ends.imagined = imagined;
        if (!state.exists && !planned) {
            continue;  // nothing granted yet
        }
        if (is_over(state.status) || over(state.field("ends"), ends) >= dead_from) {
            if (first < never) {
                return Run{.first = first, .last = *day - 1};
            }
            over_before = true;
            continue;  // what expired before it began comes back when its ends are amended
        }
        if (first >= never && starts_or_stays(state.status)) {
            first = *day;
        }
    }
    return over_before && first >= never ? std::nullopt : std::optional(Run{.first = first, .last = never});
}

/// Every imprecise day ahead is tried at its earliest and its latest.
std::optional<Span> TermDays::last_day_ahead(const std::optional<std::pair<std::string, Day>>& imagined) const {
    auto steps = announced_steps(imagined);
    std::vector<std::size_t> open;
    std::vector<Step> timeline;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].days) {
            open.push_back(i);
        }
        timeline.push_back(steps[i].step);
    }
    std::optional<Span> found;
    bool soonest_begins = true;
    Day first = never;
    for (std::size_t choice = 0; choice < std::size_t{1} << std::min<std::size_t>(open.size(), 6); ++choice) {
        for (std::size_t i = 0; i < open.size(); ++i) {
            auto& step = timeline[open[i]];
            const auto& days = *steps[open[i]].days;
            (step.waits ? step.starts : step.from) = (choice >> i & 1U) != 0 ? days.latest : days.earliest;
        }
        const auto longest = run_along(timeline, Over::yes, imagined);
        const auto shortest = run_along(timeline, Over::maybe, imagined);
        soonest_begins = soonest_begins && (choice > 0 || shortest);
        if (!longest) {
            continue;
        }
        first = std::min(first, longest->first);
        const Span last{shortest ? shortest->last : longest->last, longest->last};
        found = found ? Span{std::min(found->earliest, last.earliest), std::max(found->latest, last.latest)} : last;
    }
    if (!found) {
        return Span{on_, on_};  // over before it begins
    }
    if (found->latest >= never) {
        return std::nullopt;
    }
    // where it is over before it begins when all comes as soon as it can, its first day may be its last
    return Span{soonest_begins ? found->earliest : std::min(first, found->earliest), found->latest};
}

/// "`milestone` if reaching, on the first day it counts after `on`, a milestone not reached by `on` would end it sooner
/// than it otherwise ends (or decides that it ends)"
bool TermDays::a_milestone_would_end_it_sooner() const {
    const auto otherwise = last_day_ahead(std::nullopt);
    std::set<std::string> named = milestones_in(state_.field("ends"));
    for (const auto& step : fold_.all()) {
        named.merge(milestones_in(world_.happening(step.id).effective));
        for (const auto& change : world_.happening(step.id).changes) {
            if (change.path == "ends") {
                named.merge(milestones_in(change.value));
            }
        }
    }
    for (const auto& milestone : named) {
        auto ends = fold_.ends_on(state_, on_);
        bool reached = true;
        const std::function<void(const Json&)> visit = [&](const Json& part) {
            if (part.is_object() && part.contains("upon") && part.at("upon") == milestone) {
                reached = reached && !reaches_counted(part, ends).empty();
            } else if (part.is_structured()) {
                for (const auto& inner : part) {
                    visit(inner);
                }
            }
        };
        visit(state_.field("ends"));
        if (reached && milestones_in(state_.field("ends")).contains(milestone)) {
            continue;
        }
        // the first day on which it counts after `on`, for one of the ends or events that wait for it
        std::set<Day> first_days{on_ + 1};
        const std::function<void(const Json&)> first_day = [&](const Json& part) {
            if (part.is_object() && part.contains("upon") && part.at("upon") == milestone) {
                Day day = on_ + 1;
                while (state_.start.earliest < never && plus(day, part.value("plus", "")) <= state_.start.earliest) {
                    ++day;
                }
                first_days.insert(day);
            } else if (part.is_structured()) {
                for (const auto& inner : part) {
                    first_day(inner);
                }
            }
        };
        first_day(state_.field("ends"));
        for (const auto& step : fold_.all()) {
            for (const auto& change : world_.happening(step.id).changes) {
                if (change.path == "ends") {
                    first_day(change.value);
                }
            }
        }
        for (const auto day : first_days) {
            const auto then = last_day_ahead(std::pair(milestone, day));
            if (then && (!otherwise || then->latest < otherwise->latest)) {
                return true;
            }
        }
    }
    return false;
}

std::string TermDays::end_kind() const {
    // "`ended` exactly for ended and expired"
    if (state_.exists && is_over(status_)) {
        return "ended";
    }
    if (a_milestone_would_end_it_sooner()) {
        return "milestone";
    }
    const auto ends = state_.field("ends");
    const auto last = last_day_ahead(std::nullopt);
    if (last && (status_ != Status::pending || last->latest > on_)) {
        return "dated";
    }
    if (ends.empty()) {
        return "not_stated";
    }
    if (ends.front().is_string()) {
        return ends.front().get<std::string>();
    }
    // ends of a form of their own, but none that comes for certain
    return milestones_in(ends).empty() ? "dated" : "milestone";
}

}  // namespace entente::naive
