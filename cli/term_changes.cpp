#include <entente/cli/term_changes.hpp>

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/change_words.hpp>
#include <entente/cli/table.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/projections/answer_json.hpp>

namespace entente::cli {
namespace {

Json state_of(const auto* state) {
    return state ? to_json(*state) : Json();
}

void add_rows(Table& table, std::string_view id, const auto& difference) {
    const auto before = state_of(difference.before);
    const auto after = state_of(difference.after);
    std::string name = harmless(id);
    if (difference.turn == Turn::changed) {
        for (const auto& field : difference.fields) {
            table.add(
                {.cells = {
                     {std::exchange(name, ""), Style::bold},
                     {harmless(field.path)},
                     {reading_of(field.path, before), Style::dim},
                     {reading_of(field.path, after)}}});
        }
        return;
    }
    const auto seen = [](const Json& state) {
        return state.is_null() ? std::string("–") : fmt::format("{}", fmt::join(state_in_words(state), "\n"));
    };
    name += fmt::format("\n({})", word(difference.turn));
    table.add({.cells = {{name, Style::bold}, {""}, {seen(before), Style::dim}, {seen(after)}}});
}

}  // namespace

std::string draw_changes(std::span<const DayChanges> changes, const Terminal& terminal) {
    if (changes.empty()) {
        return "No term or party would read differently.\n";
    }
    std::string drawn;
    for (const auto& of_day : changes) {
        Table table({{"TERM", 12, 36}, {"FIELD", 8, 28}, {"BEFORE", 12, 50}, {"AFTER", 12, 50}});
        for (const auto& term : of_day.difference.terms) {
            add_rows(table, term.term(), term);
        }
        for (const auto& party : of_day.difference.parties) {
            add_rows(table, party.party(), party);
        }
        const auto heading = fmt::format("{} on {}", harmless(of_day.alliance), text(of_day.on));
        drawn += fmt::format(
            "{}{}\n{}", drawn.empty() ? "" : "\n", terminal.styled(heading, Style::bold), table.drawn(terminal));
    }
    return drawn;
}

}  // namespace entente::cli
