#include <algorithm>
#include <set>

#include "rights_comparison.hpp"

namespace entente::naive {
namespace {

using Json = nlohmann::json;

Clauses clauses_of(const Json& because) {
    std::set<std::string> clauses;
    for (const auto& reason : because) {
        clauses.insert(
            reason.at("term").get<std::string>() + " " + reason.at("effect").get<std::string>() +
            (reason.at("counts").get<bool>() ? " counts" : " counts not"));
    }
    std::string text;
    for (const auto& clause : clauses) {
        text += (text.empty() ? "" : ", ") + clause;
    }
    return text;
}

std::set<std::string> effects_of(const Json& because) {
    std::set<std::string> effects;
    for (const auto& reason : because) {
        effects.insert(reason.at("term").get<std::string>() + " " + reason.at("effect").get<std::string>());
    }
    return effects;
}

std::optional<std::string> difference_in(const Json& right, const NaiveRight& naive) {
    const auto verdict = right.at("verdict").get<std::string>();
    if (verdict != naive.verdict) {
        return "verdict " + verdict + ", naive " + naive.verdict;
    }
    const auto& ways = right.at("ways");
    if (verdict != "uncertain") {
        const auto clauses = clauses_of(right.at("because"));
        return !ways.empty()            ? std::optional<std::string>("ways of what is certain")
               : clauses == naive.shown ? std::nullopt
                                        : std::optional("because [" + clauses + "], naive [" + naive.shown + "]");
    }
    if (ways.empty() || clauses_of(ways[0].at("because")) != naive.shown || !ways[0].at("reading").is_null()) {
        return "the shown way is not the first of " + ways.dump() + ", naive [" + naive.shown + "]";
    }
    std::set<std::string> verdicts;
    std::set<std::string> effects;
    for (const auto& way : ways) {
        const auto reading = way.at("reading").is_null() ? std::string() : way.at("reading").get<std::string>();
        const std::tuple told{reading, way.at("verdict").get<std::string>(), clauses_of(way.at("because"))};
        if (!naive.ways.contains(told)) {
            return "no such way: " + way.dump();
        }
        verdicts.insert(way.at("verdict").get<std::string>());
        effects.merge(effects_of(way.at("because")));
    }
    if (verdicts != naive.possible) {
        return "other verdicts are possible than in " + ways.dump();
    }
    return effects == effects_of(right.at("because"))
               ? std::nullopt
               : std::optional("because is not what the ways name: " + right.dump());
}

void note(const Json& document, Met& met) {
    ++met[document.at("verdict").get<std::string>()];
    met["with exceptions"] += document.at("exceptions").empty() ? 0 : 1;
    std::set<std::string> traits;
    for (const auto& way : document.at("ways")) {
        traits.insert(way.at("reading").is_null() ? "" : "uncertain by a reading");
    }
    for (const auto& reason : document.at("because")) {
        const auto effect = reason.at("effect").get<std::string>();
        const bool counts = reason.at("counts").get<bool>();
        traits.insert(counts ? effect : effect == "permits" ? "permission under a bar" : "bar waived");
    }
    for (const auto& exception : document.at("exceptions")) {
        traits.insert(exception.at("verdict") == document.at("verdict") ? "" : "exception decides otherwise");
    }
    traits.erase("");
    for (const auto& trait : traits) {
        ++met[trait];
    }
}

}  // namespace

std::optional<std::string> difference_of(
    const Json& document, const NaiveRights& rights, const Matter& matter, Met& met) {
    const auto naive = rights.may(document.at("party").get<std::string>(), matter);
    note(document, met);
    if (auto difference = difference_in(document, naive.right)) {
        return difference;
    }
    if (document.at("exceptions").size() != naive.exceptions.size()) {
        return "exceptions " + document.at("exceptions").dump() + ", naive " + std::to_string(naive.exceptions.size());
    }
    for (const auto& exception : document.at("exceptions")) {
        const auto found = naive.exceptions.find(rights.cells(exception.at("scope"), matter));
        if (found == naive.exceptions.end()) {
            return "no such exception: " + exception.dump();
        }
        if (auto difference = difference_in(exception, found->second)) {
            return exception.at("scope").dump() + ": " + *difference;
        }
    }
    return std::nullopt;
}

std::optional<std::string> cites_otherwise(const Json& document, const Json& terms) {
    std::map<std::string, std::pair<Json, Json>> cited;
    for (const auto& term : terms.at("terms")) {
        cited[term.at("term").get<std::string>()] = {term.at("because"), term.at("sources")};
    }
    const auto shown = [](const Json& right) { return right.at("ways").empty() ? right : right.at("ways")[0]; };
    auto rights = Json::array({shown(document)});
    for (const auto& exception : document.at("exceptions")) {
        rights.push_back(shown(exception));
    }
    for (const auto& right : rights) {
        for (const auto& reason : right.at("because")) {
            const auto term = cited.find(reason.at("term").get<std::string>());
            if (term == cited.end() || term->second != std::pair(reason.at("events"), reason.at("sources"))) {
                return "other events or sources than of the term: " + reason.dump();
            }
        }
    }
    return std::nullopt;
}

}  // namespace entente::naive
