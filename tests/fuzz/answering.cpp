#include <algorithm>
#include <array>

#include "answering.hpp"

#include <entente/cli/command_line.hpp>
#include <entente/cli/commands/check.hpp>
#include <entente/cli/commands/coming.hpp>
#include <entente/cli/commands/diff.hpp>
#include <entente/cli/commands/questions.hpp>
#include <entente/cli/commands/rights.hpp>
#include <entente/cli/commands/timeline.hpp>
#include <entente/cli/question.hpp>
#include <entente/projections/query_parameters.hpp>

namespace entente::fuzz {
namespace {

using namespace cli;

struct Question {
    std::string_view command;
    Draw draw;
    std::string_view text_query = {};  ///< a question of the table that answers the same with a text
};
constexpr std::array questions{
    Question{"alliances", alliances_in_words},
    Question{"terms", terms_in_words},
    Question{"term", term_in_words},
    Question{"may", right_in_words},
    Question{"who", rights_in_words},
    Question{"diff", difference_in_words},
    Question{"upcoming", upcoming_in_words, "calendar"},
    Question{"check", findings_in_words},
    Question{"timeline", timeline_in_words, "timeline_svg"}};

}  // namespace

Result<std::optional<Answer>> answer(const Ledger& ledger, std::span<const std::string> words, Day today) {
    static const Terminal terminal(-1, 80, true, false);
    const auto line = ENTENTE_TRY(parse_command_line(words));
    const auto asked_for = std::ranges::find(questions, line.asked.at("command"), &Question::command);
    if (asked_for == questions.end() || line.help) {
        return std::nullopt;
    }
    LedgerSource source{ledger, today};
    const Query& query = *find_query(asked_for->command);
    const auto parameters = parameters_of(query.parameters, line.asked);
    auto found = ENTENTE_TRY(source.ask(query, parameters));
    const auto then = ENTENTE_TRY(as_of(line.asked, today)).asked_then;
    auto drawn = ENTENTE_TRY(asked_for->draw(
        {.document = found.document,
         .asked = line.asked,
         .source = source,
         .terminal = terminal,
         .today = then ? then->day : today}));
    if (!asked_for->text_query.empty()) {
        drawn += ENTENTE_TRY(source.ask(*find_query(asked_for->text_query), parameters)).text;
    }
    return Answer{.document = std::move(found.document), .drawn = std::move(drawn)};
}

}  // namespace entente::fuzz
