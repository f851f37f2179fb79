#include <algorithm>

#include "naive_outcomes.hpp"
#include "naive_parties.hpp"
#include "naive_sources.hpp"
#include "naive_term.hpp"

namespace entente::naive {
namespace {

class TermAnswer {
public:
    TermAnswer(const Considered& facts, std::string term, Walk walk)
        : facts_(facts),
          term_(std::move(term)),
          bearing_(bearing_on(facts, term_)),
          world_(facts, shown_way(facts)),
          fold_(world_, term_),
          walk_(walk) {
        settle_the_shown_way();
        for_every_way(facts_, bearing_, [&](const World& world) { outcomes_.push_back(outcome_of(world, term_)); });
        for (const auto& outcome : outcomes_) {
            statuses_.insert(outcome.statuses.begin(), outcome.statuses.end());
        }
    }

    /// "Without `--all`, a term is shown when one of its possible statuses is pending, in_force or suspended"
    [[nodiscard]] bool shown(bool all) const {
        return std::ranges::any_of(statuses_, [&](const std::optional<Status>& status) {
            return status &&
                   (all || status == Status::pending || status == Status::in_force || status == Status::suspended);
        });
    }

    [[nodiscard]] Json document() const {
        const TermDays days(fold_, state_, status_.value_or(Status::proposed), walk_);
        const auto possible = possible_values();
        const auto because = events_it_rests_on();
        const auto disputed = disputes(facts_, because, state_);
        Json document{
            {"term", term_},
            {"status", status_ ? Json(word(*status_)) : Json{}},
            {"certain", certain()},
            {"possible", possible},
            {"reason", reason()},
            {"begins", span_json(days.begins())},
            {"since", span_json(days.since())},
            {"last_day", span_json(days.last_day())},
            {"end_kind", days.end_kind()},
            {"last_confirmed", last_of("term.confirmed")},
            {"last_exercised", last_of("term.exercised")},
            {"confidence", weakest(facts_, because)},
            {"disputed", !disputed.empty()},
            {"disputes", disputed},
            {"because", addresses(facts_, because)},
            {"sources", sources(facts_, because)},
        };
        for (const auto& path : plain_fields()) {
            document[path] = state_.field(path);
        }
        for (const auto* map : {"scope", "days", "attributes"}) {
            document[map] = Json::object();
            const auto prefix = std::string(map) + "/";
            for (const auto& [path, setting] : state_.fields) {
                if (path.starts_with(prefix) && !setting.value->is_null()) {
                    document[map][path.substr(prefix.size())] = *setting.value;
                }
            }
        }
        return document;
    }

    [[nodiscard]] std::map<std::string, std::size_t> setters() const {
        std::map<std::string, std::size_t> by;
        for (const auto& [path, setting] : state_.fields) {
            by[path] = setting.by;
        }
        if (state_.exists) {
            by["*"] = state_.grant;
            const auto ends = state_.fields.find("ends");
            by["status"] =
                status_ == Status::expired && ends != state_.fields.end() ? ends->second.by : state_.status_by;
        }
        return by;
    }

private:
    /// "`status` and the fields show what holds if nothing doubtful happened (of a term that exists only by rumour:
    /// status null, the fields of its first recorded rumoured grant)"
    void settle_the_shown_way() {
        state_ = state_of(fold_);
        if (state_.exists) {
            const bool expired = ends_matter(state_) && over(state_.field("ends"), ends_today()) == Over::yes;
            status_ = expired ? Status::expired : state_.status;
            return;
        }
        const auto grants_first = [&](bool rumoured) {
            for (const auto id : bearing_) {
                const auto& event = facts_.happenings[id];
                if (event.type == "term.granted" && event.rumoured() == rumoured && maybe(id)) {
                    change(state_, event.changes, id);
                    state_.start = world_.span(id);
                    return true;
                }
            }
            return false;
        };
        // a grant in doubt by its days alone, where there is no rumour
        (void)(grants_first(true) || grants_first(false));
    }

    [[nodiscard]] EndsView ends_today() const { return fold_.ends_on(state_, facts_.on); }

    [[nodiscard]] bool certain() const {
        return statuses_.size() == 1 && std::ranges::all_of(outcomes_, [&](const Outcome& outcome) {
                   return !outcome.exists || same(outcome.state, state_);
               });
    }

