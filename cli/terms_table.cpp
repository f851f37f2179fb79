#include <entente/cli/terms_table.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/listings.hpp>
#include <entente/cli/table.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t wide_columns_min = 118;

std::string exclusive_of(const Json& term) {
    return term.at("exclusive").is_null() ? std::string() : term.at("exclusive").get<bool>() ? "yes" : "no";
}

std::string status_cell(const Json& term) {
    const auto status = text_of(term.at("status"));
    auto cell = fmt::format("{} {}", status.empty() ? "?" : mark_of(status), status_in_words(term));
    if (term.at("possible").contains("status")) {
        const auto& possible = term.at("possible").at("status");
        for (std::size_t i = 1; i < possible.size(); ++i) {
            cell += fmt::format("\n  or {}", possible[i].is_null() ? "never so" : spaced(text_of(possible[i])));
        }
    }
    return cell;
}

Style style_of_term(const Json& term) {
    return term.at("certain").get<bool>() ? style_of(text_of(term.at("status"))) : Style::doubtful;
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
                 {{text_of(term.at("term")), Style::bold},
                  {status_cell(term), style_of_term(term)},
                  {who_to_whom(term)},
                  {what_it_covers(term)},
                  {exclusive_of(term)},
                  {since_of(term)},
                  {how_it_ends(term)},
                  {moment_of(term.at("last_confirmed"))}},
             .below = term_details(term, names)});
    }
    return table;
}

Table narrow_table(const Json& terms, const EventNames& names) {
    Table table({{"TERM", 20, 30}, {"STATUS", 10, 14}, {"WHAT", 18, 40}, {"WHEN", 16, 28}});
    for (const auto& term : terms) {
        auto about = who_to_whom(term);
        about += (about.empty() ? "" : "\n") + what_it_covers(term);
        const auto exclusive = exclusive_of(term);
        about += exclusive.empty() ? "" : exclusive == "yes" ? "\nexclusive" : "\nnot exclusive";
        const auto began = since_of(term);
        auto when = began.empty() || began.starts_with("begins") ? began : "since " + began;
        const auto ends = how_it_ends(term);
        when += (when.empty() ? "" : "\n") + (ends == "not stated" ? std::string("end not stated") : ends);
        const auto confirmed = moment_of(term.at("last_confirmed"));
        when += confirmed.empty() ? "" : "\nconfirmed " + confirmed;
        table.add(
            {.cells =
                 {{text_of(term.at("term")), Style::bold}, {status_cell(term), style_of_term(term)}, {about}, {when}},
             .below = term_details(term, names)});
    }
    return table;
}

std::string draw_milestones(const Json& milestones, const EventNames& names, const Terminal& terminal) {
    Table table({{"MILESTONE", 12, 40}, {"REACHED", 10, 30}, {"RESTS ON", 8, 30}});
    for (const auto& milestone : milestones) {
        std::string reached;
        for (const auto& moment : milestone.at("reached")) {
            reached += fmt::format("{}{}", reached.empty() ? "" : ", ", moment_of(moment));
        }
        if (reached.empty()) {
            const auto expected = moment_of(milestone.at("expected"));
            reached = expected.empty() ? "not yet" : fmt::format("not yet; expected {}", expected);
        }
        const auto events = events_in_short(milestone.at("because"), names);
        table.add({.cells = {{text_of(milestone.at("milestone")), Style::bold}, {reached}, {events}}});
    }
    return table.empty() ? std::string() : "\n" + table.drawn(terminal);
}

}  // namespace

std::string draw_terms(const Json& document, const EventNames& names, const Terminal& terminal) {
    auto text = heading(document, terminal) + "\n";
    const auto& terms = document.at("terms");
    if (terms.empty()) {
        text += "No term holds then; --all shows ended, expired and proposed ones too.\n";
    } else {
        text += (terminal.columns() >= wide_columns_min ? wide_table(terms, names) : narrow_table(terms, names))
                    .drawn(terminal);
    }
    text += draw_milestones(document.at("milestones"), names, terminal);
    if (!document.at("parties").empty()) {
        text += "\n" + parties_table(document.at("parties"), terminal);
    }
    return text;
}

}  // namespace entente::cli
