/// Documents for the judge of the schemas. `random_documents COUNT SEED` asks every question of so many random
/// histories and writes the answers, one a line: {"schema", "asked", "document"}. Random entries are among them.
#include <cstdint>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "comparison.hpp"
#include "random_entry.hpp"
#include "random_history.hpp"
#include <nlohmann/json.hpp>

#include <entente/projections/answer_json.hpp>
#include <entente/projections/query.hpp>

namespace entente::naive {
namespace {

using Json = nlohmann::ordered_json;

const std::map<std::string_view, std::string_view> schemas{
    {"alliances", "Alliances"}, {"parties", "Parties"},   {"terms", "Terms"},   {"term", "TermHistory"},
    {"diff", "Diff"},           {"may", "May"},           {"who", "Who"},       {"upcoming", "Upcoming"},
    {"check", "Check"},         {"timeline", "Timeline"}, {"belief", "Belief"}, {"hints", "Hints"},
};

void write(std::string_view schema, const std::string& asked, const Json& document) {
    std::cout << Json{{"schema", schema}, {"asked", asked}, {"document", document}}.dump() << '\n';
}

/// The values that a parameter may take in a history.
struct Choices {
    std::vector<std::string> terms;
    Question question;
    RightsAsked rights;
    std::string later;  ///< a day after the one asked
};

Choices choices_of(const std::vector<nlohmann::json>& log, std::mt19937_64& random) {
    std::set<std::string> terms;
    for (const auto& record : log) {
        for (const auto& event : record["entry"]["events"]) {
            terms.insert(event.value("term", std::string()));
        }
    }
    terms.erase("");
    auto question = random_question(log, random);
    const auto later = text(parse_day(question.on).value() + Days{400});
    return {
        .terms = {terms.begin(), terms.end()},
        .question = std::move(question),
        .rights = random_rights_question(random),
        .later = later};
}

Parameters parameters_of(const Query& query, const Choices& choices, std::mt19937_64& random) {
    Parameters parameters(Spelling::parameters);
    const auto& asked = choices.question;
    const auto add = [&](std::string_view name, const std::string& value) {
        for (const auto& parameter : query.parameters) {
            if (parameter.name == name && !value.empty()) {
                parameters.add(name, value);
            }
        }
    };
    add("alliance", asked.alliance);
    add("term", choices.terms.empty() ? "t" : choices.terms[random() % choices.terms.size()]);
    add("all", random() % 2 == 0 ? "true" : "");
    add("as_announced", random() % 2 == 0 ? "true" : "");
    add("party", choices.rights.party);
    add("action", choices.rights.action);
    add("subject", choices.rights.subject);
    add("known_at", asked.known_at.value_or(""));
    add("announced_by", asked.announced_by.value_or(""));
    if (query.name == "diff") {
        add("from", asked.on);
        add("to", choices.later);
    } else {
        add("on", asked.on);
    }
    return parameters;
}

void ask_everything(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto log = seed % 2 == 0 ? random_rights_history(seed) : random_history(seed);
    const auto ledger = ledger_of(log).value();
    const auto choices = choices_of(log, random);
    const auto today = parse_day(choices.question.today).value();
    for (const auto& query : queries()) {
        if (query.media_type != "application/json") {
            continue;  // a picture or a calendar
        }
        const auto answer = ask(query, ledger, parameters_of(query, choices, random), today);
        const auto asked = "seed " + std::to_string(seed);
        write(answer ? schemas.at(query.name) : "Problem", asked, answer ? answer->document : to_json(answer.error()));
    }
    write("Entry", "seed " + std::to_string(seed), Json::parse(test::random_entry(random)));
}

}  // namespace
}  // namespace entente::naive

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    if (argc != 3) {
        std::cerr << "random_documents COUNT SEED\n";
        return 2;
    }
    const auto count = std::stoull(argv[1]);
    const auto first = std::stoull(argv[2]);
    for (auto seed = first; seed < first + count; ++seed) {
        entente::naive::ask_everything(seed);
    }
}
