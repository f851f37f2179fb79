#include <entente/cli/commands/rights.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/question.hpp>
#include <entente/cli/rights_table.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

Result<EventWords> words_for(const Told& told) {
    const auto histories = ENTENTE_TRY(told.source.histories(alliances_named(told.document)));
    return EventWords{
        .names = names_in(histories), .dates = dates_in(histories.all), .readings = readings_in(histories.all)};
}

/// What looks like a slip of the pen and yet has an answer.
Result<std::string> hints(const Told& told) {
    const Query& query = *find_query("hints");
    const auto answer = ENTENTE_TRY(told.source.ask(query, parameters_of(query.parameters, told.asked)));
    std::string notes;
    for (const auto& hint : answer.document.at("hints")) {
        notes += "\n" + told.terminal.styled(text_of(hint), Style::doubtful);
    }
    return notes.empty() ? notes : notes + "\n";
}

}  // namespace

Result<std::string> right_in_words(const Told& told) {
    return draw_right(told.document, ENTENTE_TRY(words_for(told)), told.terminal) + ENTENTE_TRY(hints(told));
}

Result<std::string> rights_in_words(const Told& told) {
    const auto drawn = draw_rights(told.document, ENTENTE_TRY(words_for(told)), told.terminal);
    const auto next = fmt::format(
        "`entente may PARTY {} {}` tells one party's clauses with every event and source.",
        text_of(told.document.at("action")), text_of(told.document.at("subject")));
    return drawn + "\n" + told.terminal.styled(next, Style::dim) + "\n" + ENTENTE_TRY(hints(told));
}

Result<Exit> run_may(const Asked& asked, Console& console) {
    return tell("may", right_in_words, asked, console);
}

Result<Exit> run_who(const Asked& asked, Console& console) {
    return tell("who", rights_in_words, asked, console);
}

}  // namespace entente::cli
