#include <algorithm>
#include <set>
#include <tuple>

#include "naive_days.hpp"
#include "naive_outcomes.hpp"
#include "naive_upcoming.hpp"

namespace entente::naive {
namespace {

/// The term, party or milestone an item is about: `{"term", "ip-license"}`.
using Matter = std::pair<std::string, std::string>;

class Upcoming {
public:
    Upcoming(const std::vector<Json>& log, const Question& question, const std::optional<std::string>& within)
        : facts_(considered(log, question)),
          world_(facts_, shown_way(facts_)),
          alliance_(question.alliance),
          until_(within ? plus(facts_.on, *within) : never) {}

    [[nodiscard]] bool known() const { return facts_.alliance_known; }

    Json items() {
        std::set<std::string> terms;
        std::set<std::string> parties;
        for (std::size_t id = 0; id < facts_.happenings.size(); ++id) {
            const auto& event = facts_.happenings[id];
            if (event.planned) {
                add_plan(id);
            } else if (event.type == "state.asserted") {
                const Day on = day_from(event.reading.at("on").get<std::string>());
                add({"term", event.about}, "assertion", {}, {on, on}, {id});
            }
            if (event.type.starts_with("term.")) {
                terms.insert(event.about);
            }
            for (const auto& party : joining(event)) {
                parties.insert(party);
            }
        }
        for (const auto& term : terms) {
            add_term(term);
        }
        for (const auto& party : parties) {
            add_party(party);
        }
        // "by earliest, latest, alliance, then name"
        std::ranges::sort(items_, {}, [](const Json& item) {
            const auto name = item.at("name").is_null() ? "" : item.at("name").get<std::string>();
            return std::tuple(item.at("earliest").get<std::string>(), item.at("latest").get<std::string>(), name);
        });
        return items_;
    }

    [[nodiscard]] int position() const { return facts_.position; }

private:
    [[nodiscard]] const Happening& event(std::size_t id) const { return facts_.happenings[id]; }
    [[nodiscard]] Day on() const { return facts_.on; }

    static std::set<std::string> joining(const Happening& event) {
        std::set<std::string> parties;
        if (event.type == "party.joined") {
            parties.insert(event.about);
        } else if (event.type == "alliance.formed") {
            for (const auto& member : event.reading.value("parties", Json::array())) {
                parties.insert(member.at("party").get<std::string>());
            }
        }
        return parties;
    }

    /// "Listed when its latest day ≥ `on` and, with `--within`, its earliest ≤ `on` + that. An unreached milestone
    /// contributes no date, and what then has no latest day is left out."
    void add(
        const Matter& matter, const std::string& what, const std::string& name, Span span,
        const std::set<std::size_t>& because) {
        if (span.latest >= never || span.latest < on() || span.earliest > until_) {
            return;
        }
        std::vector<std::string> addresses;
        for (const auto id : because) {
            for (const auto& cited : event(id).cited) {
                addresses.push_back(cited.address);
            }
        }
        std::ranges::sort(addresses);
        items_.push_back({
            {"alliance", alliance_},
            {matter.first, matter.second},
            {"what", what},
            {"name", name.empty() ? Json{} : Json(name)},
            {"earliest", text(span.earliest)},
            {"latest", text(span.latest)},
            {"because", addresses},
        });
    }

    /// The reach that an `effective` counts from.
    [[nodiscard]] std::optional<std::size_t> reach_of(std::size_t id) const {
        const auto when = event(id).when_as_written();
        return when.is_object() ? world_.first_on_record(when.at("upon").get<std::string>()) : std::nullopt;
    }

    [[nodiscard]] std::set<std::size_t> with_reach(std::size_t id) const {
        std::set<std::size_t> ids{id};
        if (const auto reach = reach_of(id)) {
            ids.insert(*reach);
        }
        return ids;
    }

    /// "`plan` (name: the event's type) for what is planned"; "An unplanned event fulfils every plan of its type on its
    /// term, party or milestone recorded before it"
    void add_plan(std::size_t id) {
        const auto& plan = event(id);
        if (plan.when_as_written().is_null()) {
            return;  // no day
        }
        for (std::size_t later = id + 1; later < facts_.happenings.size(); ++later) {
            if (event(later).type == plan.type && event(later).about == plan.about && world_.holds(later)) {
                return;
            }
        }
        const auto dot = plan.type.find('.');
        add({plan.type.substr(0, dot), plan.about}, "plan", plan.type, world_.span(id), with_reach(id));
    }

    void add_term(const std::string& term) {
        const TermFold fold(world_, term);
        const auto state = state_of(fold);
        const auto ends = state.field("ends");
        const bool expired = ends_matter(state) && over(ends, fold.ends_on(state, on())) == Over::yes;
        const auto status = !state.exists ? std::nullopt : std::optional(expired ? Status::expired : state.status);
        add_begins(fold, term, state, status);
        if (status == Status::pending || status == Status::in_force || status == Status::suspended) {
            const auto last = TermDays(fold, state, *status, Walk::days_that_matter).last_day();
            if (last) {
                add({"term", term}, "ends", {}, *last, behind_end(fold, term, state, *last));
            }
            for (const auto& [path, setting] : state.fields) {
                if (path.starts_with("days/") && !setting.value->is_null()) {
                    add_due(fold, term, state, path.substr(5), setting);
                }
            }
        }
    }

