#include <algorithm>
#include <memory>

#include "naive_outcomes.hpp"
#include "naive_rights.hpp"
#include "naive_scope.hpp"

namespace entente::naive {
namespace {

bool named(const Json& list, const std::string& party) {
    return list.is_array() && std::ranges::any_of(list, [&](const Json& name) { return name == party || name == "*"; });
}

/// The ways in which a term may stand, the shown one first: status and fields, or null where there is no term.
std::vector<Json> ways_of(const Considered& facts, const std::string& term) {
    const auto told = [](const Outcome& outcome, std::optional<Status> status) {
        if (!outcome.exists || !status) {
            return Json{};
        }
        Json fields{{"status", word(*status)}, {"scope", Json::object()}};
        for (const auto* path : {"kind", "grantor", "grantee", "subject", "actions", "exclusive"}) {
            fields[path] = outcome.state.field(path);
        }
        for (const auto& key : scope_keys()) {
            if (const auto region = outcome.state.field("scope/" + key); !region.is_null()) {
                fields["scope"][key] = region;
            }
        }
        return fields;
    };
    auto shown = outcome_of(World(facts, shown_way(facts)), term);
    if (shown.statuses.size() > 1) {
        shown.statuses.erase(Status::expired);
    }
    std::vector<Json> ways{told(shown, *shown.statuses.begin())};
    for_every_way(facts, bearing_on(facts, term), [&](const World& world) {
        const auto outcome = outcome_of(world, term);
        for (const auto& status : outcome.statuses) {
            const auto way = told(outcome, status);
            if (std::ranges::find(ways, way) == ways.end()) {
                ways.push_back(way);
            }
        }
    });
    return ways;
}

/// One term in one of its ways, as it bears on a party in a region.
struct Bearing {
    std::string effect;  ///< empty: it does not
    std::string weight;  ///< permission, bar, withheld or nothing
    Json parties;        ///< grantors of a permission, grantees of a bar

    friend bool operator==(const Bearing&, const Bearing&) = default;
};

Bearing bearing_of(const Json& way, const std::string& party) {
    static const std::set<std::string> permissions{"license", "distribution", "supply",     "carve_out",
                                                   "option",  "voting",       "governance", "priority"};
    const auto kind = way.at("kind").is_string() ? way.at("kind").get<std::string>() : std::string{};
    const auto& exclusive = way.at("exclusive");
    const bool is_exclusive = exclusive == true || (kind == "exclusivity" && exclusive != false);
    const bool is_grantee = named(way.at("grantee"), party);
    std::string effect;
    if (kind == "non_compete" && named(way.at("grantor"), party)) {
        effect = "forbids";
    } else if (is_exclusive) {
        effect = is_grantee ? "permits" : "bars";
    } else if (permissions.contains(kind)) {
        effect = is_grantee ? "permits" : "";
    } else {
        effect = kind == "non_compete" ? "" : "states";
    }
    const auto& status = way.at("status");
    if (effect.empty()) {
        return {};
    }
    if (status == "pending") {
        return {"pending", "", {}};
    }
    if (status == "suspended") {
        return {"suspended", effect == "permits" ? "withheld" : "", {}};
    }
    if (effect == "permits") {
        return {effect, "permission", way.at("grantor")};
    }
    return effect == "states" ? Bearing{effect, "", {}} : Bearing{effect, "bar", way.at("grantee")};
}

/// "some permission (or exclusive term) for the party has one of that bar's grantees among its grantors"
bool waives(const Bearing& permission, const Bearing& bar) {
    for (const auto& grantor : permission.parties) {
        for (const auto& grantee : bar.parties) {
            if (grantor == grantee || grantor == "*" || grantee == "*") {
                return true;
            }
        }
    }
    return false;
}

using Bearings = std::vector<const Bearing*>;

bool is_waived(const Bearing& bar, const Bearings& all) {
    return std::ranges::any_of(
        all, [&](const Bearing* other) { return other->weight == "permission" && waives(*other, bar); });
}

bool some_bar_stands(const Bearings& all) {
    return std::ranges::any_of(all, [&](const Bearing* one) { return one->weight == "bar" && !is_waived(*one, all); });
}

std::string verdict_of(const Bearings& all) {
    const auto some = [&](const std::string& weight) {
        return std::ranges::any_of(all, [&](const Bearing* one) { return one->weight == weight; });
    };
    if (some_bar_stands(all)) {
        return "no";
    }
    return some("permission") ? "yes" : some("withheld") ? "no" : "not_stated";
}

}  // namespace

struct NaiveRights::Claims {
    struct Term {
        std::string name;
        std::vector<Json> ways;
    };
    struct Rival {
        std::string added;
        std::vector<Term> terms;  ///< only those that read otherwise
    };
    std::vector<Term> terms;
    std::vector<Rival> rivals;
    std::set<std::string> parties;

