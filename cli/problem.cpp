#include <entente/cli/problem.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/text_width.hpp>
#include <entente/projections/answer_json.hpp>

namespace entente::cli {
namespace {

/// What to try, where the message itself does not know.
std::string_view advice_on(const Error& error) {
    const bool never_a_log = error.where.find("line 0,") != std::string::npos;
    if (error.code == ErrorCode::log_damaged && !never_a_log) {
        return "nothing is answered from a damaged log; put a good copy of it in its place";
    }
    return error.code == ErrorCode::log_locked ? "try again when it is done; reading needs no lock" : "";
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
    const auto advice = advice_on(error);
    return advice.empty() ? text : text + fmt::format("         {}\n", advice);
}

std::string problem_document(const Error& error) {
    constexpr auto replaced = nlohmann::ordered_json::error_handler_t::replace;  // a file's name need not be UTF-8
    return to_json(error).dump(-1, ' ', false, replaced) + "\n";
}

}  // namespace entente::cli
