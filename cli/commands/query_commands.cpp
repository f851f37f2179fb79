#include <entente/cli/commands/check.hpp>
#include <entente/cli/commands/coming.hpp>
#include <entente/cli/commands/definitions.hpp>
#include <entente/cli/commands/diff.hpp>
#include <entente/cli/commands/entries.hpp>
#include <entente/cli/commands/questions.hpp>
#include <entente/cli/commands/timeline.hpp>

namespace entente::cli {

std::vector<Flag> question_flags() {
    return {
        {"on", "DATE", "the day in the world that is asked about (default: today)"},
        {"known-at", "K", "only what the log had recorded by then: an instant, a day, or a position like @42"},
        {"announced-by", "DATE", "only what an outsider could know by then"},
        {"asked", "DAY", "as a citation asks: as on that day, when the log ended at --known-at @N (or DAY@N)"},
        {"suppose", "FILE", "with these entries imagined on top; nothing is written", Flag::Times::many,
         Completes::files},
    };
}

std::vector<Command> query_commands() {
    using enum Argument::Presence;
    const auto flags = question_flags();
    auto terms_flags = flags;
    terms_flags.insert(
        terms_flags.begin(), {"all", "", "ended, expired and proposed terms too, and parties that have left"});
    auto term_flags = flags;
    term_flags.insert(term_flags.begin(), {"blame", "", "says for each field of the value shown which event set it"});
    auto upcoming_flags = flags;
    upcoming_flags.insert(
        upcoming_flags.begin(), {{"within", "DURATION", "only what may come so soon: P90D, P2Y, P3M2W"},
                                 {"ics", "", "prints a calendar to subscribe to (RFC 5545)"}});
    auto export_flags = flags;
    export_flags.pop_back();  // nothing imagined leaves the house
    export_flags.insert(export_flags.begin(), {"format", "FORMAT", "jsonl, csv, cloudevents or ics"});
    constexpr Argument alliance{"ALLIANCE", "the alliance", required, Completes::alliances};
    constexpr Argument any_alliance{"ALLIANCE", "the alliance (default: all)", optional, Completes::alliances};
    return {
        {.name = "alliances",
         .group = "Ask",
         .sentence = "lists the alliances: who is in them, how many terms are in force",
         .about = "",
         .examples = {"entente alliances", "entente alliances --on 2020-01-01"},
         .arguments = {},
         .flags = flags,
         .run = run_alliances},
        {.name = "parties",
         .group = "Ask",
         .sentence = "lists the parties of an alliance, or of all",
         .about = "",
         .examples = {"entente parties openai-microsoft"},
         .arguments = {any_alliance},
         .flags = flags,
         .run = run_parties},
        {.name = "terms",
         .group = "Ask",
         .sentence = "the terms of an alliance on a day, and the events and sources they rest on",
         .about =
             "Three times may be asked about: --on, when it held in the world; --announced-by, when an outsider could\n"
             "learn of it; --known-at, when this log learned it.",
         .examples =
             {"entente terms openai-microsoft --on 2026-04-28",
              "entente terms openai-microsoft --on 2024-06-12 --announced-by 2024-06-12",
              "entente terms openai-microsoft --all --json"},
         .arguments = {alliance},
         .flags = terms_flags,
         .run = run_terms},
        {.name = "term",
         .group = "Ask",
         .sentence =
             "one term's whole history: every change, when it held, when announced and recorded, on what source",
         .about = "",
         .examples =
             {"entente term openai-microsoft azure-api-exclusivity",
              "entente term openai-microsoft ms-ip-models-products --blame"},
         .arguments = {alliance, {"TERM", "the term", required, Completes::terms}},
         .flags = term_flags,
         .run = run_term},
        diff_command(),
        check_command(),
        {.name = "upcoming",
         .group = "Ask",
         .sentence = "what begins, ends, falls due, is planned next, of one alliance or of all",
         .about = "By date; a span where the day is not exact. The last day in force of terms, the last day in of "
                  "parties. Of\n"
                  "a day in the past: as the deal stood then.",
         .examples =
             {"entente upcoming --within P90D", "entente upcoming openai-microsoft --on 2026-05-31",
              "entente upcoming openai-microsoft --on 2025-02-01 --announced-by 2025-02-01 --json"},
         .arguments = {any_alliance},
         .flags = upcoming_flags,
         .run = run_upcoming},
        timeline_command(),
        {.name = "log",
         .group = "The log itself",
         .sentence = "lists the entries as they were recorded",
         .about = "--known-at and --announced-by leave out what came later; the records are the same whatever day --on "
                  "names.",
         .examples = {"entente log openai-microsoft", "entente log --known-at @20 --json"},
         .arguments = {any_alliance},
         .flags = flags,
         .run = run_log},
        {.name = "watch",
         .group = "The log itself",
         .sentence = "prints entries as they arrive, until Ctrl-C",
         .about = "Follows the log while others append to it. With --json each entry is a line of JSON, for the next "
                  "program.",
         .examples = {"entente watch", "entente watch openai-microsoft --after 60 --json"},
         .arguments = {any_alliance},
         .flags = {{"after", "SEQ", "begins behind this position (default: the end; 0: with the first)"}},
         .run = run_watch},
        {.name = "export",
         .group = "The log itself",
         .sentence = "the entries for other programs, or what comes next as a calendar",
         .about = "jsonl: the entries as they were written; appended to another log they give the same answers.\n"
                  "csv: a row an event (RFC 4180). cloudevents: CloudEvents 1.0 in JSON, one an entry and a line.\n"
                  "ics: as `upcoming --ics` (RFC 5545).",
         .examples =
             {"entente export --format jsonl > entries.jsonl", "entente export openai-microsoft --format csv",
              "entente export --format ics --on 2026-05-31"},
         .arguments = {any_alliance},
         .flags = export_flags,
         .run = run_export},
        {.name = "show",
         .group = "The log itself",
         .sentence = "shows one entry as it was recorded, and how each of its events is addressed",
         .about = "",
         .examples = {"entente show 54", "entente show 54.1", "entente show 019dcc3c-5800-7530-a9a2-052067d3fb6f#1"},
         .arguments =
             {{"ENTRY", "its position (54), its id or the beginning of it; with .INDEX or #INDEX one of its events"}},
         .flags = flags,
         .run = run_show},
    };
}

}  // namespace entente::cli
