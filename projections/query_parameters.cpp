#include <entente/projections/query_parameters.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include <entente/core/quoted.hpp>
#include <entente/projections/citation.hpp>

namespace entente {
namespace {

template <typename T>
Result<T> placed(Result<T> value, std::string_view name) {
    if (!value) {
        value.error().where = fmt::format("/{}", name);
    }
    return value;
}

}  // namespace

std::vector<Parameter> viewpoint_parameters() {
    return {
        {"on", "DATE", "the day in the world that is asked about (default: today)", ValueForm::day, "2026-04-28"},
        {"known_at", "K", "only what the log had recorded by then: an instant, a day, or a position like @42",
         ValueForm::known_at, "@60"},
        {"announced_by", "DATE", "only what an outsider could know by then", ValueForm::day, "2026-05-01"},
        {"asked", "DAY", "as a citation asks: as on that day, when the log ended at known_at @N (or DAY@N)",
         ValueForm::asked, "2026-11-24@60"},
    };
}

std::vector<Parameter> with_viewpoint(std::vector<Parameter> own) {
    std::ranges::move(viewpoint_parameters(), std::back_inserter(own));
    return own;
}

Result<AsOf> as_of(const Parameters& parameters, Day today) {
    AsOf as_of{.on = today, .known_at = std::nullopt, .announced_by = std::nullopt};
    if (const auto given = parameters.find("known_at")) {
        as_of.known_at = ENTENTE_TRY(placed(parse_known_at(*given), "known_at"));
    }
    as_of.announced_by = ENTENTE_TRY(day_parameter(parameters, "announced_by"));
    if (const auto given = parameters.find("asked")) {
        ENTENTE_TRY(placed(ask_as_then(as_of, *given), "asked"));
        as_of.on = as_of.asked_then->day;
    }
    const auto on = ENTENTE_TRY(day_parameter(parameters, "on"));
    as_of.on = on.value_or(as_of.on);
    return as_of;
}

Result<std::optional<Day>> day_parameter(const Parameters& parameters, std::string_view name) {
    const auto given = parameters.find(name);
    if (!given) {
        return std::nullopt;
    }
    return ENTENTE_TRY(placed(parse_day(*given), name));
}

Result<std::optional<Duration>> duration_parameter(const Parameters& parameters, std::string_view name) {
    const auto given = parameters.find(name);
    if (!given) {
        return std::nullopt;
    }
    return ENTENTE_TRY(placed(parse_duration(*given), name));
}

Result<std::optional<std::uint64_t>> number_parameter(const Parameters& parameters, std::string_view name) {
    const auto given = parameters.find(name);
    if (!given) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    const auto [stopped, error] = std::from_chars(given->data(), given->data() + given->size(), number);
    if (error != std::errc{} || stopped != given->data() + given->size()) {
        return fail(
            ErrorCode::bad_value, fmt::format("{} is no position: 0, 1, 2 …", quoted(*given)),
            fmt::format("/{}", name));
    }
    return number;
}

std::optional<AllianceId> alliance_parameter(const Parameters& parameters) {
    const auto given = parameters.find("alliance");
    return given ? std::optional(AllianceId{std::string(*given)}) : std::nullopt;
}

bool is_settled_for_ever(const Parameters& parameters, const Viewpoint& viewpoint, const Ledger& ledger) {
    return viewpoint.asked.asked_then || (parameters.has("on") && is_settled(viewpoint, ledger));
}

std::string cited_question(std::string_view command, std::initializer_list<std::string_view> words) {
    std::string text(command);
    for (const auto word : words) {
        text += word.empty() ? "" : " " + shell_word(word);
    }
    return text;
}

}  // namespace entente