    void add_begins(
        const TermFold& fold, const std::string& term, const TermState& state, std::optional<Status> status) {
        for (std::size_t id = 0; id < facts_.happenings.size(); ++id) {
            if (event(id).type != "term.granted" || event(id).about != term || !world_.holds(id)) {
                continue;
            }
            const auto span = world_.span(id);
            const bool present = state.exists && state.status != Status::proposed && state.grant == id;
            const bool pending = present && status == Status::pending;
            const auto place = std::ranges::find_if(
                fold.happened(), [&](const Step& step) { return step.id == id && step.waits && step.starts > on(); });
            const bool overtaken = !present && place != fold.happened().end();
            const bool ahead = !present && !overtaken && event(id).announced_day <= on();
            if (span.latest > on() && (pending || ahead)) {
                add({"term", term}, "begins", {}, span, with_reach(id));
            }
        }
    }

    std::set<std::size_t> behind_end(
        const TermFold& fold, const std::string& term, const TermState& state, Span last) const {
        auto ids = with_reach(state.grant);
        if (const auto set = state.fields.find("ends"); set != state.fields.end()) {
            ids.insert(set->second.by);
        }
        if (const auto counted = reaches_counted(state.field("ends"), fold.ends_on(state, on())); !counted.empty()) {
            ids.insert(counted.begin(), counted.end());
        }
        for (std::size_t id = 0; id < facts_.happenings.size(); ++id) {
            const auto& ahead = event(id);
            const bool own = ahead.type.starts_with("term.") && ahead.about == term;
            const bool ends_set =
                std::ranges::any_of(ahead.changes, [](const Change& change) { return change.path == "ends"; });
            const bool bears = (own && (ahead.type == "term.granted" || ahead.type == "term.ended" ||
                                        (ahead.type == "term.amended" && ends_set))) ||
                               (ahead.type == "alliance.dissolved" && state.field("survives") != true);
            if (!bears || !world_.holds(id) || ahead.announced_day > on() || world_.happened(id) ||
                world_.span(id).earliest > last.latest + 1) {
                continue;
            }
            const auto reach = reach_of(id);
            const bool waits = ahead.when_as_written().is_object() && (!reach || world_.span(*reach).latest > on());
            if (!waits) {
                ids.merge(with_reach(id));
            }
        }
        return ids;
    }

    void add_due(
        const TermFold& fold, const std::string& term, const TermState& state, const std::string& name,
        const Setting& setting) {
        const Json& moment = *setting.value;
        if (moment.is_string()) {
            add({"term", term}, "due", name, days_of(moment.get<std::string>(), facts_.formed), {setting.by});
            return;
        }
        const auto counted = reaches_counted(moment, fold.ends_on(state, on()));
        if (!counted.empty()) {
            const auto span = plus(world_.span(counted.back()), moment.value("plus", ""));
            add({"term", term}, "due", name, span, {setting.by, counted.back()});
        }
    }

    /// In and out, day after day: first what has surely happened, then what was announced.
    void add_party(const std::string& party) {
        std::vector<std::size_t> ids;
        for (std::size_t id = 0; id < facts_.happenings.size(); ++id) {
            const bool leaves = event(id).type == "party.left" && event(id).about == party;
            if (world_.holds(id) && (leaves || joining(event(id)).contains(party))) {
                ids.push_back(id);
            }
        }
        std::ranges::stable_sort(ids, {}, [&](std::size_t id) { return world_.span(id).earliest; });
        std::ranges::stable_partition(ids, [&](std::size_t id) { return world_.happened(id); });
        bool in = false;
        for (const auto id : ids) {
            const bool ahead = !world_.happened(id);
            const bool joins = event(id).type != "party.left";
            if ((ahead && event(id).announced_day > on()) || joins == in) {
                continue;
            }
            in = joins;
            const auto span = world_.span(id);
            if (ahead && joins) {
                add({"party", party}, "begins", {}, span, {id});
            } else if (ahead) {
                add({"party", party}, "ends", {}, {span.earliest - 1, span.latest - 1}, {id});
            }
        }
    }

    Considered facts_;
    World world_;
    std::string alliance_;
    Day until_;
    std::vector<Json> items_;
};

}  // namespace

Json upcoming(const std::vector<Json>& log, const Question& question, const std::optional<std::string>& within) {
    Upcoming upcoming(log, question, within);
    if (!upcoming.known()) {
        return {};
    }
    const auto items = upcoming.items();
    return {
        {"as_of",
         {{"on", question.on},
          {"known_at", question.known_at ? Json(*question.known_at) : Json{}},
          {"announced_by", question.announced_by ? Json(*question.announced_by) : Json{}},
          {"position", upcoming.position()}}},
        {"items", items},
    };
}

}  // namespace entente::naive