    void read(const Considered& facts) {
        std::set<std::string> names;
        for (const auto& event : facts.happenings) {
            if (event.type.starts_with("term.")) {
                names.insert(event.about);
            }
        }
        for (const auto& name : names) {
            terms.push_back({name, ways_of(facts, name)});
        }
        for (const auto& event : facts.happenings) {
            if (event.type == "source.added" && event.reading.contains("reading")) {
                read_as(facts, event);
            }
        }
    }

    /// "If putting the rival reading in place changes a verdict of `may`, that verdict is `uncertain`."
    void read_as(const Considered& facts, const Happening& rival) {
        auto imagined = facts;
        Happening* event = nullptr;
        for (auto& one : imagined.happenings) {
            for (const auto& cited : one.cited) {
                event = rival.reading.at("event") == cited.address ? &one : event;
            }
        }
        const auto concerns_terms = [](const std::string& type) {
            return type.starts_with("term.") || type == "milestone.reached" || type == "alliance.dissolved" ||
                   type == "party.left";
        };
        if (event == nullptr || !concerns_terms(event->type)) {
            return;
        }
        if (event->type == "term.granted" || event->type == "term.amended") {
            event->changes.insert(event->changes.end(), rival.changes.begin(), rival.changes.end());
        }
        const auto& reading = rival.reading.at("reading");
        if (reading.contains("effective") && reading.at("effective") != event->when_as_written()) {
            event->effective = reading.at("effective");
        }
        Rival as_read{rival.cited.front().address, {}};
        for (const auto& term : terms) {
            if (event->type.starts_with("term.") && event->about != term.name) {
                continue;
            }
            auto ways = ways_of(imagined, term.name);
            if (ways != term.ways) {
                as_read.terms.push_back({term.name, std::move(ways)});
            }
        }
        rivals.push_back(std::move(as_read));
    }
};

namespace {

/// The question of one party, over all terms.
class Asked {
public:
    using Terms = std::vector<std::pair<std::string, std::vector<Json>>>;

    Asked(const Matter& matter, std::string party, Cells grid)
        : matter_(matter), party_(std::move(party)), grid_(std::move(grid)) {}

    [[nodiscard]] bool speaks(const Json& way) const {
        static const std::set<std::string> alive{"pending", "in_force", "suspended"};
        if (way.is_null() || !alive.contains(way.at("status").get<std::string>()) || !way.at("subject").is_string()) {
            return false;
        }
        const auto& actions = way.at("actions");
        const bool covers_action =
            !actions.is_array() || actions.empty() || std::ranges::find(actions, Json(matter_.action)) != actions.end();
        return covers_action && is_on_or_below(matter_.subject, way.at("subject").get<std::string>());
    }

    [[nodiscard]] Bearing in_region(const Json& way, const Cells& region) const {
        if (!speaks(way)) {
            return {};
        }
        auto bearing = bearing_of(way, party_);
        const auto scope = cells_of(way.at("scope"), grid_);
        const bool told = bearing.weight.empty() ? !is_empty(both(scope, region)) : contains(scope, region);
        return told ? bearing : Bearing{};
    }

    /// Calls `visit(bearings)` for every combination; the first is the shown one.
    template <typename Visit>
    void for_every_combination(const Terms& terms, const Cells& region, Visit visit) const {
        std::vector<std::vector<Bearing>> choices;
        for (const auto& [name, ways] : terms) {
            auto& of_term = choices.emplace_back();
            for (const auto& way : ways) {
                auto bearing = in_region(way, region);
                if (std::ranges::find(of_term, bearing) == of_term.end()) {
                    of_term.push_back(std::move(bearing));
                }
            }
        }
        std::vector<std::size_t> turn(choices.size(), 0);
        Bearings all(choices.size());
        for (bool more = true; more;) {
            for (std::size_t term = 0; term < choices.size(); ++term) {
                all[term] = &choices[term][turn[term]];
            }
            visit(all);
            std::size_t term = 0;
            while (term < turn.size() && ++turn[term] == choices[term].size()) {
                turn[term++] = 0;
            }
            more = term < turn.size();
        }
    }

