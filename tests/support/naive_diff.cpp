#include <algorithm>
#include <map>
#include <set>

#include "naive_diff.hpp"
#include "naive_term.hpp"

namespace entente::naive {
namespace {

using Addresses = std::vector<std::string>;

/// One answer, and what it was made from.
struct Side {
    Side(const std::vector<Json>& log, const Question& question)
        : facts(considered(log, question)),
          answer(terms(log, question)),
          revisions(standing_revisions(log, question)) {}

    [[nodiscard]] const Json* find(const char* list, const char* key, const std::string& id) const {
        for (const auto& one : answer.at(list)) {
            if (one.at(key) == id) {
                return &one;
            }
        }
        return nullptr;
    }

    Considered facts;
    Json answer;
    std::vector<Revision> revisions;
};

bool holds(const Addresses& addresses, const std::string& address) {
    return std::ranges::find(addresses, address) != addresses.end();
}

Addresses without(const Addresses& these, const Addresses& those) {
    Addresses left;
    std::ranges::copy_if(these, std::back_inserter(left), [&](const auto& address) { return !holds(those, address); });
    return left;
}

Addresses names_of(const Happening& event) {
    Addresses names;
    for (const auto& cited : event.cited) {
        names.push_back(cited.address);
    }
    return names;
}

/// What is stated of a term, by path.
std::map<std::string, Json> stated(const Json& term) {
    std::map<std::string, Json> fields;
    for (const auto* plain :
         {"kind", "grantor", "grantee", "subject", "actions", "exclusive", "ends", "conditions", "survives"}) {
        fields[plain] = term.at(plain);
    }
    for (const auto* map : {"scope", "days", "attributes"}) {
        for (const auto& [key, value] : term.at(map).items()) {
            fields[std::string(map) + "/" + key] = value;
        }
    }
    return fields;
}

Json sorted_behind_the_shown(Json possible) {
    for (auto& [path, values] : possible.items()) {
        std::sort(values.begin() + 1, values.end());
    }
    return possible;
}

Json fields_that_differ(const Json& before, const Json& after) {
    auto fields = Json::object();
    const auto compare = [&](const std::string& path, const Json& from, const Json& to) {
        if (from != to) {
            fields[path] = {{"from", from}, {"to", to}};
        }
    };
    compare("status", before.at("status"), after.at("status"));
    compare("certain", before.at("certain"), after.at("certain"));
    if (sorted_behind_the_shown(before.at("possible")) != sorted_behind_the_shown(after.at("possible"))) {
        compare("possible", before.at("possible"), after.at("possible"));
    }
    auto was = stated(before);
    auto is = stated(after);
    std::set<std::string> paths;
    for (const auto* side : {&was, &is}) {
        for (const auto& [path, value] : *side) {
            paths.insert(path);
        }
    }
    for (const auto& path : paths) {
        compare(path, was[path], is[path]);
    }
    return fields;
}

class Differ {
public:
    Differ(const std::vector<Json>& log, const Question& before, const Question& after)
        : before_(log, before), after_(log, after) {}

    [[nodiscard]] Json changes() const {
        auto all = Json::array();
        for (const auto& id : ids("terms", "term")) {
            add_term(all, id);
        }
        for (const auto& id : ids("parties", "party")) {
            add_party(all, id);
        }
        return all;
    }

private:
    [[nodiscard]] std::set<std::string> ids(const char* list, const char* key) const {
        std::set<std::string> found;
        for (const auto* side : {&before_, &after_}) {
            for (const auto& one : side->answer.at(list)) {
                found.insert(one.at(key).get<std::string>());
            }
        }
        return found;
    }

    void add_term(Json& all, const std::string& id) const {
        const auto* was = before_.find("terms", "term", id);
        const auto* is = after_.find("terms", "term", id);
        const auto runs = [](const Json* term) {
            return term && (term->at("status") == "in_force" || term->at("status") == "suspended");
        };
        if (!runs(was) && !runs(is)) {
            return;
        }
        Json change{{"term", id}, {"fields", Json::object()}};
        if (runs(was) && runs(is)) {
            change["change"] = "changed";
            change["fields"] = fields_that_differ(*was, *is);
            if (change["fields"].empty()) {
                return;
            }
        } else {
            change["change"] = runs(is) ? "added" : "removed";
        }
        change["because"] = because(id, change, was, is);
        all.push_back(change);
    }

