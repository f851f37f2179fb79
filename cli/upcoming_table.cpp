#include <entente/cli/upcoming_table.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/listings.hpp>
#include <entente/cli/table.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

/// `last day in force`, `due: notice`, `planned: ended`.
std::string what_of(const Json& item) {
    const auto what = text_of(item.at("what"));
    const auto name = text_of(item.at("name"));
    if (what == "ends") {
        return item.contains("party") ? "last day in" : "last day in force";
    }
    if (what == "begins") {
        return item.contains("party") ? "joins" : "begins";
    }
    if (what == "due") {
        return fmt::format("due: {}", name);
    }
    return what == "plan" ? fmt::format("planned: {}", name.substr(name.find('.') + 1)) : "asserted";
}

/// The term, or which other thing it is: `party openai`.
std::string matter_of(const Json& item) {
    for (const auto* other : {"party", "milestone"}) {
        if (item.contains(other)) {
            return fmt::format("{} {}", other, text_of(item[other]));
        }
    }
    return text_of(item.at("term"));
}

/// Why nobody should rely on the day.
std::string doubts_of(const Json& item, const std::set<std::string>& rumoured) {
    std::string doubts;
    const auto add = [&](bool applies, std::string_view doubt) {
        if (applies) {
            doubts += fmt::format("{}{}", doubts.empty() ? "" : ", ", doubt);
        }
    };
    add(item.at("what") == "plan", "only planned");
    add(item.at("earliest") != item.at("latest"), "some day in it");
    add(std::ranges::any_of(
            item.at("because"), [&](const Json& event) { return rumoured.contains(event.get<std::string>()); }),
        "rumoured");
    return doubts;
}

}  // namespace

std::string draw_upcoming(const Json& document, const UpcomingWords& words, const Terminal& terminal) {
    Table table({
        {"WHEN", 10, 23},
        {"WHAT", 10, 34},
        {"ALLIANCE", 10, 30},
        {"OF", 22, 44},
        {"NOT CERTAIN", 12, 30},
        {"RESTS ON", 6, 24},
    });
    for (const auto& item : document.at("items")) {
        table.add(
            {.cells = {
                 {span_of(item)},
                 {what_of(item), item.at("what") == "ends" ? Style::bold : Style::plain},
                 {words.of_one.empty() ? text_of(item.at("alliance")) : std::string()},
                 {matter_of(item), Style::bold},
                 {doubts_of(item, words.rumoured), Style::doubtful},
                 {events_in_short(item.at("because"), words.names), Style::dim},
             }});
    }
    const auto of = words.of_one.empty() ? "" : terminal.styled(harmless(words.of_one), Style::bold) + "\n";
    return of + as_of_in_words(document) + "\n\n" +
           (table.empty() ? "Nothing is known to come.\n" : table.drawn(terminal));
}

}  // namespace entente::cli
