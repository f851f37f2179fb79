#include <entente/cli/term_changes.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/change_words.hpp>
#include <entente/cli/table.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

/// A term's or a party's state in a `terms` document; null where there is none.
Json state_in(const Json& document, const char* list, const char* what, const Json& change) {
    if (document.is_null()) {
        return {};
    }
    const auto& states = document.at(list);
    const auto found =
        std::ranges::find_if(states, [&](const Json& state) { return state.at(what) == change.at(what); });
    return found == states.end() ? Json() : *found;
}

void add_rows(Table& table, const Json& change, const BeforeAndAfter& states) {
    const bool of_term = change.contains("term");
    const auto* const what = of_term ? "term" : "party";
    const auto before = state_in(states.before, of_term ? "terms" : "parties", what, change);
    const auto after = state_in(states.after, of_term ? "terms" : "parties", what, change);
    std::string name = text_of(change.at(what));
    if (change.at("change") == "changed") {
        for (const auto& [path, reads] : change.at("fields").items()) {
            table.add(
                {.cells = {
                     {std::exchange(name, ""), Style::bold},
                     {harmless(path)},
                     {reading_of(path, before), Style::dim},
                     {reading_of(path, after)}}});
        }
        return;
    }
    const auto seen = [](const Json& state) {
        return state.is_null() ? std::string("–") : fmt::format("{}", fmt::join(state_in_words(state), "\n"));
    };
    name += fmt::format("\n({})", text_of(change.at("change")));
    table.add({.cells = {{name, Style::bold}, {""}, {seen(before), Style::dim}, {seen(after)}}});
}

}  // namespace

Result<std::string> draw_changes(const Json& changes, StatesOn states, const Terminal& terminal) {
    if (changes.empty()) {
        return "No term or party would read differently.\n";
    }
    std::string drawn;
    for (auto at = changes.begin(); at != changes.end();) {
        const auto alliance = (*at).at("alliance").get<std::string>();
        const auto day = (*at).at("on").get<std::string>();
        const auto on_day = ENTENTE_TRY(states(alliance, day));
        Table table({{"TERM", 12, 36}, {"FIELD", 8, 28}, {"BEFORE", 12, 50}, {"AFTER", 12, 50}});
        for (; at != changes.end() && (*at).at("alliance") == alliance && (*at).at("on") == day; ++at) {
            add_rows(table, *at, on_day);
        }
        const auto heading = fmt::format("{} on {}", harmless(alliance), harmless(day));
        drawn += fmt::format(
            "{}{}\n{}", drawn.empty() ? "" : "\n", terminal.styled(heading, Style::bold), table.drawn(terminal));
    }
    return drawn;
}

}  // namespace entente::cli
