#include <algorithm>
#include <map>
#include <tuple>

#include "naive_parties.hpp"

namespace entente::naive {
namespace {

struct Party {
    Json name;
    Json role;
    std::string status;
    std::optional<Span> begins;
    std::optional<Span> since;
    Day out_from = 0;  ///< of who left: the first day out
};

/// One party's event in its place.
struct PartyStep {
    std::size_t id;
    Span span;
    bool dated;
};

/// A party that an event lets join, with what it says of it.
struct Joining {
    std::string party;
    Json name;
    Json role;
};

std::vector<Joining> joinings(const Happening& event) {
    const auto said = [](const Json& member) {
        return Joining{
            member.at("party").get<std::string>(), member.value("name", Json{}), member.value("role", Json{})};
    };
    std::vector<Joining> found;
    if (event.type == "party.joined") {
        found.push_back(said(event.reading));
    } else if (event.type == "alliance.formed") {
        for (const auto& member : event.reading.value("parties", Json::array())) {
            found.push_back(said(member));
        }
    }
    return found;
}

class Parties {
public:
    explicit Parties(const Considered& facts) : facts_(facts), world_(facts, shown_way(facts)) {}

    std::map<std::string, Party> on_the_day() {
        fold();
        expect_the_announced();
        expect_the_planned();
        return std::move(parties_);
    }

private:
    /// "Parties fold only what has surely happened", in the order (earliest effective day, seq, index).
    void fold() {
        std::vector<PartyStep> steps;
        for (std::size_t id = 0; id < facts_.happenings.size(); ++id) {
            const auto& type = facts_.happenings[id].type;
            if ((type == "alliance.formed" || type.starts_with("party.")) && world_.holds(id) && world_.happened(id)) {
                steps.push_back({id, world_.span(id), true});
            }
        }
        std::ranges::stable_sort(steps, {}, [](const PartyStep& step) { return step.span.earliest; });
        for (const auto& step : steps) {
            apply(facts_.happenings[step.id], step.span);
        }
    }

    void apply(const Happening& event, Span span) {
        for (const auto& joining : joinings(event)) {
            join(joining, span);
        }
        const auto found = parties_.find(event.about);
        if (found == parties_.end()) {
            return;
        }
        auto& party = found->second;
        if (event.type == "party.left" && party.status != "left") {
            party.status = "left";
            party.out_from = span.earliest;
        } else if (event.type == "party.suspended" && party.status == "member") {
            party.status = "suspended";
        } else if (event.type == "party.resumed" && party.status == "suspended") {
            party.status = "member";
        } else if (event.type == "party.renamed") {
            party.name = event.reading.at("name");
        }
    }

    void join(const Joining& joining, Span span) {
        const bool known = parties_.contains(joining.party);
        auto& party = parties_[joining.party];
        // an unbroken run: who leaves and is back on the same day was never out
        const bool unbroken = known && (party.status != "left" || party.out_from >= span.earliest);
        party.since = unbroken ? party.since : std::optional(span);
        party.status = "member";
        party.name = joining.name.is_null() ? party.name : joining.name;
        party.role = joining.role.is_null() ? party.role : joining.role;
    }

    void expect(const Joining& joining, std::optional<Span> begins) {
        if (!parties_.contains(joining.party)) {
            parties_[joining.party] = {
                .name = joining.name, .role = joining.role, .status = "expected", .begins = begins, .since = {}};
        }
    }

    /// "A party planned, or announced for certain, to join later is `expected` from the announced or the earliest day,
    /// whichever is sooner; who has left stays `left` until back."
    void expect_the_announced() {
        std::vector<PartyStep> steps;
        for (std::size_t id = 0; id < facts_.happenings.size(); ++id) {
            const auto& event = facts_.happenings[id];
            if (world_.holds(id) && !joinings(event).empty() && !world_.happened(id) &&
                std::min(event.announced_day, world_.span(id).earliest) <= facts_.on) {
                steps.push_back({id, world_.span(id), true});
            }
        }
        std::ranges::stable_sort(steps, {}, [](const PartyStep& step) { return step.span.earliest; });
        for (const auto& step : steps) {
            for (const auto& joining : joinings(facts_.happenings[step.id])) {
                expect(joining, step.span);
            }
        }
    }

    void expect_the_planned() {
        for (std::size_t id = facts_.happenings.size(); id-- > 0;) {
            const auto& event = facts_.happenings[id];
            if (!event.planned || event.type != "party.joined" || fulfilled(id)) {
                continue;
            }
            const bool dated = !event.when_as_written().is_null();
            const auto begins = dated ? std::optional(world_.span(id)) : std::nullopt;
            if (std::min(event.announced_day, begins ? begins->earliest : never) <= facts_.on) {
                expect(joinings(event).front(), begins);
            }
        }
    }

    /// "An unplanned event fulfils every plan of its type on its term, party or milestone recorded before it"
    bool fulfilled(std::size_t plan) const {
        for (std::size_t id = plan + 1; id < facts_.happenings.size(); ++id) {
            const auto& event = facts_.happenings[id];
            if (event.type == facts_.happenings[plan].type && event.about == facts_.happenings[plan].about &&
                world_.holds(id)) {
                return true;
            }
        }
        return false;
    }

    const Considered& facts_;
    World world_;
    std::map<std::string, Party> parties_;
};

}  // namespace

Json span_json(const std::optional<Span>& span) {
    return span ? Json{{"earliest", text(span->earliest)}, {"latest", text(span->latest)}} : Json{};
}

Json parties(const Considered& facts, bool all) {
    auto list = Json::array();
    for (const auto& [id, party] : Parties(facts).on_the_day()) {
        // "Without `--all`, … a party unless it has left"
        if (all || party.status != "left") {
            list.push_back({
                {"party", id},
                {"name", party.name},
                {"role", party.role},
                {"status", party.status},
                {"begins", span_json(party.begins)},
                {"since", span_json(party.since)},
            });
        }
    }
    return list;
}

}  // namespace entente::naive
