#include <entente/cli/terms_table.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/listings.hpp>
#include <entente/cli/table.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t wide_columns_min = 118;

std::string from_to(const Json& term) {
    const auto named = [](const Json& parties) {
        const auto names = list_of(parties);
        return names == "*" ? std::string("anybody") : names;
    };
    const auto grantor = named(term["grantor"]);
    const auto grantee = named(term["grantee"]);
    if (grantor.empty() && grantee.empty()) {
        return {};
    }
    return fmt::format("{} → {}", grantor.empty() ? "–" : grantor, grantee.empty() ? "–" : grantee);
}

/// `license: use openai/ip`.
std::string what(const Json& term) {
    const auto actions = list_of(term["actions"]);
    const auto subject = text_of(term["subject"]);
    auto rest = actions;
    rest += subject.empty() ? "" : (rest.empty() ? "" : " ") + subject;
    const auto kind = spaced(text_of(term["kind"]));
    return rest.empty() ? kind : fmt::format("{}: {}", kind, rest);
}

std::string exclusive_of(const Json& term) {
    return term["exclusive"].is_null() ? std::string() : term["exclusive"].get<bool>() ? "yes" : "no";
}

bool is_over(const Json& term) {
    return text_of(term["end_kind"]) == "ended";
}

/// How it ends in words, or how it ended.
std::string until(const Json& term) {
    if (!is_over(term)) {
        return ends_of(term["ends"]);
    }
    const auto last = span_of(term["last_day"]);
    const auto status = text_of(term["status"]);
    auto words = last.empty() ? std::string("never began") : fmt::format("last day {}", last);
    if (status == "ended" && term["reason"].is_string()) {
        words += fmt::format(", {}", spaced(text_of(term["reason"])));
    }
    return words;
}

std::string status_cell(const Json& term) {
    const auto status = text_of(term["status"]);
    auto cell = fmt::format("{} {}", status.empty() ? "?" : mark_of(status), status_in_words(term));
    if (term["possible"].contains("status")) {
        const auto& possible = term["possible"]["status"];
        for (std::size_t i = 1; i < possible.size(); ++i) {
            cell += fmt::format("\n  or {}", possible[i].is_null() ? "never so" : spaced(text_of(possible[i])));
        }
    }
    return cell;
}

Style style_of_term(const Json& term) {
    return term["certain"].get<bool>() ? style_of(text_of(term["status"])) : Style::doubtful;
}

Table wide_table(const Json& terms, const EventNames& names) {
    Table table(
        {{"TERM", 20, 40},
         {"STATUS", 10, 18},
         {"WHO → WHOM", 12, 30},
         {"WHAT", 16, 46},
         {"EXCLUSIVE", 4, 9},
         {"SINCE", 10, 24},
         {"UNTIL", 12, 32},
         {"CONFIRMED", 10, 12}});
    for (const auto& term : terms) {
        table.add(
            {.cells =
                 {{text_of(term["term"]), Style::bold},
                  {status_cell(term), style_of_term(term)},
                  {from_to(term)},
                  {what(term)},
                  {exclusive_of(term)},
                  {since_of(term)},
                  {until(term)},
                  {moment_of(term["last_confirmed"])}},
             .below = term_details(term, names)});
    }
    return table;
}

Table narrow_table(const Json& terms, const EventNames& names) {
    Table table({{"TERM", 20, 30}, {"STATUS", 10, 14}, {"WHAT", 18, 40}, {"WHEN", 16, 28}});
    for (const auto& term : terms) {
        auto about = from_to(term);
        about += (about.empty() ? "" : "\n") + what(term);
        const auto exclusive = exclusive_of(term);
        about += exclusive.empty() ? "" : exclusive == "yes" ? "\nexclusive" : "\nnot exclusive";
        const auto began = since_of(term);
        auto when = began.empty() || began.starts_with("begins") ? began : "since " + began;
        const auto ends = until(term);
        when += (when.empty() ? "" : "\n") + (ends == "not stated" ? std::string("end not stated") : ends);
        const auto confirmed = moment_of(term["last_confirmed"]);
        when += confirmed.empty() ? "" : "\nconfirmed " + confirmed;
        table.add(
            {.cells = {{text_of(term["term"]), Style::bold}, {status_cell(term), style_of_term(term)}, {about}, {when}},
             .below = term_details(term, names)});
    }
    return table;
}

std::string draw_milestones(const Json& milestones, const EventNames& names, const Terminal& terminal) {
    Table table({{"MILESTONE", 12, 40}, {"REACHED", 10, 30}, {"RESTS ON", 8, 30}});
    for (const auto& milestone : milestones) {
        std::string reached;
        for (const auto& moment : milestone["reached"]) {
            reached += fmt::format("{}{}", reached.empty() ? "" : ", ", moment_of(moment));
        }
        if (reached.empty()) {
            const auto expected = moment_of(milestone["expected"]);
            reached = expected.empty() ? "not yet" : fmt::format("not yet; expected {}", expected);
        }
        const auto events = events_in_short(milestone["because"], names);
        table.add({.cells = {{text_of(milestone["milestone"]), Style::bold}, {reached}, {events}}});
    }
    return table.empty() ? std::string() : "\n" + table.drawn(terminal);
}

}  // namespace

std::string draw_terms(const Json& document, const EventNames& names, const Terminal& terminal) {
    auto text = heading(document, terminal) + "\n";
    const auto& terms = document["terms"];
    if (terms.empty()) {
        text += "No term holds then; --all shows ended, expired and proposed ones too.\n";
    } else {
        text += (terminal.columns() >= wide_columns_min ? wide_table(terms, names) : narrow_table(terms, names))
                    .drawn(terminal);
    }
    text += draw_milestones(document["milestones"], names, terminal);
    if (!document["parties"].empty()) {
        text += "\n" + parties_table(document["parties"], terminal);
    }
    return text;
}

}  // namespace entente::cli
