#include <entente/cli/rights_table.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/listings.hpp>
#include <entente/cli/rights_words.hpp>
#include <entente/cli/table.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t sources_shown_max = 3;

/// `according to rappler.com 2023-01-24, microsoft.com 2023-01-23 and 4 more`.
std::string according_to(const Json& sources) {
    std::vector<std::string> shown;
    for (const auto& source : sources) {
        auto words = source_in_short(source) + (source.at("stance") == "contradicts" ? " (says otherwise)" : "");
        if (shown.size() < sources_shown_max && std::ranges::find(shown, words) == shown.end()) {
            shown.push_back(std::move(words));
        }
    }
    if (shown.empty()) {
        return "according to no source";
    }
    const auto rest = sources.size() - shown.size();
    return fmt::format("according to {}{}", fmt::join(shown, ", "), rest > 0 ? fmt::format(" and {} more", rest) : "");
}

Style style_of_effect(const Json& reason) {
    const auto effect = text_of(reason.at("effect"));
    const bool decides = effect == "permits" || effect == "bars" || effect == "forbids";
    return !decides || !reason.at("counts").get<bool>() ? Style::dim : effect == "permits" ? Style::good : Style::bad;
}

std::string clauses_table(const Json& because, const EventWords& events, const Terminal& terminal) {
    Table table({{"CLAUSE", 18, 44}, {"ALLIANCE", 10, 28}, {"EFFECT", 10, 24}, {"EVENT", 6, 24}, {"DATE", 10, 26}});
    for (const auto& reason : because) {
        std::string names;
        std::string dates;
        for (const auto& address : reason.at("events")) {
            names += fmt::format("{}{}", names.empty() ? "" : "\n", events.names(address.get<std::string>()));
            dates += fmt::format("{}{}", dates.empty() ? "" : "\n", events.dates(address.get<std::string>()));
        }
        table.add(
            {.cells =
                 {{text_of(reason.at("term")), Style::bold},
                  {text_of(reason.at("alliance"))},
                  {effect_of(reason), style_of_effect(reason)},
                  {names},
                  {dates}},
             .below = {according_to(reason.at("sources"))}});
    }
    return table.drawn(terminal);
}

/// Where the verdict is uncertain: which way of settling the doubt leads to which verdict.
std::string ways_table(const Json& ways, const EventWords& events, const Terminal& terminal) {
    Table table({{"VERDICT", 10, 12}, {"READ", 20, 60}, {"THEN", 16, 50}});
    for (const auto& way : ways) {
        const auto verdict = text_of(way.at("verdict"));
        const bool is_shown = &way == &ways.front();
        auto read = is_shown ? std::string("as recorded, if nothing doubtful is true")
                             : otherwise_than(ways.front().at("because"), way.at("because"));
        if (!way.at("reading").is_null()) {
            const auto reading = way.at("reading").get<std::string>();
            read = fmt::format("as {} reads it: {}", events.names(reading), events.readings(reading));
        }
        std::string then;
        for (const auto& reason : way.at("because")) {
            then += fmt::format("{}{} {}", then.empty() ? "" : "\n", text_of(reason.at("term")), effect_of(reason));
        }
        table.add(
            {.cells = {
                 {spaced(verdict), style_of_verdict(verdict)},
                 {read},
                 {then.empty() ? "nothing speaks of it" : then}}});
    }
    return table.drawn(terminal);
}

std::string ways_out(const Json& right, const EventWords& events, const Terminal& terminal) {
    return right.at("ways").empty()
               ? std::string()
               : "\nIt comes out differently:\n\n" + ways_table(right.at("ways"), events, terminal);
}

std::string exception_heading(const Json& exception, const std::string& verdict, const Terminal& terminal) {
    const auto there = text_of(exception.at("verdict"));
    const auto words = there == verdict ? fmt::format("likewise {}", spaced(there)) : spaced(there);
    return fmt::format(
        "{} {}.", terminal.styled(fmt::format("For {}:", scope_of(exception.at("scope"))), Style::bold),
        terminal.styled(words, style_of_verdict(there)));
}

/// `for persons us/army: yes (t permits it)`, below a row of `who`.
std::string exception_in_short(const Json& exception) {
    std::string clauses;
    for (const auto& reason : exception.at("because")) {
        if (reason.at("counts").get<bool>() && reason.at("effect") != "states") {
            clauses +=
                fmt::format("{}{} {}", clauses.empty() ? "" : ", ", text_of(reason.at("term")), effect_of(reason));
        }
    }
    return fmt::format(
        "for {}: {}{}", scope_of(exception.at("scope")), spaced(text_of(exception.at("verdict"))),
        clauses.empty() ? "" : fmt::format(" ({})", clauses));
}

