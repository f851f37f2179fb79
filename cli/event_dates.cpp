#include <entente/cli/event_dates.hpp>

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/words.hpp>
#include <entente/projections/citation_json.hpp>
#include <entente/projections/field_json.hpp>

namespace entente::cli {
namespace {

std::string reading_of(const AllianceHistory& history, const Fact& added) {
    const RivalReading& reading = history.reading(added.part);
    std::vector<std::string> said;
    for (const auto& change : history.changes_of(reading)) {
        const auto where = path(change.field(), change.key() == nothing ? "" : history.key(change.key()));
        const auto shown = where.starts_with("scope/") ? where.substr(6) : where;
        said.push_back(
            fmt::format("{} {}", shown, value_of(to_json(history.value(change.value()), change.field()), where)));
    }
    if (reading.moment != nothing) {
        said.push_back("effective " + moment_of(to_json(history.moment(reading.moment))));
    }
    std::vector<std::string> by;
    for (const Number number : history.sources_of(added)) {
        by.push_back(source_in_short(to_json(history.source(number))));
    }
    return fmt::format("{}{}", fmt::join(said, "; "), by.empty() ? "" : fmt::format(" ({})", fmt::join(by, ", ")));
}

/// Texts by address.
std::function<std::string(const std::string&)> looked_up(std::map<std::string, std::string> texts) {
    return [texts = std::move(texts)](const std::string& address) {
        const auto found = texts.find(address);
        return found == texts.end() ? std::string() : found->second;
    };
}

}  // namespace

EventDates dates_in(const std::vector<std::shared_ptr<const AllianceHistory>>& histories) {
    std::map<std::string, std::string> dates;
    for (const auto& history : histories) {
        for (const Fact& fact : history->facts()) {
            const auto said = fact.moment == nothing ? std::string() : moment_of(to_json(history->moment(fact.moment)));
            dates.emplace(text(history->address(fact)), said);
        }
    }
    return looked_up(std::move(dates));
}

RivalReadings readings_in(const std::vector<std::shared_ptr<const AllianceHistory>>& histories) {
    std::map<std::string, std::string> readings;
    for (const auto& history : histories) {
        for (const Number number : history->added_sources()) {
            const Fact& added = history->facts()[number];
            if (added.part != nothing) {
                readings.emplace(text(history->address(added)), reading_of(*history, added));
            }
        }
    }
    return looked_up(std::move(readings));
}

}  // namespace entente::cli