    /// "`possible` has, for `status` and for each field … on which the ways differ, all values, the shown one first,
    /// null where a way lacks it; a way without the term gives null for `status` and nothing for the fields; `{}` when
    /// certain."
    [[nodiscard]] Json possible_values() const {
        Json possible = Json::object();
        if (statuses_.size() > 1) {
            const auto as_json = [](const std::optional<Status>& status) {
                return status ? Json(word(*status)) : Json{};
            };
            possible["status"] = Json::array({as_json(status_)});
            // "`possible` statuses in vocabulary order after the shown one"
            for (const auto& status : statuses_) {
                if (status && status != status_) {
                    possible["status"].push_back(as_json(status));
                }
            }
            if (statuses_.contains(std::nullopt) && status_) {
                possible["status"].push_back(Json{});
            }
        }
        // "Where more than 12 doubtful things … meet on one term and day, `possible` of `status` stays complete and the
        // other fields are left out."
        if (doubtful_things() > 12) {
            return possible;
        }
        std::set<std::string> paths(plain_fields().begin(), plain_fields().end());
        for (const auto& outcome : outcomes_) {
            for (const auto& [path, setting] : outcome.state.fields) {
                paths.insert(path);
            }
        }
        for (const auto* whole : {"scope", "days", "attributes"}) {
            paths.erase(whole);
        }
        for (const auto& path : paths) {
            Json values = Json::array({state_.field(path)});
            for (const auto& outcome : outcomes_) {
                const auto value = outcome.state.field(path);
                if (outcome.exists && std::ranges::find(values, value) == values.end()) {
                    values.push_back(value);
                }
            }
            if (values.size() > 1) {
                possible[path] = values;
            }
        }
        return possible;
    }

    [[nodiscard]] std::size_t doubtful_things() const {
        std::set<std::size_t> doubtful;
        for (const auto id : bearing_) {
            if (maybe(id)) {
                doubtful.insert(id);
            }
        }
        const auto ends = state_.field("ends");
        return doubtful.size() + (ends_matter(state_) ? open_ends(state_.field("ends"), ends_today()).size() : 0);
    }

    /// "What may have happened (earliest ≤ `on` < latest, and every `rumoured` event)"; a rumour of what is still to
    /// come is no such thing, unless it already makes the term pending.
    [[nodiscard]] bool maybe(std::size_t id) const {
        const auto& event = facts_.happenings[id];
        auto way = shown_way(facts_);
        way.holds[id] = 1;
        const World world(facts_, way);
        if (!event.rumoured()) {
            return world.open_on_the_day(id);
        }
        return world.noticed_from(id) <= facts_.on;
    }

    /// "a doubt applies when, every other doubt settled the shown way, it makes a difference"
    [[nodiscard]] std::set<Doubt> doubts_that_apply() const {
        std::set<Doubt> doubts;
        const auto shown = outcome_if(shown_way(facts_));
        for (const auto id : bearing_) {
            if (!maybe(id)) {
                continue;
            }
            const bool rumoured = facts_.happenings[id].rumoured();
            auto way = shown_way(facts_);
            way.holds[id] = 1;
            const bool differs_to_come = !same(outcome_if(way), shown);
            way.came[id] = 1;
            if (differs_to_come || !same(outcome_if(way), shown)) {
                doubts.insert(rumoured ? Doubt::rumoured : doubt_of_the_day(id));
            }
        }
        if (ends_matter(state_) && status_ != Status::expired) {
            const auto ends = state_.field("ends");  // doubts about it point into it
            for (const auto& open : open_ends(ends, ends_today())) {
                if (over_if(ends, ends_today(), open)) {
                    doubts.insert(open.doubt);
                }
            }
        }
        return doubts;
    }

    /// An outcome in which what is in doubt about the ends is settled the shown way.
    [[nodiscard]] Outcome outcome_if(const Way& way) const {
        auto outcome = outcome_of(World(facts_, way), term_);
        if (outcome.statuses.size() > 1) {
            outcome.statuses.erase(Status::expired);
        }
        return outcome;
    }

    [[nodiscard]] Doubt doubt_of_the_day(std::size_t id) const {
        const auto when = facts_.happenings[id].when_as_written();
        const bool unreached = when.is_object() && !world_.first_on_record(when.at("upon").get<std::string>());
        return unreached ? Doubt::milestone_open : Doubt::imprecise_date;
    }

    /// "`reason`: of what is `ended`, its reason; else, where `certain` is false, the first that applies …; else null"
    [[nodiscard]] Json reason() const {
        if (status_ == Status::ended) {
            return state_.reason;
        }
        if (certain()) {
            return {};
        }
        const auto doubts = doubts_that_apply();
        return doubts.empty() ? Json{} : Json(word(*doubts.begin()));
    }

    /// "`last_confirmed`, `last_exercised`: effective date, as written, of the last such event that has surely
    /// happened."
    [[nodiscard]] Json last_of(const std::string& type) const {
        Json last;
        Day latest_yet = -never;
        for (std::size_t id = 0; id < facts_.happenings.size(); ++id) {
            const auto& event = facts_.happenings[id];
            if (event.type == type && event.about == term_ && world_.happened(id) &&
                world_.span(id).earliest >= latest_yet) {
                latest_yet = world_.span(id).earliest;
                last = event.when_as_written();
            }
        }
        return last;
    }