/// What speaks of the matter whoever asks: told once, below the table of `who`.
std::string what_only_states(const Json& because, const EventWords& events, const Terminal& terminal) {
    std::string clauses;
    for (const auto& reason : because) {
        if (reason.at("effect") == "states") {
            clauses += fmt::format(
                "{}{} ({})", clauses.empty() ? "" : ", ", text_of(reason.at("term")),
                events_in_short(reason.at("events"), events.names));
        }
    }
    std::string text;
    if (!clauses.empty()) {
        for (const auto& line : wrapped("Neither permits nor bars, but speaks of it: " + clauses, terminal.columns())) {
            text += "\n" + line;
        }
        text += "\n";
    }
    return text;
}

/// `uncertain: yes or no`.
std::string verdict_in_short(const Json& answer) {
    std::vector<std::string> possible;
    for (const auto& way : answer.at("ways")) {
        auto verdict = spaced(text_of(way.at("verdict")));
        if (std::ranges::find(possible, verdict) == possible.end()) {
            possible.push_back(std::move(verdict));
        }
    }
    const auto verdict = spaced(text_of(answer.at("verdict")));
    return possible.empty() ? verdict : fmt::format("{}: {}", verdict, fmt::join(possible, " or "));
}

/// Parties of whom the same is said.
struct Alike {
    const Json* answer;
    std::vector<std::string> parties;
};

/// In the order of their first; the one with anybody else last.
std::vector<Alike> alike(const Json& verdicts) {
    constexpr std::array said{"verdict", "because", "exceptions", "ways"};
    std::vector<Alike> groups;
    for (const auto& answer : verdicts) {
        const auto says_the_same = [&](const Alike& group) {
            return std::ranges::all_of(said, [&](const char* key) { return group.answer->at(key) == answer.at(key); });
        };
        auto group = std::ranges::find_if(groups, says_the_same);
        if (group == groups.end()) {
            group = groups.insert(groups.end(), {.answer = &answer, .parties = {}});
        }
        group->parties.push_back(party_of(answer.at("party")));
        if (&answer == &verdicts.back()) {
            std::rotate(group, group + 1, groups.end());
        }
    }
    return groups;
}

}  // namespace

std::string draw_right(const Json& document, const EventWords& events, const Terminal& terminal) {
    const auto verdict = text_of(document.at("verdict"));
    std::string text;
    for (const auto& line : wrapped(verdict_sentence(document), terminal.columns())) {
        text += terminal.styled(line, style_of_verdict(verdict)) + "\n";
    }
    text += as_of_in_words(document) + "\n";
    if (!document.at("because").empty()) {
        text += "\n" + clauses_table(document.at("because"), events, terminal);
    }
    text += ways_out(document, events, terminal);
    for (const auto& exception : document.at("exceptions")) {
        text += "\n" + exception_heading(exception, verdict, terminal) + "\n";
        text += "\n" + clauses_table(exception.at("because"), events, terminal);
        text += ways_out(exception, events, terminal);
    }
    return text;
}

std::string draw_rights(const Json& document, const EventWords& events, const Terminal& terminal) {
    const auto scope = scope_of(document.at("scope"));
    auto text = terminal.styled(
                    fmt::format(
                        "Who may {} {}{}{}", text_of(document.at("action")), text_of(document.at("subject")),
                        scope.empty() ? "" : ", for ", scope),
                    Style::bold) +
                "\n" + as_of_in_words(document) + "\n\n";
    Table table({{"PARTY", 12, 28}, {"VERDICT", 10, 16}, {"CLAUSES", 24, 80}});
    for (const auto& group : alike(document.at("verdicts"))) {
        const auto& answer = *group.answer;
        std::string clauses;
        for (const auto& reason : answer.at("because")) {
            if (reason.at("effect") != "states") {
                clauses += fmt::format(
                    "{}{} {} ({})", clauses.empty() ? "" : "\n", text_of(reason.at("term")), effect_of(reason),
                    events_in_short(reason.at("events"), events.names));
            }
        }
        std::vector<std::string> below;
        for (const auto& exception : answer.at("exceptions")) {
            if (exception.at("verdict") != answer.at("verdict")) {
                below.push_back(exception_in_short(exception));
            }
        }
        table.add(
            {.cells =
                 {{fmt::format("{}", fmt::join(group.parties, ", ")), Style::bold},
                  {verdict_in_short(answer), style_of_verdict(text_of(answer.at("verdict")))},
                  {clauses}},
             .below = std::move(below)});
    }
    return text + table.drawn(terminal) +
           what_only_states(document.at("verdicts").back().at("because"), events, terminal);
}

}  // namespace entente::cli
