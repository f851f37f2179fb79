#include <entente/cli/commands/definitions.hpp>
#include <entente/cli/commands/shell.hpp>

namespace entente::cli {

std::vector<Command> shell_commands() {
    using enum Argument::Presence;
    return {
        {.name = "completion",
         .group = "Your shell",
         .sentence = "prints a completion script for bash, zsh or fish",
         .about = "It completes commands, flags, words, and the names of alliances and terms in the log.",
         .examples =
             {"source <(entente completion bash)", "entente completion zsh > ~/.zfunc/_entente",
              "entente completion fish > ~/.config/fish/completions/entente.fish"},
         .arguments = {{"SHELL", "bash, zsh or fish", required, Completes::shells}},
         .flags = {},
         .run = run_completion},
        {.name = "names",  // what completion scripts ask; not in the overview
         .group = "",
         .sentence = "prints the names of all alliances, or of an alliance's terms, one a line",
         .about = "Completion scripts ask this.",
         .examples = {"entente names openai-microsoft"},
         .arguments = {{"ALLIANCE", "the alliance whose terms are named", optional, Completes::alliances}},
         .flags = {},
         .run = run_names},
    };
}

}  // namespace entente::cli
