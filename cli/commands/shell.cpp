#include <entente/cli/commands/shell.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

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
    const auto source = ENTENTE_TRY(open_source(asked, console, Purpose::ask));
    const auto alliance = asked.find("ALLIANCE");
    if (!alliance) {
        const auto answer = ENTENTE_TRY(source->ask(*find_query("alliances"), Parameters{Spelling::flags}));
        for (const auto& each : answer.document.at("alliances")) {
            console.out.print_line(text_of(each.at("alliance")));
        }
        return Exit::done;
    }
    const auto histories = ENTENTE_TRY(source->histories({std::string(*alliance)}));
    if (histories.all.empty()) {
        Parameters parameters{Spelling::flags};
        parameters.add("alliance", std::string(*alliance));
        ENTENTE_TRY(source->ask(*find_query("terms"), parameters));  // it says which alliance may be meant
        return Exit::done;
    }
    for (const auto& term : histories.all.front()->terms()) {
        console.out.print_line(harmless(term));
    }
    return Exit::done;
}

}  // namespace entente::cli
