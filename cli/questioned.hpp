/// What every question of the command line has in common: it is asked, and its answer printed or drawn.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <entente/cli/command.hpp>
#include <entente/cli/console.hpp>
#include <entente/cli/source.hpp>
#include <entente/cli/term_details.hpp>

namespace entente::cli {

/// A question that was answered, and what there is to draw the answer with.
struct Told {
    const Json& document;
    const Asked& asked;
    Source& source;
    const Terminal& terminal;
    Day today;  ///< the day it is asked: of a question that was asked before, that day
};

/// Draws an answer for people.
using Draw = Result<std::string> (*)(const Told& told);

struct Questioned {
    std::unique_ptr<Source> source;
    Answer answer;
};

/// Asks what a command asks. Errors: as `check_question`, before a log is opened; as `open_source` and `ask`.
[[nodiscard]] Result<Questioned> question(
    const Query& query, const Parameters& parameters, const Asked& asked, Console& console);

/// Prints the answer under `--json`, else what is drawn from it.
[[nodiscard]] Result<void> print_answer(const Questioned& on, Draw draw, const Asked& asked, Console& console);

/// Both, of the question with this name and the parameters that were given.
[[nodiscard]] Result<Exit> tell(std::string_view query, Draw draw, const Asked& asked, Console& console);

/// `54.1` for the entries of some histories; imagined ones, and others, keep the beginning of their id.
[[nodiscard]] EventNames names_in(const Histories& histories);

/// What the events of an answer are called.
[[nodiscard]] Result<EventNames> names_for(const Told& told);

}  // namespace entente::cli
