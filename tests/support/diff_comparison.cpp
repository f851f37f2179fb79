#include <algorithm>
#include <stdexcept>

#include "comparison.hpp"
#include "diff_comparison.hpp"
#include "naive_diff.hpp"
#include "random_history.hpp"
#include "tangled_terms.hpp"

#include <entente/projections/difference_json.hpp>

namespace entente::naive {
namespace {

using Json = nlohmann::json;
using Log = std::vector<Json>;

struct Answers {
    Json naive;
    Json projected;
    std::set<std::string> doubtful;  ///< terms that are not certain on either side
};

Answers answers(const Log& log, const DiffQuestion& question) {
    const auto ledger = ledger_of(log);
    const auto before = as_of_of(question.before);
    const auto after = as_of_of(question.after);
    if (!ledger || !before || !after) {
        throw std::runtime_error("a random history breaks a rule");
    }
    const auto today = parse_day(question.after.today).value();
    const auto answer = difference(*ledger, AllianceId{question.after.alliance}, *before, *after, today);
    Answers both{.naive = changes(log, question.before, question.after), .projected = {}, .doubtful = {}};
    if (answer) {
        both.projected = Json::parse(changes_json(*answer).dump());
        for (const auto& term : answer->terms) {
            if ((term.before && !term.before->certain) || (term.after && !term.after->certain)) {
                both.doubtful.insert(std::string{term.term()});
            }
        }
    }
    return both;
}

/// By id, what is free in order sorted.
Json comparable(const Json& changes, const std::set<std::string>& tangled, const std::set<std::string>& doubtful) {
    Json by_id = Json::object();
    for (auto change : changes) {
        const bool is_term = change.contains("term");
        const auto id = change.at(is_term ? "term" : "party").get<std::string>();
        if (is_term && tangled.contains(id)) {
            continue;
        }
        if (is_term && doubtful.contains(id)) {
            std::sort(change["because"].begin(), change["because"].end());
        }
        if (change["fields"].contains("possible")) {
            for (auto& side : change["fields"]["possible"]) {
                for (auto& [path, values] : side.items()) {
                    std::sort(values.begin() + (path == "status" ? 0 : 1), values.end());
                }
            }
        }
        by_id[(is_term ? "term " : "party ") + id] = change;
    }
    return by_id;
}

std::string first_difference(const Json& naive, const Json& projected) {
    std::string found = "because";
    for (const auto& step : Json::diff(naive, projected)) {
        const auto path = step.at("path").get<std::string>();
        const auto behind_id = path.find('/', 1);
        const auto place = behind_id == std::string::npos ? std::string("change") : path.substr(behind_id + 1);
        if (!place.starts_with("because")) {
            return place;
        }
    }
    return found;
}

std::string told(const Log& log, const DiffQuestion& question, const Json& naive, const Json& projected) {
    std::string text;
    for (const auto& line : log) {
        text += line.dump() + "\n";
    }
    for (const auto* side : {&question.before, &question.after}) {
        text += "on " + side->on + ", known_at " + side->known_at.value_or("null") + ", announced_by " +
                side->announced_by.value_or("null") + ", today " + side->today + "\n";
    }
    for (const auto& ids : {std::pair(&naive, &projected), {&projected, &naive}}) {
        for (const auto& [id, change] : ids.first->items()) {
            if (!ids.second->contains(id) || ids.second->at(id) != change) {
                text += (ids.first == &naive ? "naive:     " : "projected: ") + id + " " + change.dump() + "\n";
            }
        }
    }
    return text;
}

}  // namespace

DiffQuestion random_diff_question(const Log& log, std::mt19937_64& random) {
    DiffQuestion question{.along = "on", .before = random_question(log, random), .after = {}};
    const auto other = random_question(log, random);
    question.after = question.before;
    switch (random() % 3) {
        case 0:
            question.after.on = other.on;
            break;
        case 1: {
            // often neighbours, so that one entry makes the difference
            question.along = "known";
            const auto position = random() % (log.size() + 1);
            const auto next = std::min<std::size_t>(log.size(), position + 1 + random() % 3);
            question.before.known_at = "@" + std::to_string(position);
            question.after.known_at = random() % 4 == 0 ? other.known_at : "@" + std::to_string(next);
            break;
        }
        default:
            question.along = "announced";
            question.before.announced_by = question.before.announced_by.value_or(question.before.on);
            question.after.announced_by = other.announced_by.value_or(other.on);
    }
    return question;
}

DiffComparison compare_diff(const Log& log, const DiffQuestion& question) {
    const auto both = answers(log, question);
    DiffComparison comparison;
    if (both.naive.is_null() || both.projected.is_null()) {
        if (both.naive != both.projected) {
            comparison.difference =
                DiffDifference{.what = "alliance", .told = told(log, question, both.naive, both.projected)};
        }
        return comparison;
    }
    const auto order = [](const Json& change) {
        const bool is_term = change.contains("term");
        return std::pair(is_term ? 0 : 1, change.at(is_term ? "term" : "party").get<std::string>());
    };
    if (!std::ranges::is_sorted(both.projected, {}, order)) {
        comparison.difference = DiffDifference{.what = "order", .told = both.projected.dump(1)};
        return comparison;
    }
    const auto tangled = tangled_terms(log);
    const auto naive = comparable(both.naive, tangled, both.doubtful);
    const auto projected = comparable(both.projected, tangled, both.doubtful);
    for (const auto& [id, change] : projected.items()) {
        ++comparison.compared[id.substr(0, id.find(' ')) + " " + change.at("change").get<std::string>()];
    }
    if (naive != projected) {
        comparison.difference =
            DiffDifference{.what = first_difference(naive, projected), .told = told(log, question, naive, projected)};
    }
    return comparison;
}

}  // namespace entente::naive
