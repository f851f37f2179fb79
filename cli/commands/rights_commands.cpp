#include <entente/cli/commands/definitions.hpp>
#include <entente/cli/commands/rights.hpp>

namespace entente::cli {

std::vector<Command> rights_commands() {
    auto flags = question_flags();
    flags.insert(
        flags.begin(), {"scope", "KEY=PATH,…", "only there: territory, channel, persons or field", Flag::Times::many});
    constexpr Argument action{"ACTION", "what is to be done, as terms name it: host, use, supply …"};
    constexpr Argument subject{"SUBJECT", "with what: a path such as openai/products/api"};
    return {
        {.name = "may",
         .group = "Ask",
         .sentence = "whether a party may do something: yes, no, not stated or uncertain, and which terms say so",
         .about = "Every alliance of the log is asked. An exclusive term lets its grantees and bars everybody else; a "
                  "bar is\n"
                  "waived by whom it protects; a term that holds only somewhere makes an exception.\n"
                  "--scope says for whom or where: persons=us/national-security,channel=api. Several paths stand "
                  "behind one\n"
                  "another, territory=us,eu (what is asked must then hold in all of them); territory!=us is everywhere "
                  "else.\n"
                  "What no --scope says is everywhere. PARTY may be '*': anybody whom no entry names.",
         .examples =
             {"entente may aws host openai/products/api --on 2026-04-26",
              "entente may aws host openai/products/api --on 2026-04-26 --scope persons=us/national-security",
              "entente may '*' use openai/products/api --on 2020-10-01 --json"},
         .arguments = {{"PARTY", "who asks; '*' for anybody else"}, action, subject},
         .flags = flags,
         .run = run_may},
        {.name = "who",
         .group = "Ask",
         .sentence = "who may do something: every party that an entry names, and anybody else",
         .about = "--scope as in `entente may`.",
         .examples =
             {"entente who supply openai/compute --on 2025-01-22",
              "entente who sell starbucks/packaged/coffee --scope territory=europe/uk,channel=grocery"},
         .arguments = {action, subject},
         .flags = flags,
         .run = run_who},
    };
}

}  // namespace entente::cli
