#include <entente/cli/commands/rights.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/questioned.hpp>
#include <entente/cli/rights_table.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/rights_json.hpp>
#include <entente/projections/rights_names.hpp>

namespace entente::cli {
namespace {

Result<RightsQuestion> rights_question(const Asked& asked) {
    RightsQuestion question{
        .party = std::string(asked.at("PARTY")),
        .action = std::string(asked.at("ACTION")),
        .subject = std::string(asked.at("SUBJECT")),
        .scope = {},
    };
    if (asked.has("scope")) {
        question.scope = ENTENTE_TRY(parse_scope(fmt::format("{}", fmt::join(asked.all("scope"), ","))));
    }
    return question;
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

/// The words of a cite behind the command: `--scope` only where something was said.
std::string_view scope_flag(const RightsQuestion& question) {
    return question.scope.everything() ? "" : "--scope";
}

/// What looks like a slip of the pen and yet has an answer: a subject, or a path of the scope, that no entry names.
std::string strange_names(const Ledger& ledger, const RightsQuestion& question, const Terminal& terminal) {
    std::string notes;
    const auto add = [&](const std::string& note) { notes += "\n" + terminal.styled(note, Style::doubtful); };
    if (const auto likelier = likelier_subject(ledger, question.subject); !likelier.empty()) {
        add(fmt::format("No entry names {} itself; did you mean {}?", harmless(question.subject), likelier));
    }
    for (const auto& strange : strange_scopes(ledger, question.scope)) {
        const auto cure = !strange.nearest.empty() ? fmt::format("; did you mean {}?", strange.nearest)
                          : strange.known.empty()  ? std::string()
                                                   : fmt::format("; the log names {}", fmt::join(strange.known, ", "));
        add(fmt::format("No entry names {} {}{}", strange.key, harmless(strange.path), cure));
    }
    return notes.empty() ? notes : notes + "\n";
}

}  // namespace

Result<Exit> run_may(const Asked& asked, Console& console) {
    const auto question_asked = ENTENTE_TRY(rights_question(asked));
    auto on = ENTENTE_TRY(question(asked, console));
    const auto& ledger = on.source.ledger();
    const auto reply = ENTENTE_TRY(may(ledger, question_asked, on.as_of, on.today));
    auto document = to_json(reply);
    const auto scope = text(question_asked.scope);
    const auto words = cited_question(
        "may",
        {question_asked.party, question_asked.action, question_asked.subject, scope_flag(question_asked), scope});
    add_citation(document, words, reply.basis.viewpoint, ledger);
    if (asked.has("json")) {
        console.out.print(document.dump(2) + "\n");
        return Exit::done;
    }
    console.out.print(draw_right(document, words_for(reply.basis, ledger), console.out));
    console.out.print(strange_names(ledger, question_asked, console.out));
    return Exit::done;
}

Result<Exit> run_who(const Asked& asked, Console& console) {
    const auto question_asked = ENTENTE_TRY(rights_question(asked));
    auto on = ENTENTE_TRY(question(asked, console));
    const auto& ledger = on.source.ledger();
    const auto reply = ENTENTE_TRY(who(ledger, question_asked, on.as_of, on.today));
    auto document = to_json(reply);
    const auto scope = text(question_asked.scope);
    const auto words =
        cited_question("who", {question_asked.action, question_asked.subject, scope_flag(question_asked), scope});
    add_citation(document, words, reply.basis.viewpoint, ledger);
    if (asked.has("json")) {
        console.out.print(document.dump(2) + "\n");
        return Exit::done;
    }
    console.out.print(draw_rights(document, words_for(reply.basis, ledger), console.out));
    console.out.print_line(
        "\n" + console.out.styled(
                   fmt::format(
                       "`entente may PARTY {} {}` tells one party's clauses with every event and source.",
                       harmless(question_asked.action), harmless(question_asked.subject)),
                   Style::dim));
    console.out.print(strange_names(ledger, question_asked, console.out));
    return Exit::done;
}

}  // namespace entente::cli
