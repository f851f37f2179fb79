#include <entente/cli/commands/shell.hpp>

#include <fmt/format.h>

#include <entente/cli/completion.hpp>
#include <entente/cli/log_source.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/core/quoted.hpp>

namespace entente::cli {

Result<Exit> run_completion(const Asked& asked, Console& console) {
    const auto shell = asked.at("SHELL");
    if (shell == "bash") {
        console.out.print(bash_completion());
    } else if (shell == "zsh") {
        console.out.print(zsh_completion());
    } else if (shell == "fish") {
        console.out.print(fish_completion());
    } else {
        return fail(
            ErrorCode::usage,
            fmt::format("no completions are made for {}; there are bash, zsh and fish", quoted(shell)),
            "argument SHELL");
    }
    return Exit::done;
}

Result<Exit> run_names(const Asked& asked, Console& console) {
    auto source = ENTENTE_TRY(LogSource::open(asked, console, LogMode::read));
    const auto alliance = asked.find("ALLIANCE");
    if (alliance) {
        const auto history = ENTENTE_TRY(source.ledger().history(AllianceId{std::string(*alliance)}));
        for (const auto& term : history->terms()) {
            console.out.print_line(harmless(term));
        }
        return Exit::done;
    }
    for (const auto& history : source.ledger().histories()) {
        console.out.print_line(harmless(history->id().text));
    }
    return Exit::done;
}

}  // namespace entente::cli
