#include <entente/cli/commands/questions.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/listings.hpp>
#include <entente/cli/log_source.hpp>
#include <entente/cli/questioned.hpp>
#include <entente/cli/story.hpp>
#include <entente/cli/terms_table.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/projections/answer_json.hpp>

namespace entente::cli {
namespace {

Json parties_of(const TermsAnswer& answer, bool with_alliance) {
    const auto document = to_json(answer);
    if (!with_alliance) {
        return document["parties"];
    }
    auto parties = Json::array();
    for (const auto& party : document["parties"]) {
        auto one = Json{{"alliance", document["alliance"]}};
        one.update(party);
        parties.push_back(std::move(one));
    }
    return parties;
}

}  // namespace

Result<Exit> run_alliances(const Asked& asked, Console& console) {
    auto on = ENTENTE_TRY(question(asked, console));
    const auto& ledger = on.source.ledger();
    const auto alliances = ENTENTE_TRY(alliances_on(ledger, on.as_of, on.today));
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(on.as_of, on.today));
    auto document = to_json(alliances, viewpoint);
    add_citation(document, "alliances", viewpoint, ledger);
    console.out.print(asked.has("json") ? document.dump(2) + "\n" : draw_alliances(document, console.out));
    return Exit::done;
}

Result<Exit> run_parties(const Asked& asked, Console& console) {
    auto on = ENTENTE_TRY(question(asked, console));
    const auto& ledger = on.source.ledger();
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(on.as_of, on.today));
    const auto alliance = asked.find("ALLIANCE");
    Json document{{"alliance", nullptr}, {"as_of", to_json(viewpoint)}, {"parties", Json::array()}};
    if (alliance) {
        const auto answer =
            ENTENTE_TRY(terms_on(ledger, AllianceId{std::string(*alliance)}, on.as_of, on.today, Listing::current));
        document["alliance"] = std::string(*alliance);
        document["parties"] = parties_of(answer, false);
    } else {
        for (const auto& history : ledger.histories()) {
            for (auto& party : parties_of(terms_on(history, viewpoint, Listing::current), true)) {
                document["parties"].push_back(std::move(party));
            }
        }
    }
    add_citation(document, cited_question("parties", {asked.at("ALLIANCE")}), viewpoint, ledger);
    console.out.print(asked.has("json") ? document.dump(2) + "\n" : draw_parties(document, console.out));
    return Exit::done;
}

Result<Exit> run_terms(const Asked& asked, Console& console) {
    auto on = ENTENTE_TRY(question(asked, console));
    const auto& ledger = on.source.ledger();
    const AllianceId alliance{std::string(asked.at("ALLIANCE"))};
    const auto listing = asked.has("all") ? Listing::all : Listing::current;
    const auto answer = ENTENTE_TRY(terms_on(ledger, alliance, on.as_of, on.today, listing));
    auto document = to_json(answer);
    const auto words = cited_question("terms", {alliance.text, asked.has("all") ? "--all" : ""});
    add_citation(document, words, answer.viewpoint, ledger);
    if (asked.has("json")) {
        console.out.print(document.dump(2) + "\n");
        return Exit::done;
    }
    console.out.print(draw_terms(document, names_in({answer.history}, ledger.head().seq), console.out));
    console.out.print_line(
        "\n" +
        console.out.styled(
            fmt::format("`entente term {} TERM` tells a term's story with every source.", harmless(alliance.text)),
            Style::dim));
    return Exit::done;
}

Result<Exit> run_term(const Asked& asked, Console& console) {
    auto on = ENTENTE_TRY(question(asked, console));
    const auto& ledger = on.source.ledger();
    const AllianceId alliance{std::string(asked.at("ALLIANCE"))};
    const TermId term{std::string(asked.at("TERM"))};
    const auto answer = ENTENTE_TRY(term_history(ledger, alliance, term, on.as_of, on.today));
    auto document = to_json(answer);
    add_citation(document, cited_question("term", {alliance.text, term.text}), answer.terms.viewpoint, ledger);
    if (asked.has("json")) {
        console.out.print(document.dump(2) + "\n");
        return Exit::done;
    }
    const auto names = names_in({answer.terms.history}, ledger.head().seq);
    const auto draw = asked.has("blame") ? draw_blame : tell_term;
    console.out.print(draw(document, names, console.out));
    return Exit::done;
}

}  // namespace entente::cli
