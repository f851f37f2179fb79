#include <algorithm>
#include <functional>

#include "naive_ends.hpp"

namespace entente::naive {
namespace {

/// Over from the first of these days for certain, not before the second.
struct FirstDayOut {
    Day surely;
    Day perhaps;
};

Over judged(FirstDayOut out, Day day) {
    return day >= out.surely ? Over::yes : day < out.perhaps ? Over::no : Over::maybe;
}

/// "`through` names the last day *in*: `{"through": {"upon": m, "plus": d}}` holds on the day m + d, `before` until the
/// day before it."
FirstDayOut first_day_out(Span moment, bool through) {
    const int shift = through ? 1 : 0;
    return {moment.latest >= never ? never : moment.latest + shift, moment.earliest + shift};
}

/// A reach as it may count: surely by the day, or perhaps.
struct Option {
    std::size_t id;
    Span span;
    bool sure;
};

/// "Ends and `days` that count from a milestone count from its latest reach **by `on`**: the deal as it stood that
/// day." On a day before the one asked, what was not surely reached by then may have been.
std::vector<Option> reached_by(const std::string& milestone, const EndsView& view) {
    const auto& world = *view.world;
    const Day on = world.facts().on;
    std::vector<Option> options;
    for (const auto& reach : world.reaches(milestone)) {
        const Day by = view.reached_by;
        if (reach.span.earliest > by) {
            continue;
        }
        if (reach.span.latest <= by) {
            options.push_back({reach.id, reach.span, true});
        } else if (reach.span.latest <= on || world.happened(reach.id)) {
            options.push_back({reach.id, {reach.span.earliest, by}, by >= on});
        }
    }
    return options;
}

/// "A reach that, with its `plus`, falls on or before the earliest day the present grant may start does not count for
/// it (for `through` as for `before`)."
bool counts(Span reach, const std::string& later, Day start) {
    return plus(reach.latest, later) > start;
}

std::vector<Option> counting(const Json& moment, const EndsView& view) {
    const auto later = moment.value("plus", "");
    std::vector<Option> options;
    for (const auto& option : reached_by(moment.at("upon").get<std::string>(), view)) {
        if (!counts(option.span, later, view.start)) {
            continue;
        }
        if (option.sure) {
            options.clear();
        }
        options.push_back(option);
    }
    return options;
}

using Settle = std::function<Over(Over, const OpenEnd&)>;

Over over_upon(const Json& moment, bool through, const EndsView& view, const Settle& settle) {
    const auto milestone = moment.at("upon").get<std::string>();
    const auto later = moment.value("plus", "");
    if (view.imagined && view.imagined->first == milestone) {
        const Span reached{view.imagined->second, view.imagined->second};
        if (counts(reached, later, view.start)) {
            return judged(first_day_out(plus(reached, later), through), view.day);
        }
    }
    const auto options = counting(moment, view);
    bool all = true;
    bool none = true;
    for (const auto& option : options) {
        // where it falls on or before the start it does not count, so it never makes the term over there
        auto moment_reached = plus(option.span, later);
        moment_reached.earliest = std::max(moment_reached.earliest, view.start + 1);
        const auto verdict = judged(first_day_out(moment_reached, through), view.day);
        all = all && verdict == Over::yes;
        none = none && verdict == Over::no;
    }
    const bool perhaps_unreached = options.empty() || !options.front().sure;
    if (options.empty() && view.world->reaches(milestone).empty() && view.unreached_may_come) {
        // "A milestone with no record may be reached on any day after the day of knowledge and on none before."
        const Day reached = plus(view.world->facts().knowledge + 1, later);
        const FirstDayOut out{never, std::max(reached, view.start + 1) + (through ? 1 : 0)};
        return settle(judged(out, view.day), {Doubt::milestone_open, milestone, nullptr});
    }
    if (none) {
        return Over::no;
    }
    if (all && !perhaps_unreached) {
        return Over::yes;
    }
    return settle(Over::maybe, {Doubt::imprecise_date, milestone, nullptr});
}

/// "`{"through": "2032"}`: up to and including; `{"before": "2032-07"}`: up to, not including; `{"during": "2032"}`: on
/// some day in it, one of 2032-01-01 … 2032-12-31 [is the last day in force]"
Over over_by(const Json& end, const EndsView& view, const Settle& settle) {
    if (end.is_string()) {
        if (end != "unknown" || !view.begun || !view.unknown_may_come) {
            return Over::no;
        }
        return settle(Over::maybe, {Doubt::end_unknown, "", nullptr});
    }
    const auto& form = end.begin().key();
    const auto& what = end.begin().value();
    if (form == "last_of" || form == "first_of") {
        // "`last_of`: the later of several"; "over as soon as the first of them is"
        const bool last = form == "last_of";
        Over verdict = last ? Over::yes : Over::no;
        for (const auto& part : what) {
            const auto one = over_by(part, view, settle);
            verdict = last ? std::min(verdict, one) : std::max(verdict, one);
        }
        return verdict;
    }
    if (form == "during") {
        const auto span = days_of(what.get<std::string>(), view.world->facts().formed);
        return settle(judged(first_day_out(span, true), view.day), {Doubt::imprecise_date, "", &end});
    }
    const bool through = form == "through";
    if (what.is_object()) {
        return over_upon(what, through, view, settle);
    }
    const auto span = days_of(what.get<std::string>(), view.world->facts().formed);
    const Day first_out = through ? span.latest + 1 : span.earliest;
    return view.day >= first_out ? Over::yes : Over::no;
}

/// "`ends` is a list, over as soon as the first of them is; … absent is `[]`, which means `not_stated`."
Over over_by_any(const Json& ends, const EndsView& view, const Settle& settle) {
    Over verdict = Over::no;
    for (const auto& end : ends) {
        verdict = std::max(verdict, over_by(end, view, settle));
    }
    return verdict;
}

}  // namespace

std::string word(Doubt doubt) {
    switch (doubt) {
        case Doubt::milestone_open:
            return "milestone_open";
        case Doubt::end_unknown:
            return "end_unknown";
        case Doubt::imprecise_date:
            return "imprecise_date";
        default:
            return "rumoured";
    }
}

Over over(const Json& ends, const EndsView& view) {
    return over_by_any(ends, view, [](Over verdict, const OpenEnd&) { return verdict; });
}

std::set<OpenEnd> open_ends(const Json& ends, const EndsView& view) {
    std::set<OpenEnd> open;
    over_by_any(ends, view, [&](Over verdict, const OpenEnd& end) {
        if (verdict == Over::maybe) {
            open.insert(end);
        }
        return verdict;
    });
    return open;
}

bool over_if(const Json& ends, const EndsView& view, const OpenEnd& came) {
    return over_by_any(ends, view, [&](Over verdict, const OpenEnd& end) {
               return verdict != Over::maybe ? verdict : end == came ? Over::yes : Over::no;
           }) == Over::yes;
}

std::vector<std::size_t> reaches_counted(const Json& ends, const EndsView& view) {
    std::vector<std::size_t> ids;
    const std::function<void(const Json&)> visit = [&](const Json& part) {
        if (part.is_object() && part.contains("upon")) {
            for (const auto& option : counting(part, view)) {
                ids.push_back(option.id);
            }
        } else if (part.is_structured()) {
            for (const auto& inner : part) {
                visit(inner);
            }
        }
    };
    visit(ends);
    return ids;
}

}  // namespace entente::naive