    [[nodiscard]] Addresses because(const std::string& id, const Json& change, const Json* was, const Json* is) const {
        const auto rests_on = [](const Json* term) {
            return term ? term->at("because").get<Addresses>() : Addresses{};
        };
        const auto were = rests_on(was);
        const auto are = rests_on(is);
        if (change.at("change") == "added") {
            return with_revisions(are, were, are);
        }
        std::set<std::string> did;
        std::set<std::string> set_anything;
        const auto setters_after = is ? setters(after_.facts, id) : std::map<std::string, std::size_t>{};
        const auto tell = [&](std::set<std::string>& names, std::size_t event) {
            for (const auto& name : names_of(after_.facts.happenings[event])) {
                names.insert(name);
            }
        };
        for (const auto& [path, by] : setters_after) {
            tell(set_anything, by);
        }
        const auto tell_setter_of = [&](const std::string& path) {
            const bool stands = setters_after.contains(path);
            const auto found = setters_after.find(stands || path == "status" ? path : "*");
            if (found != setters_after.end()) {
                tell(did, found->second);
            }
        };
        for (const auto& [path, values] : change.at("fields").items()) {
            if (path != "certain" && path != "possible") {
                tell_setter_of(path);
            }
        }
        if (change.at("change") == "removed") {
            tell_setter_of("status");
        }
        Addresses found;
        for (const auto& event : are) {
            if (did.contains(event) || (!holds(were, event) && !set_anything.contains(event))) {
                found.push_back(event);
            }
        }
        found = with_revisions(found, were, are);
        for (const auto& next : {without(are, were), are, were}) {
            found = found.empty() ? next : found;
        }
        return found;
    }

    /// The revisions that stand only later and go back to an event that the earlier state rested on.
    [[nodiscard]] Addresses with_revisions(Addresses found, const Addresses& were, const Addresses& are) const {
        const auto gone = without(were, are);
        for (const auto& revision : after_.revisions) {
            const auto same = [&](const Revision& other) { return other.address == revision.address; };
            if (std::ranges::any_of(before_.revisions, same) || holds(found, revision.address)) {
                continue;
            }
            for (const auto& event : before_.facts.happenings) {
                const auto names = names_of(event);
                const bool is_gone = std::ranges::any_of(names, [&](const auto& name) { return holds(gone, name); });
                if (event.recorded_as == revision.event && is_gone) {
                    found.push_back(revision.address);
                }
            }
        }
        return found;
    }

    void add_party(Json& all, const std::string& id) const {
        const auto* was = before_.find("parties", "party", id);
        const auto* is = after_.find("parties", "party", id);
        const auto belongs = [](const Json* party) {
            return party && (party->at("status") == "member" || party->at("status") == "suspended");
        };
        if (!belongs(was) && !belongs(is)) {
            return;
        }
        Json change{{"party", id}, {"fields", Json::object()}};
        if (belongs(was) && belongs(is)) {
            change["change"] = "changed";
            for (const auto* path : {"status", "name", "role"}) {
                if (was->at(path) != is->at(path)) {
                    change["fields"][path] = {{"from", was->at(path)}, {"to", is->at(path)}};
                }
            }
            if (change["fields"].empty()) {
                return;
            }
        } else {
            change["change"] = belongs(is) ? "added" : "removed";
        }
        const auto were = happened_to(id, before_);
        const auto are = happened_to(id, after_);
        auto found = with_revisions(without(are, were), were, are);
        for (const auto& next : {are, were}) {
            found = found.empty() ? next : found;
        }
        change["because"] = found;
        all.push_back(change);
    }

    static Addresses happened_to(const std::string& party, const Side& side) {
        const World world(side.facts, shown_way(side.facts));
        std::vector<std::size_t> events;
        for (std::size_t id = 0; id < side.facts.happenings.size(); ++id) {
            const auto& event = side.facts.happenings[id];
            const auto founders = event.reading.value("parties", Json::array());
            const bool founded =
                event.type == "alliance.formed" &&
                std::ranges::any_of(founders, [&](const Json& member) { return member.at("party") == party; });
            const bool about = event.type.starts_with("party.") && event.about == party;
            if ((founded || about) && world.holds(id) && world.happened(id)) {
                events.push_back(id);
            }
        }
        std::ranges::stable_sort(events, {}, [&](std::size_t id) { return world.span(id).earliest; });
        Addresses names;
        for (const auto id : events) {
            for (const auto& name : names_of(side.facts.happenings[id])) {
                if (!holds(names, name)) {
                    names.push_back(name);
                }
            }
        }
        return names;
    }

    Side before_;
    Side after_;
};

}  // namespace

Json changes(const std::vector<Json>& log, Question before, Question after) {
    before.all = after.all = true;
    if (!considered(log, before).alliance_known) {
        return {};
    }
    return Differ(log, before, after).changes();
}

}  // namespace entente::naive