    [[nodiscard]] static Clauses told(const Terms& terms, const Bearings& all) {
        std::set<std::string> clauses;
        for (std::size_t term = 0; term < terms.size(); ++term) {
            const auto& one = *all[term];
            if (!one.effect.empty()) {
                const bool counts = one.weight == "bar"          ? !is_waived(one, all)
                                    : one.weight == "permission" ? !some_bar_stands(all)
                                                                 : true;
                clauses.insert(terms[term].first + " " + one.effect + (counts ? " counts" : " counts not"));
            }
        }
        std::string text;
        for (const auto& clause : clauses) {
            text += (text.empty() ? "" : ", ") + clause;
        }
        return text;
    }

private:
    const Matter& matter_;
    std::string party_;
    Cells grid_;
};

/// Whoever a piece of an entry names as member, grantor or grantee; a correction's replacement and a reading are
/// pieces.
void collect_parties(const Json& piece, std::set<std::string>& names) {
    if (piece.is_array()) {
        for (const auto& part : piece) {
            collect_parties(part, names);
        }
    }
    if (!piece.is_object()) {
        return;
    }
    for (const auto& [key, value] : piece.items()) {
        if ((key == "grantor" || key == "grantee") && value.is_array()) {
            names.insert(value.begin(), value.end());
        } else if ((key == "party" || key == "successor") && value.is_string()) {
            names.insert(value.get<std::string>());
        } else {
            collect_parties(value, names);
        }
    }
}

}  // namespace

NaiveRights::NaiveRights(const std::vector<Json>& log, const Question& question) : claims_(std::make_unique<Claims>()) {
    std::set<std::string> alliances;
    for (const auto& record : log) {
        alliances.insert(record.at("entry").at("alliance").get<std::string>());
    }
    for (const auto& alliance : alliances) {
        auto of_alliance = question;
        of_alliance.alliance = alliance;
        const auto facts = considered(log, of_alliance);
        claims_->read(facts);
        for (const auto& record : log) {
            const auto& entry = record.at("entry");
            const bool recorded = record.at("seq").get<int>() <= facts.position;
            const auto announced = days_of(entry.at("announced").get<std::string>(), std::nullopt).latest;
            if (recorded && (!question.announced_by || announced <= day_from(*question.announced_by))) {
                collect_parties(entry.at("events"), claims_->parties);
            }
        }
    }
}

NaiveRights::~NaiveRights() = default;

std::vector<std::string> NaiveRights::parties() const {
    auto names = claims_->parties;
    names.erase("*");
    std::vector<std::string> all(names.begin(), names.end());
    all.emplace_back("*");
    return all;
}

Cells NaiveRights::cells(const Json& scope, const Matter& matter) const {
    std::vector<Json> scopes{matter.scope};
    const auto add = [&](const Claims::Term& term) {
        for (const auto& way : term.ways) {
            if (!way.is_null()) {
                scopes.push_back(way.at("scope"));
            }
        }
    };
    std::ranges::for_each(claims_->terms, add);
    for (const auto& rival : claims_->rivals) {
        std::ranges::for_each(rival.terms, add);
    }
    return cells_of(scope, grid_of(scopes));
}

NaiveAnswer NaiveRights::may(const std::string& party, const Matter& matter) const {
    const Asked asked{matter, party, cells(Json::object(), matter)};
    Asked::Terms shown;
    for (const auto& term : claims_->terms) {
        shown.emplace_back(term.name, term.ways);
    }
    const auto right_in = [&](const Cells& region) {
        NaiveRight right;
        bool first = true;
        const auto settle = [&](const std::string& reading, const Asked::Terms& terms, bool told) {
            asked.for_every_combination(terms, region, [&](const Bearings& all) {
                const auto verdict = verdict_of(all);
                right.possible.insert(verdict);
                if (first) {
                    right.verdict = verdict;
                    right.shown = Asked::told(terms, all);
                    first = false;
                }
                if (told) {
                    right.ways.emplace(reading, verdict, Asked::told(terms, all));
                }
            });
        };
        for (const bool told : {false, true}) {
            if (told && right.possible.size() < 2) {
                break;
            }
            settle("", shown, told);
            for (const auto& rival : claims_->rivals) {
                auto terms = shown;
                for (const auto& term : rival.terms) {
                    for (auto& [name, ways] : terms) {
                        ways = name == term.name ? term.ways : ways;
                    }
                }
                settle(rival.added, terms, told);
            }
        }
        if (right.possible.size() > 1) {
            right.verdict = "uncertain";
        }
        return right;
    };
    const auto region = cells(matter.scope, matter);
    NaiveAnswer answer{right_in(region), {}};
    for (const auto& [name, ways] : shown) {
        for (const auto& way : ways) {
            if (!asked.speaks(way) || bearing_of(way, party).weight.empty()) {
                continue;
            }
            const auto part = both(cells(way.at("scope"), matter), region);
            if (!is_empty(part) && part != region && !answer.exceptions.contains(part)) {
                answer.exceptions.emplace(part, right_in(part));
            }
        }
    }
    return answer;
}

}  // namespace entente::naive
