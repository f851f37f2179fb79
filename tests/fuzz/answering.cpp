#include <algorithm>
#include <array>

#include "answering.hpp"
#include <fmt/format.h>

#include <entente/cli/command_line.hpp>
#include <entente/cli/diff_question.hpp>
#include <entente/cli/difference_view.hpp>
#include <entente/cli/findings_view.hpp>
#include <entente/cli/listings.hpp>
#include <entente/cli/question.hpp>
#include <entente/cli/questioned.hpp>
#include <entente/cli/rights_table.hpp>
#include <entente/cli/story.hpp>
#include <entente/cli/terms_table.hpp>
#include <entente/cli/timeline_view.hpp>
#include <entente/cli/upcoming_table.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/calendar.hpp>
#include <entente/projections/difference_json.hpp>
#include <entente/projections/findings_json.hpp>
#include <entente/projections/rights_json.hpp>
#include <entente/projections/timeline_json.hpp>
#include <entente/projections/upcoming_json.hpp>

namespace entente::fuzz {
namespace {

using namespace cli;

struct Asking {
    const Ledger& ledger;
    const Asked& asked;
    Day today;
    AsOf as_of;
    const Terminal& terminal;

    [[nodiscard]] AllianceId alliance() const { return {std::string(asked.at("ALLIANCE"))}; }
    [[nodiscard]] EventNames names(std::shared_ptr<const AllianceHistory> history) const {
        return names_in({std::move(history)}, ledger.head().seq);
    }
};

Result<Answer> alliances(const Asking& on) {
    const auto found = ENTENTE_TRY(alliances_on(on.ledger, on.as_of, on.today));
    const auto viewpoint = ENTENTE_TRY(on.ledger.viewpoint(on.as_of, on.today));
    auto document = to_json(found, viewpoint);
    add_citation(document, "alliances", viewpoint, on.ledger);
    auto drawn = draw_alliances(document, on.terminal);
    return Answer{.document = std::move(document), .drawn = std::move(drawn)};
}

Result<Answer> terms(const Asking& on) {
    const auto listing = on.asked.has("all") ? Listing::all : Listing::current;
    const auto found = ENTENTE_TRY(terms_on(on.ledger, on.alliance(), on.as_of, on.today, listing));
    auto document = to_json(found);
    const auto words = cited_question("terms", {on.alliance().text, on.asked.has("all") ? "--all" : ""});
    add_citation(document, words, found.viewpoint, on.ledger);
    auto drawn = draw_terms(document, on.names(found.history), on.terminal);
    return Answer{.document = std::move(document), .drawn = std::move(drawn)};
}

Result<Answer> term(const Asking& on) {
    const TermId term{std::string(on.asked.at("TERM"))};
    const auto found = ENTENTE_TRY(term_history(on.ledger, on.alliance(), term, on.as_of, on.today));
    auto document = to_json(found);
    const auto words = cited_question("term", {on.alliance().text, term.text});
    add_citation(document, words, found.terms.viewpoint, on.ledger);
    const auto names = on.names(found.terms.history);
    auto drawn = tell_term(document, names, on.terminal) + draw_blame(document, names, on.terminal);
    return Answer{.document = std::move(document), .drawn = std::move(drawn)};
}

Result<RightsQuestion> rights_question(const Asking& on) {
    const auto scope = ENTENTE_TRY(parse_scope(fmt::format("{}", fmt::join(on.asked.all("scope"), ","))));
    return RightsQuestion{
        .party = std::string(on.asked.at("PARTY")),
        .action = std::string(on.asked.at("ACTION")),
        .subject = std::string(on.asked.at("SUBJECT")),
        .scope = scope};
}

EventWords words_for(const RightsBasis& basis, const Ledger& ledger) {
    std::vector<std::shared_ptr<const AllianceHistory>> histories;
    for (const auto& alliance : basis.alliances) {
        histories.push_back(alliance.history);
    }
    return {
        .names = names_in(histories, ledger.head().seq),
        .dates = dates_in(histories),
        .readings = readings_in(histories)};
}

Result<Answer> may_or_who(const Asking& on, bool of_everybody) {
    auto question = ENTENTE_TRY(rights_question(on));
    const auto answered = [&](const auto& reply, const auto& draw) {
        auto document = to_json(reply);
        const auto scope = text(question.scope);
        const auto words = cited_question(
            on.asked.at("command"), {on.asked.at("PARTY"), on.asked.at("ACTION"), on.asked.at("SUBJECT"),
                                     scope.empty() ? "" : "--scope", scope});
        add_citation(document, words, reply.basis.viewpoint, on.ledger);
        auto drawn = draw(document, words_for(reply.basis, on.ledger), on.terminal);
        return Answer{.document = std::move(document), .drawn = std::move(drawn)};
    };
    if (of_everybody) {
        return answered(ENTENTE_TRY(who(on.ledger, question, on.as_of, on.today)), draw_rights);
    }
    return answered(ENTENTE_TRY(may(on.ledger, question, on.as_of, on.today)), draw_right);
}
Result<Answer> may_one(const Asking& on) {
    return may_or_who(on, false);
}
Result<Answer> who_may(const Asking& on) {
    return may_or_who(on, true);
}

Result<Answer> diff(const Asking& on) {
    const auto question = ENTENTE_TRY(diff_question(on.asked, on.today));
    const auto found = ENTENTE_TRY(difference(on.ledger, on.alliance(), question.before, question.after, on.today));
    auto document = to_json(found);
    add_citation(document, found, question.along, on.ledger);
    auto drawn = draw_difference(found, question.along, document, on.names(found.after->history), on.terminal);
    return Answer{.document = std::move(document), .drawn = std::move(drawn)};
}

Result<Answer> what_comes(const Asking& on) {
    UpcomingScope scope;
    if (on.asked.has("ALLIANCE")) {
        scope.alliance = on.alliance();
    }
    const auto within = on.asked.find("within");
    if (within) {
        scope.within = ENTENTE_TRY(parse_duration(*within));
    }
    const auto found = ENTENTE_TRY(upcoming(on.ledger, scope, on.as_of, on.today));
    auto document = to_json(found);
    const auto words =
        cited_question("upcoming", {on.asked.at("ALLIANCE"), within ? "--within" : "", within.value_or("")});
    add_citation(document, words, found.viewpoint, on.ledger);
    auto drawn = draw_upcoming(found, document, names_in(found.histories, on.ledger.head().seq), on.terminal);
    drawn += calendar(found);
    return Answer{.document = std::move(document), .drawn = std::move(drawn)};
}

Result<Answer> check(const Asking& on) {
    FindingsScope scope;
    if (on.asked.has("ALLIANCE")) {
        scope.alliance = on.alliance();
    }
    if (const auto stale = on.asked.find("stale")) {
        scope.stale = ENTENTE_TRY(parse_duration(*stale));
    }
    const auto found = ENTENTE_TRY(findings(on.ledger, scope, on.as_of, on.today));
    auto document = to_json(found, scope);
    const auto words = cited_question("check", {on.asked.at("ALLIANCE"), "--stale", text(scope.stale)});
    add_citation(document, words, found.viewpoint, on.ledger);
    auto drawn = draw_findings(found, names_in(found.histories, on.ledger.head().seq), on.terminal);
    return Answer{.document = std::move(document), .drawn = std::move(drawn)};
}

Result<Answer> years(const Asking& on) {
    TimelineScope scope{.listing = on.asked.has("all") ? Listing::all : Listing::current};
    if (const auto from = on.asked.find("from")) {
        scope.from = ENTENTE_TRY(parse_day(*from));
    }
    if (const auto to = on.asked.find("to")) {
        scope.to = ENTENTE_TRY(parse_day(*to));
    }
    const auto found = ENTENTE_TRY(timeline(on.ledger, on.alliance(), scope, on.as_of, on.today));
    auto document = to_json(found);
    const auto all = scope.listing == Listing::all ? "--all" : "";
    const auto words = cited_question(
        "timeline", {on.alliance().text, all, "--from", text(found.window.from), "--to", text(found.window.to)});
    add_citation(document, words, found.viewpoint, on.ledger);
    auto drawn = draw_timeline(found, document, on.terminal);
    return Answer{.document = std::move(document), .drawn = std::move(drawn)};
}

struct Question {
    std::string_view command;
    Result<Answer> (*answer)(const Asking&);
};
constexpr std::array questions{Question{"alliances", alliances}, Question{"terms", terms}, Question{"term", term},
                               Question{"may", may_one},         Question{"who", who_may}, Question{"diff", diff},
                               Question{"upcoming", what_comes}, Question{"check", check}, Question{"timeline", years}};

}  // namespace

Result<std::optional<Answer>> answer(const Ledger& ledger, std::span<const std::string> words, Day today) {
    static const Terminal terminal(-1, 80, true, false);
    const auto line = ENTENTE_TRY(parse_command_line(words));
    const auto asked_for = std::ranges::find(questions, line.asked.at("command"), &Question::command);
    if (asked_for == questions.end() || line.help) {
        return std::nullopt;
    }
    const auto viewpoint = ENTENTE_TRY(as_of(line.asked, today));
    return ENTENTE_TRY(asked_for->answer(
        {.ledger = ledger, .asked = line.asked, .today = today, .as_of = viewpoint, .terminal = terminal}));
}

}  // namespace entente::fuzz
