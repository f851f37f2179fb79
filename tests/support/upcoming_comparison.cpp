#include <algorithm>
#include <stdexcept>

#include "comparison.hpp"
#include "naive_upcoming.hpp"
#include "tangled_terms.hpp"
#include "upcoming_comparison.hpp"

#include <entente/projections/upcoming_json.hpp>

namespace entente::naive {
namespace {

using Json = nlohmann::json;
using Log = std::vector<Json>;

Json projected(const Log& log, const Question& question, const std::optional<std::string>& within) {
    const auto ledger = ledger_of(log);
    const auto as_of = as_of_of(question);
    if (!ledger || !as_of) {
        throw std::runtime_error("a random history breaks a rule");
    }
    UpcomingScope scope{.alliance = AllianceId{question.alliance}, .within = {}};
    if (within) {
        scope.within = parse_duration(*within).value();
    }
    const auto answer = entente::upcoming(*ledger, scope, *as_of, parse_day(question.today).value());
    return answer ? Json::parse(to_json(*answer).dump()) : Json{};
}

/// Items in an order of their own, so that one that is missing is one difference.
Json comparable(Json document, const std::set<std::string>& tangled) {
    if (!document.is_object()) {
        return document;
    }
    auto& items = document["items"];
    std::vector<Json> kept;
    for (auto& item : items) {
        if (!item.contains("term") || !tangled.contains(item.at("term").get<std::string>())) {
            std::sort(item["because"].begin(), item["because"].end());
            kept.push_back(item);
        }
    }
    std::ranges::sort(kept);
    items = kept;
    return document;
}

std::string first_difference(const Json& naive, const Json& projected) {
    if (!naive.is_object() || !projected.is_object() || naive["as_of"] != projected["as_of"]) {
        return "as_of";
    }
    const auto without_because = [](Json document) {
        for (auto& item : document["items"]) {
            item.erase("because");
        }
        std::sort(document["items"].begin(), document["items"].end());
        return document["items"];
    };
    const auto a = without_because(naive);
    const auto b = without_because(projected);
    if (a == b) {
        return "because";
    }
    for (const auto& items : {std::pair(&a, &b), std::pair(&b, &a)}) {
        for (const auto& item : *items.first) {
            if (std::ranges::find(*items.second, item) == items.second->end()) {
                return item.at("what").get<std::string>();
            }
        }
    }
    return "twice";
}

}  // namespace

UpcomingComparison compare_upcoming(
    const Log& log, const Question& question, const std::optional<std::string>& within) {
    const auto tangled = tangled_terms(log);
    const auto answer = projected(log, question, within);
    if (answer.is_object()) {
        const auto order = [](const Json& item) {
            const auto name = item.at("name").is_null() ? "" : item.at("name").get<std::string>();
            return std::tuple(item.at("earliest").get<std::string>(), item.at("latest").get<std::string>(), name);
        };
        if (!std::ranges::is_sorted(answer.at("items"), {}, order)) {
            return {.compared = {}, .difference = UpcomingDifference{.what = "order", .told = answer.dump(1)}};
        }
    }
    const auto naive = comparable(upcoming(log, question, within), tangled);
    const auto ours = comparable(answer, tangled);
    UpcomingComparison comparison;
    for (const auto& item : ours.value("items", Json::array())) {
        ++comparison.compared[item.at("what").get<std::string>()];
    }
    if (naive == ours) {
        return comparison;
    }
    std::string told;
    for (const auto& line : log) {
        told += line.dump() + "\n";
    }
    told += "question: on " + question.on + ", known_at " + question.known_at.value_or("null") + ", announced_by " +
            question.announced_by.value_or("null") + ", within " + within.value_or("null") + ", today " +
            question.today + "\nnaive:     " + naive.dump() + "\nprojected: " + ours.dump() + "\n";
    comparison.difference = UpcomingDifference{.what = first_difference(naive, ours), .told = std::move(told)};
    return comparison;
}

}  // namespace entente::naive
