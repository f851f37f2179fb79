#include <entente/cli/problem.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/text_width.hpp>
#include <entente/projections/answer_json.hpp>

namespace entente::cli {
namespace {

/// What to try, where the message itself cannot know.
std::string_view advice_on(ErrorCode code) {
    switch (code) {
        case ErrorCode::log_damaged:
            return "nothing is answered from a damaged log: put a good copy in its place, or cut the file before that "
                   "line";
        case ErrorCode::log_newer:
            return "a newer entente reads it; this one leaves it untouched";
        case ErrorCode::log_locked:
            return "try again when it is done; reading needs no lock";
        case ErrorCode::stale_version:
            return "look at what came in between (`entente log ALLIANCE`) and decide again";
        default:
            return "";
    }
}

}  // namespace

std::string problem_in_words(const Error& error, const Terminal& terminal) {
    auto text = terminal.styled("entente: ", Style::bad);
    if (!error.where.empty()) {
        constexpr std::string_view argument = "argument ";
        std::string_view where = error.where;
        where.remove_prefix(where.starts_with(argument) ? argument.size() : 0);
        text += error.message.starts_with(where) ? "" : harmless(where) + ": ";
    }
    text += harmless(error.message) + "\n";
    const auto advice = advice_on(error.code);
    return advice.empty() ? text : text + fmt::format("         {}\n", advice);
}

std::string problem_document(const Error& error) {
    return to_json(error).dump() + "\n";
}

}  // namespace entente::cli
