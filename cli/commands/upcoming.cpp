#include <nlohmann/json.hpp>

#include <entente/cli/commands/coming.hpp>
#include <entente/cli/document_reader.hpp>
#include <entente/cli/upcoming_table.hpp>
#include <entente/projections/difference_events.hpp>

namespace entente::cli {
namespace {

/// The alliance that was asked about, or the only one there is; empty where there are several.
Result<std::string> only_alliance(const Told& told) {
    if (const auto asked = told.asked.find("ALLIANCE")) {
        return std::string(*asked);
    }
    if (alliances_named(told.document).size() > 1) {
        return std::string();
    }
    const auto answer = ENTENTE_TRY(told.source.ask(*find_query("alliances"), Parameters{Spelling::flags}));
    const auto& alliances = answer.document.at("alliances");
    return alliances.size() == 1 ? alliances[0].at("alliance").get<std::string>() : std::string();
}

/// Which of the events that the answer names no more than a rumour tells.
std::set<std::string> rumoured_events(const Told& told, const Histories& histories) {
    std::set<std::string> named;
    for (const auto& item : told.document.at("items")) {
        for (const auto& event : item.at("because")) {
            named.insert(event.get<std::string>());
        }
    }
    std::set<std::string> rumoured;
    const auto viewpoint = viewpoint_in(told.document.at("as_of"), told.document, histories, told.today);
    for (const auto& history : histories.all) {
        const ComparedViews views{.history = *history, .earlier = viewpoint, .later = viewpoint};
        for (const auto& event : events_behind(views, named)) {
            if (event.confidence == Confidence::rumoured) {
                rumoured.insert(text(event.event));
            }
        }
    }
    return rumoured;
}

}  // namespace

Result<std::string> upcoming_in_words(const Told& told) {
    const auto histories = ENTENTE_TRY(told.source.histories(alliances_named(told.document)));
    const UpcomingWords words{
        .of_one = ENTENTE_TRY(only_alliance(told)),
        .rumoured = rumoured_events(told, histories),
        .names = names_in(histories)};
    return draw_upcoming(told.document, words, told.terminal);
}

Result<Exit> run_upcoming(const Asked& asked, Console& console) {
    if (asked.has("ics") && asked.has("json")) {
        return fail(ErrorCode::usage, "a calendar is no JSON: ask for one of the two", "--ics");
    }
    return tell(asked.has("ics") ? "calendar" : "upcoming", upcoming_in_words, asked, console);
}

}  // namespace entente::cli
