#include <array>

#include <entente/cli/commands/definitions.hpp>
#include <entente/cli/commands/one_event.hpp>

namespace entente::cli {
namespace {

using enum Flag::Times;
using Presence = Argument::Presence;
using Flags = std::vector<Flag>;

constexpr std::string_view group = "Append one event";

constexpr Argument alliance{"ALLIANCE", "the alliance it belongs to", Presence::required, Completes::alliances};
constexpr Argument term{"TERM", "the term it is about", Presence::required, Completes::terms};
constexpr Argument party{"PARTY", "the party's id"};
constexpr Argument event{"EVENT", "the earlier event: `7.0` (seq.index) or ENTRY-ID#INDEX, as `entente show` names it"};

constexpr Flag planned{
    "planned", "", "it is only intended: changes no state until an event that is not planned fulfils it"};
constexpr Flag reason{"reason", "TEXT", "why"};
constexpr Flag end_reason{
    "reason", "WORD", "revoked, terminated, superseded, fulfilled, converted, transferred, waived, withdrawn or lapsed",
    once, Completes::end_reasons};
constexpr Flag text{"text", "TEXT", "what it says, in words"};

Flags with(std::initializer_list<Flags> lists) {
    Flags all;
    for (const auto& list : lists) {
        all.insert(all.end(), list.begin(), list.end());
    }
    return all;
}

/// When the change holds in the world.
Flags when() {
    return {{"effective", "DATE", "when it holds in the world (default: the day announced)"}};
}
Flags when_of_a_term() {
    return with(
        {when(),
         {{"upon", "MILESTONE", "holds when a milestone is reached, instead of --effective"},
          {"plus", "DURATION", "so long after that: P3Y9M"}}});
}

/// Who says so, and when it could be known.
Flags reported() {
    return {
        {"announced", "DATE", "when an outsider could learn it (default: today)"},
        {"source", "URL", "where it is said; may be repeated", many},
        {"publisher", "NAME", "who published that; the first belongs to the first --source", many},
        {"published", "DATE", "when; the first belongs to the first --source", many},
        {"confidence", "WORD", "official, reported (the default) or rumoured", once, Completes::confidences},
        {"title", "TEXT", "a headline for the entry"},
        {"note", "TEXT", "a remark kept with the entry"},
        {"id", "UUID", "the entry's id (default: a new one); appending the same id again changes nothing"},
    };
}

Flags kind_and_fields() {
    return {
        {"kind", "KIND", "what sort of term it is: license, exclusivity, payment, equity …", once, Completes::kinds},
        {"grantor", "PARTY", "who gives up, owes or is bound; may be repeated", many},
        {"grantee", "PARTY", "who may, gets or is protected; may be repeated, * is anybody", many},
        {"subject", "PATH", "what it is about, as in openai/products; covers what is below"},
        {"action", "VERB", "what may or may not be done; may be repeated", many},
        {"exclusive", "", "everybody else is barred"},
        {"non-exclusive", "", "nobody else is barred"},
        {"scope", "KEY=PATHS", "territory, channel, persons or field: persons=us-agencies,eu or territory=except:cn",
         many},
        {"condition", "TEXT", "what must be so, in words; may be repeated", many},
        {"survives", "", "outlives the alliance"},
        {"does-not-survive", "", "ends with the alliance"},
        {"day", "NAME=MOMENT", "a day that matters: due=2026-06-30 or notice=upon:closing+P90D", many},
        {"attribute", "NAME=VALUE", "whatever else was stated: percent=27%, cap='38000000000 USD', board_seats=1",
         many},
    };
}

/// When a term ends; several of the first four: the first to come.
Flags ends() {
    return {
        {"through", "MOMENT", "ends with this day, month or year, which is the last day in", many},
        {"before", "MOMENT", "ends just before it; MOMENT is a date or upon:MILESTONE+DURATION", many},
        {"during", "DATE", "ends on some day in it", many},
        {"until-milestone", "MILESTONE", "ends when it is reached; MILESTONE+P1Y: so long after", many},
        {"perpetual", "", "never ends"},
        {"open", "", "runs until somebody acts"},
        {"end-not-stated", "", "nobody published an end"},
        {"end-unknown", "", "it is known to end, but not when"},
    };
}

Flags term_fields() {
    return with({kind_and_fields(), ends()});
}

Command command(
    std::string_view name, std::string_view sentence, std::string_view about, std::vector<std::string_view> examples,
    std::vector<Argument> arguments, Flags flags) {
    return {
        .name = name,
        .group = group,
        .sentence = sentence,
        .about = about,
        .examples = std::move(examples),
        .arguments = std::move(arguments),
        .flags = with({std::move(flags), reported(), append_flags()}),
        .run = run_one_event};
}

std::vector<Command> of_alliances_and_parties() {
    return {
        command(
            "form", "opens an alliance and names its first parties",
            "An alliance's first entry forms it; there is never a second.",
            {"entente form openai-microsoft --title 'OpenAI and Microsoft' --party openai=OpenAI --party "
             "microsoft=Microsoft "
             "--announced 2016-11"},
            {{"ALLIANCE", "its id: small letters, digits, `.`, `_`, `-`"}},
            with(
                {{{"party", "ID[=NAME]", "a first party and its name; may be repeated", many},
                  {"role", "ID=ROLE", "the role of one of them; may be repeated", many}},
                 when()})),
        command(
            "dissolve", "ends an alliance: every term not over yet, unless it survives", "",
            {"entente dissolve tiktok-oracle --reason terminated --effective 2026-01-22 --source "
             "https://example.org/news"},
            {alliance}, with({{end_reason}, when()})),
        command(
            "join", "a party becomes a member, or is one again", "",
            {"entente join openai-microsoft softbank --name SoftBank --role investor --effective 2025-03-31"},
            {alliance, party},
            with({{{"name", "TEXT", "the party's name"}, {"role", "TEXT", "its role"}, planned}, when()})),
        command(
            "leave", "a party leaves; the date is the first day out", "",
            {"entente leave openai-microsoft openai --successor openai-group --effective 2025-10-28"},
            {alliance, party},
            with({{{"successor", "PARTY", "who takes its place in the terms"}, reason, planned}, when()})),
    };
}

std::vector<Command> of_terms() {
    const auto what_was_said = with({{text, planned}, when_of_a_term()});
    return {
        command(
            "grant", "grants a term: a right, a license, an exclusivity, a payment, a stake",
            "A grant sets all fields of the term afresh; granting what has ended renews it.",
            {"entente grant openai-microsoft ip-license --kind license --grantor openai --grantee microsoft "
             "--subject openai/ip --action use --non-exclusive --through 2032 --effective 2026-04-27 "
             "--source https://openai.com/index/next-phase-of-microsoft-partnership/",
             "entente grant openai-microsoft cap --kind limit --grantor microsoft --grantee openai "
             "--attribute 'amount=38000000000 USD' --until-milestone agi-verified"},
            {alliance, {"TERM", "its id: small letters, digits, `.`, `_`, `-`"}},
            with({term_fields(), {planned}, when_of_a_term()})),
        command(
            "amend", "changes fields of a term from the effective date on",
            "FIELD is a field of the term, or one of its days, attributes or scope: attributes/percent.",
            {"entente amend openai-microsoft ip-license --non-exclusive --effective 2026-04-27",
             "entente amend openai-microsoft stake --set attributes/percent=27% --unset attributes/profit_share"},
            {alliance, term},
            with(
                {{{"set", "FIELD=VALUE", "sets a field; may be repeated", many},
                  {"unset", "FIELD", "removes a field; may be repeated", many}},
                 term_fields(),
                 {planned},
                 when_of_a_term()})),
        command(
            "confirm", "a term was restated; nothing changes", "",
            {"entente confirm openai-microsoft ms-ip-models-products --text 'the licence stays in place' --announced "
             "2026-02-27"},
            {alliance, term}, what_was_said),
        command(
            "exercise", "a right was used", "",
            {"entente exercise openai-microsoft openai-any-cloud --text 'models on AWS Bedrock' --effective "
             "2026-04-28"},
            {alliance, term}, what_was_said),
        command(
            "suspend", "suspends a term, or with --party a membership", "",
            {"entente suspend openai-microsoft ms-board-observer --reason 'under review' --effective 2024-06"},
            {alliance, {"TERM", "the term", Presence::optional, Completes::terms}},
            with(
                {{{"party", "PARTY", "suspends this party's membership instead of a term"}, reason, planned},
                 when_of_a_term()})),
        command(
            "resume", "a suspended term, or with --party a membership, holds again", "",
            {"entente resume openai-microsoft ms-board-observer --effective 2024-07"},
            {alliance, {"TERM", "the term", Presence::optional, Completes::terms}},
            with(
                {{{"party", "PARTY", "resumes this party's membership instead of a term"}, reason, planned},
                 when_of_a_term()})),
        command(
            "end", "ends a term; the date is the first day out", "",
            {"entente end openai-microsoft azure-api-exclusivity --reason superseded --effective 2026-04-27"},
            {alliance, term}, with({{end_reason, planned}, when_of_a_term()})),
        command(
            "revoke", "ends a term that its grantor took back: end --reason revoked", "",
            {"entente revoke openai-microsoft azure-api-exclusivity --effective 2026-04-27 --confidence official"},
            {alliance, term}, with({{planned}, when_of_a_term()})),
        command(
            "reach", "a milestone is reached: fires whatever waits on it", "",
            {"entente reach openai-microsoft agi-verified --effective 2030-05-01"},
            {alliance, {"MILESTONE", "the milestone's id"}}, with({{planned}, when()})),
    };
}

std::vector<Command> of_earlier_events() {
    return {
        command(
            "retract", "an earlier event never counted", "",
            {"entente retract openai-microsoft 61.0 --reason 'the report was withdrawn'"}, {alliance, event}, {reason}),
        command(
            "correct", "an earlier event should have read otherwise",
            "The replacement is a whole event as JSON, or what the flags change of the event as it was recorded.\n"
            "For a slip of the pen give the --announced of the entry it corrects; for a changed report its own.",
            {"entente correct openai-microsoft 7.0 --attribute percent=49% --reason 'misread'",
             "entente correct openai-microsoft 7.0 --replacement "
             "'{\"type\":\"term.confirmed\",\"term\":\"ms-profit-share\"}'"},
            {alliance, event},
            with(
                {{{"replacement", "FILE|JSON", "the event as it should have read, inline or in a file", once,
                   Completes::files},
                  reason,
                  planned,
                  {"unset", "FIELD", "takes a field out of the event; may be repeated", many},
                  text,
                  {"event-reason", "WORD", "the reason that the corrected event should give"}},
                 term_fields(),
                 when_of_a_term()})),
        command(
            "reschedule", "an earlier event takes place on another date", "",
            {"entente reschedule openai-microsoft 61.0 --effective 2026-10 --reason 'the listing may slip'"},
            {alliance, event}, with({{reason}, when_of_a_term()})),
        command(
            "cite", "adds a further source for, or against, an earlier event",
            "With --reading the source's rival account is kept beside the recorded one, and answers name the dispute.",
            {"entente cite openai-microsoft 54.5 --source https://example.org/10-q --contradicts "
             "--reading conditions='not supported OR not chosen'"},
            {alliance, event},
            {{"contradicts", "", "the source says otherwise (default: it supports the event)"},
             {"reading", "FIELD=VALUE", "what it says instead, field by field; may be repeated", many},
             {"reading-effective", "MOMENT", "the date it gives instead"},
             {"reading-reason", "WORD", "the reason it gives instead"}}),
        command(
            "note", "keeps a remark on an alliance", "",
            {"entente note openai-microsoft 'the rate of the revenue share was never published'"},
            {alliance, {"TEXT", "the remark", Presence::optional}}, with({{text}, when()})),
        command(
            "assert", "a fixed point: later entries that make it untrue are warned about", "",
            {"entente assert openai-microsoft azure-api-exclusivity ended --on 2026-04-28"},
            {alliance,
             term,
             {"STATUS", "proposed, pending, in_force, suspended, ended or expired", Presence::optional,
              Completes::statuses}},
            {{"status", "WORD", "the same as STATUS", once, Completes::statuses},
             {"on", "DATE", "the day on which that holds (default: today)"}}),
    };
}

}  // namespace

std::vector<Command> event_commands() {
    std::vector<Command> all;
    for (auto part : {of_alliances_and_parties(), of_terms(), of_earlier_events()}) {
        std::move(part.begin(), part.end(), std::back_inserter(all));
    }
    return all;
}

}  // namespace entente::cli