    /// "`because`: in fold order, the events that set the status and the present value of each field, the reaches its
    /// start or end is counted from, and every maybe-event. Confirmations do not belong to it."
    [[nodiscard]] std::vector<std::size_t> events_it_rests_on() const {
        std::set<std::size_t> ids;
        for (const auto& [path, setting] : state_.fields) {
            ids.insert(setting.by);
        }
        if (state_.exists) {
            ids.insert({state_.status_by, state_.grant});
            for (const auto id : {state_.grant, state_.status_by}) {
                const auto when = facts_.happenings[id].when_as_written();
                const auto reach =
                    when.is_object() ? world_.first_on_record(when.at("upon").get<std::string>()) : std::nullopt;
                const auto& type = facts_.happenings[id].type;
                if (reach && (type == "term.granted" || type == "term.ended")) {
                    ids.insert(*reach);
                }
            }
        }
        if (state_.exists && state_.status != Status::ended) {
            const auto counted = reaches_counted(state_.field("ends"), ends_today());
            ids.insert(counted.begin(), counted.end());
        }
        for (const auto id : bearing_) {
            const auto& event = facts_.happenings[id];
            const bool reach = event.type == "milestone.reached" && (event.rumoured() || maybe(id));
            const bool own = event.type.starts_with("term.") && maybe(id);
            if (own || reach || (maybe(id) && makes_a_difference(id))) {
                ids.insert(id);
            }
        }
        return in_fold_order(ids);
    }

    /// Two ways that differ in this event only differ in what they come to.
    [[nodiscard]] bool makes_a_difference(std::size_t id) const {
        const auto without = [id](Way way) {
            way.holds[id] = way.came[id] = 0;
            return std::pair(way.holds, way.came);
        };
        for (const auto& a : outcomes_) {
            for (const auto& b : outcomes_) {
                if (without(a.way) == without(b.way) && !same(a, b)) {
                    return true;
                }
            }
        }
        return false;
    }

    [[nodiscard]] std::vector<std::size_t> in_fold_order(const std::set<std::size_t>& ids) const {
        auto way = shown_way(facts_);
        std::ranges::fill(way.holds, 1);
        const World rumours_true(facts_, way);
        const auto steps = fold_.granted_at_all() ? fold_.all() : TermFold(rumours_true, term_).all();
        struct Placed {
            Day day;
            std::size_t id;
        };
        std::vector<Placed> order;
        for (const auto& step : steps) {
            order.push_back({step.from, step.id});
        }
        const auto first = std::ranges::find(steps, true, &Step::waits);
        for (const auto id : ids) {
            if (std::ranges::find(order, id, &Placed::id) != order.end()) {
                continue;
            }
            const auto& event = facts_.happenings[id];
            const bool dated = !event.when_as_written().is_null();
            const auto span =
                dated && !event.planned ? rumours_true.span(id) : Span{event.announced_day, event.announced_day};
            auto place = std::ranges::find_if(order, [&](const Placed& other) {
                return std::pair(other.day, other.id) > std::pair(span.earliest, id);
            });
            Day day = span.earliest;
            if (first != steps.end() && event.type.starts_with("term.") && !event.planned) {
                const bool imprecise = span.earliest != span.latest || first->span.earliest != first->span.latest;
                const bool overlap = span.earliest <= first->span.latest && first->span.earliest <= span.latest;
                const auto behind = std::ranges::find(order, first->id, &Placed::id) + 1;
                if (imprecise && overlap && place < behind) {
                    place = behind;
                    day = first->from;
                }
            }
            order.insert(place, {day, id});
        }
        std::vector<std::size_t> sorted;
        for (const auto& placed : order) {
            if (ids.contains(placed.id)) {
                sorted.push_back(placed.id);
            }
        }
        return sorted;
    }

    const Considered& facts_;
    std::string term_;
    std::vector<std::size_t> bearing_;
    World world_;
    TermFold fold_;
    Walk walk_;
    TermState state_;
    std::optional<Status> status_;
    std::vector<Outcome> outcomes_;
    std::set<std::optional<Status>> statuses_;
};

}  // namespace

std::optional<Json> term_document(const Considered& facts, const std::string& term, bool all, Walk walk) {
    const TermAnswer answer(facts, term, walk);
    return answer.shown(all) ? std::optional(answer.document()) : std::nullopt;
}

std::map<std::string, std::size_t> setters(const Considered& facts, const std::string& term) {
    return TermAnswer(facts, term, Walk::days_that_matter).setters();
}

}  // namespace entente::naive
