#include <entente/cli/commands/verify.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/log_source.hpp>
#include <entente/cli/question.hpp>
#include <entente/cli/words.hpp>
#include <entente/core/quoted.hpp>

namespace entente::cli {
namespace {

/// Whether a position and a chain are cited, well formed. Errors: `usage`, `bad_value`.
Result<Parameters> citation(const Asked& asked) {
    Parameters cited{Spelling::flags};
    const auto at = ENTENTE_TRY(number_flag(asked, "at"));
    const auto chain = asked.find("chain");
    if (!at && !chain) {
        return cited;
    }
    if (!at || !chain) {
        return fail(
            ErrorCode::usage, "--at and --chain go together: a cited position and its chain", at ? "--chain" : "--at");
    }
    const bool is_hex = chain->size() == 64 && chain->find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!is_hex) {
        return fail(
            ErrorCode::bad_value, fmt::format("{} is no chain: 64 hexadecimal digits", quoted(*chain)), "--chain");
    }
    cited.add("at", std::to_string(*at));
    cited.add("chain", std::string(*chain));
    return cited;
}

}  // namespace

Result<Exit> run_verify(const Asked& asked, Console& console) {
    const auto cited = ENTENTE_TRY(citation(asked));
    const auto source = ENTENTE_TRY(open_to_verify(asked, console));
    const auto document = ENTENTE_TRY(source->verify(cited));
    if (asked.has("json")) {
        console.out.print(document.dump(2) + "\n");
        return Exit::done;
    }
    const auto entries = counted(document.at("entries").get<std::uint64_t>(), "entry", "entries");
    console.out.print_line(fmt::format("{}, chain {}", entries, text_of(document.at("chain"))));
    if (cited.has("at")) {
        console.out.print_line(fmt::format("The history up to #{} stands as it was cited.", cited.at("at")));
    }
    return Exit::done;
}

}  // namespace entente::cli
