#include <entente/cli/commands/append.hpp>
#include <entente/cli/commands/definitions.hpp>
#include <entente/cli/commands/init.hpp>
#include <entente/cli/commands/verify.hpp>

namespace entente::cli {

std::vector<Flag> append_flags() {
    return {
        {"dry-run", "", "appends nothing; shows the terms before and after, field by field, and the warnings"},
        {"strict", "", "refuses what would only be warned about"},
        {"expected", "N", "refuses unless the alliance's last entry is #N (0: there is none yet)"},
    };
}

std::vector<Command> log_commands() {
    using enum Argument::Presence;
    return {
        {.name = "init",
         .group = "Start",
         .sentence = "makes the log",
         .about = "A log is one file of JSON lines. No other command makes one by accident.",
         .examples = {"entente init", "entente --log openai-microsoft.jsonl init"},
         .arguments = {},
         .flags = {},
         .run = run_init},
        {.name = "append",
         .group = "Start",
         .sentence = "appends entries from files: one JSON object, an array, or JSON Lines",
         .about =
             "Everything is read and checked first: when one entry is refused, none of them is appended.\n"
             "An entry that is there already, by its id, is not appended again. `-` or no file reads standard input.",
         .examples =
             {"entente append fixtures/openai-microsoft/*.json",
              "entente append fixtures/openai-microsoft/054-*.json --dry-run",
              "curl -s https://example.org/news.jsonl | entente append -"},
         .arguments = {{"FILE", "what holds the entries", repeated, Completes::files}},
         .flags = append_flags(),
         .run = run_append},
        {.name = "verify",
         .group = "The log itself",
         .sentence = "checks the log end to end; prints the number of entries and the last chain",
         .about = "With a position and a chain that an answer cited, says whether that history still stands.",
         .examples =
             {"entente verify",
              "entente verify --at 54 --chain 5d2b0f6c1c3e9a8477fd0b5e6a1c2d3e4f5061728394a5b6c7d8e9f001122334"},
         .arguments = {},
         .flags = {{"at", "N", "the cited position"}, {"chain", "HEX", "the cited chain: 64 hexadecimal digits"}},
         .run = run_verify},
    };
}

}  // namespace entente::cli
