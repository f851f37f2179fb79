#include <entente/cli/commands/questions.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/listings.hpp>
#include <entente/cli/questioned.hpp>
#include <entente/cli/story.hpp>
#include <entente/cli/terms_table.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {

Result<std::string> alliances_in_words(const Told& told) {
    return draw_alliances(told.document, told.terminal);
}

Result<std::string> parties_in_words(const Told& told) {
    return draw_parties(told.document, told.terminal);
}

Result<std::string> terms_in_words(const Told& told) {
    const auto drawn = draw_terms(told.document, ENTENTE_TRY(names_for(told)), told.terminal);
    const auto next = fmt::format(
        "`entente term {} TERM` tells a term's story with every source.", harmless(told.asked.at("ALLIANCE")));
    return drawn + "\n" + told.terminal.styled(next, Style::dim) + "\n";
}

Result<std::string> term_in_words(const Told& told) {
    const auto draw = told.asked.has("blame") ? draw_blame : tell_term;
    return draw(told.document, ENTENTE_TRY(names_for(told)), told.terminal);
}

Result<Exit> run_alliances(const Asked& asked, Console& console) {
    return tell("alliances", alliances_in_words, asked, console);
}

Result<Exit> run_parties(const Asked& asked, Console& console) {
    return tell("parties", parties_in_words, asked, console);
}

Result<Exit> run_terms(const Asked& asked, Console& console) {
    return tell("terms", terms_in_words, asked, console);
}

Result<Exit> run_term(const Asked& asked, Console& console) {
    return tell("term", term_in_words, asked, console);
}

}  // namespace entente::cli
