#include <algorithm>
#include <tuple>

#include "naive_worlds.hpp"

namespace entente::naive {
namespace {

void collect(const Json& value, std::set<std::string>& names) {
    if (value.is_object() && value.contains("upon") && value.at("upon").is_string()) {
        names.insert(value.at("upon").get<std::string>());
    }
    if (value.is_structured()) {
        for (const auto& part : value) {
            collect(part, names);
        }
    }
}

/// A rumour of what is still to come on the day asked is no doubt yet; but a grant may be in its place already, and a
/// reach may be the first on record.
void leave_what_is_still_to_come(const Considered& facts, const std::vector<std::size_t>& rumours, Way& way) {
    const World told(facts, way);
    for (const auto id : rumours) {
        const bool reach = facts.happenings[id].type == "milestone.reached";
        if (!reach && told.holds(id) && told.noticed_from(id) > facts.on) {
            way.holds[id] = 0;
        }
    }
}

}  // namespace

Day World::noticed_from(std::size_t id) const {
    const auto& event = happening(id);
    const Day earliest = span(id).earliest;
    if (event.type != "term.granted") {
        return earliest;
    }
    for (std::size_t before = 0; before < id; ++before) {
        if (happening(before).type == event.type && happening(before).about == event.about && holds(before)) {
            return earliest;
        }
    }
    return std::min(event.announced_day, earliest);
}

std::set<std::string> milestones_in(const Json& value) {
    std::set<std::string> names;
    collect(value, names);
    return names;
}

bool World::holds(std::size_t id) const {
    const auto& event = happening(id);
    return !event.planned && (!event.rumoured() || way_.holds[id] != 0);
}

/// "A milestone with no record may be reached on any day after the **day of knowledge** and on none before."
Span World::span(std::size_t id) const {
    const auto when = happening(id).when_as_written();
    if (when.is_string()) {
        return days_of(when.get<std::string>(), facts_->formed);
    }
    // a reach that a correction left with a date upon a milestone: SEMANTICS knows no such thing
    if (happening(id).type == "milestone.reached") {
        return days_of(happening(id).announced, facts_->formed);
    }
    const auto reach = first_on_record(when.at("upon").get<std::string>());
    const Span reached = reach ? span(*reach) : Span{facts_->knowledge + 1, never};
    return plus(reached, when.value("plus", ""));
}

bool World::open_on_the_day(std::size_t id) const {
    const auto days = span(id);
    return days.earliest <= facts_->on && facts_->on < days.latest;
}

/// "what has surely happened (latest ≤ `on`). What may have happened … happened or did not"
bool World::happened(std::size_t id) const {
    if (!holds(id)) {
        return false;
    }
    return span(id).latest <= facts_->on || (open_on_the_day(id) && way_.came[id] != 0);
}

std::vector<Reach> World::reaches(const std::string& milestone) const {
    std::vector<Reach> found;
    for (std::size_t id = 0; id < facts_->happenings.size(); ++id) {
        const auto& event = happening(id);
        if (event.type == "milestone.reached" && event.about == milestone && holds(id)) {
            found.push_back({id, span(id)});
        }
    }
    std::ranges::stable_sort(found, {}, [](const Reach& reach) { return reach.span.earliest; });
    return found;
}

std::optional<std::size_t> World::first_on_record(const std::string& milestone) const {
    for (std::size_t id = 0; id < facts_->happenings.size(); ++id) {
        const auto& event = happening(id);
        if (event.type == "milestone.reached" && event.about == milestone && holds(id)) {
            return id;
        }
    }
    return std::nullopt;
}

Way shown_way(const Considered& facts) {
    const std::vector<char> none(facts.happenings.size(), 0);
    return {.holds = none, .came = none};
}

std::vector<std::size_t> bearing_on(const Considered& facts, const std::string& term) {
    // "Confirmations, notes and sources never make a term uncertain."
    const auto is_own = [&](const Happening& event) {
        return event.type.starts_with("term.") && event.about == term && event.type != "term.confirmed" &&
               event.type != "term.exercised" && !event.planned;
    };
    std::set<std::string> named;
    for (const auto& event : facts.happenings) {
        if (is_own(event)) {
            named.merge(milestones_in(event.effective));
            for (const auto& change : event.changes) {
                if (change.path == "ends") {
                    named.merge(milestones_in(change.value));
                }
            }
        }
    }
    std::vector<std::size_t> bearing;
    for (std::size_t id = 0; id < facts.happenings.size(); ++id) {
        const auto& event = facts.happenings[id];
        const bool dissolution = event.type == "alliance.dissolved";
        const bool succession = event.type == "party.left" && event.reading.contains("successor");
        const bool reach = event.type == "milestone.reached" && named.contains(event.about);
        if (is_own(event) || (!event.planned && (dissolution || succession || reach))) {
            bearing.push_back(id);
        }
    }
    return bearing;
}

void for_every_way(
    const Considered& facts, const std::vector<std::size_t>& bearing, const std::function<void(const World&)>& visit) {
    std::vector<std::size_t> rumours;
    for (const auto id : bearing) {
        if (facts.happenings[id].rumoured()) {
            rumours.push_back(id);
        }
    }
    for (std::size_t truths = 0; truths < std::size_t{1} << rumours.size(); ++truths) {
        auto way = shown_way(facts);
        for (std::size_t i = 0; i < rumours.size(); ++i) {
            way.holds[rumours[i]] = static_cast<char>(truths >> i & 1U);
        }
        leave_what_is_still_to_come(facts, rumours, way);
        // Which events are in doubt by their days depends on which rumours are true.
        const World settled(facts, way);
        std::vector<std::size_t> open;
        for (const auto id : bearing) {
            if (settled.holds(id) && settled.open_on_the_day(id)) {
                open.push_back(id);
            }
        }
        for (std::size_t arrivals = 0; arrivals < std::size_t{1} << open.size(); ++arrivals) {
            for (std::size_t i = 0; i < open.size(); ++i) {
                way.came[open[i]] = static_cast<char>(arrivals >> i & 1U);
            }
            visit(World(facts, way));
        }
    }
}

}  // namespace entente::naive
