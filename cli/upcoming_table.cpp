#include <entente/cli/upcoming_table.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/listings.hpp>
#include <entente/cli/table.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

/// `last day in force`, `due: notice`, `planned: ended`.
std::string what_of(const UpcomingItem& item) {
    switch (item.what) {
        case Coming::ends:
            return item.matter == UpcomingMatter::party ? "last day in" : "last day in force";
        case Coming::begins:
            return item.matter == UpcomingMatter::party ? "joins" : "begins";
        case Coming::due:
            return fmt::format("due: {}", harmless(item.name));
        case Coming::plan:
            return fmt::format("planned: {}", item.name.substr(item.name.find('.') + 1));
        case Coming::assertion:
            return "asserted";
    }
    return {};
}

/// Why nobody should rely on the day.
std::string doubts_of(const UpcomingItem& item) {
    std::string doubts;
    const auto add = [&](bool applies, std::string_view doubt) {
        if (applies) {
            doubts += fmt::format("{}{}", doubts.empty() ? "" : ", ", doubt);
        }
    };
    add(item.what == Coming::plan, "only planned");
    add(!item.days.exact(), "some day in it");
    add(item.confidence == Confidence::rumoured, "rumoured");
    return doubts;
}

}  // namespace

std::string draw_upcoming(
    const UpcomingAnswer& answer, const Json& document, const EventNames& names, const Terminal& terminal) {
    Table table({
        {"WHEN", 10, 23},
        {"WHAT", 10, 34},
        {"ALLIANCE", 10, 30},
        {"OF", 22, 44},
        {"NOT CERTAIN", 12, 30},
        {"RESTS ON", 6, 24},
    });
    const bool of_one = answer.histories.size() == 1;
    for (std::size_t place = 0; place < answer.items.size(); ++place) {
        const auto& item = answer.items[place];
        const auto& shown = document["items"][place];
        table.add(
            {.cells = {
                 {span_of(shown)},
                 {what_of(item), item.what == Coming::ends ? Style::bold : Style::plain},
                 {of_one ? std::string() : harmless(item.alliance)},
                 {fmt::format(
                      "{}{}", item.matter == UpcomingMatter::term ? "" : fmt::format("{} ", word(item.matter)),
                      harmless(item.id)),
                  Style::bold},
                 {doubts_of(item), Style::doubtful},
                 {events_in_short(shown["because"], names), Style::dim},
             }});
    }
    const auto of = of_one ? terminal.styled(harmless(answer.histories.front()->id().text), Style::bold) + "\n" : "";
    return of + as_of_in_words(document) + "\n\n" +
           (table.empty() ? "Nothing is known to come.\n" : table.drawn(terminal));
}

}  // namespace entente::cli
