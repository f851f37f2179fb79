#include <entente/cli/document_reader.hpp>

#include <algorithm>

#include <nlohmann/json.hpp>

#include <entente/projections/last_day.hpp>

namespace entente::cli {
namespace {

std::optional<Status> status_in(const Json& value) {
    return value.is_string() ? from_word<Status>(value.get<std::string>()) : std::nullopt;
}

/// The last day on which nothing behind a position was recorded, of some alliances.
Day last_day_of(Seq position, const Histories& histories, Day today) {
    Day last = today;
    for (const auto& history : histories.all) {
        const auto next = std::ranges::find_if(history->entries(), [&](const EntryNote& entry) {
            return position < entry.seq && entry.seq <= histories.head;
        });
        last = next == history->entries().end() ? last : std::min(last, day_of(next->recorded));
    }
    return last;
}

}  // namespace

Day day_in(const Json& value) {
    const auto day = parse_day(value.is_string() ? value.get<std::string>() : std::string());
    return day ? *day : never;
}

Window window_in(const Json& value) {
    using namespace std::chrono;
    const auto drawable = [](Day day) { return std::clamp(day, Day{sys_days{1y / January / 1}}, final_day); };
    const auto from = drawable(day_in(value.at("from")));
    return {.from = from, .to = std::max(from, drawable(day_in(value.at("to"))))};
}

std::vector<Stretch> stretches_in(const Json& stretches) {
    std::vector<Stretch> all;
    for (const auto& stretch : stretches) {
        TermStanding standing;
        standing.status = status_in(stretch.at("status"));
        standing.certain = stretch.at("certain") == true;
        for (const auto& status : stretch.at("possible")) {
            standing.possible.push_back(status_in(status));
        }
        all.push_back(
            {.first = day_in(stretch.at("from")),
             .last = day_in(stretch.at("through")),
             .standing = std::move(standing),
             .because = {}});
    }
    return all;
}

Viewpoint viewpoint_in(const Json& as_of, const Json& document, const Histories& histories, Day today) {
    Viewpoint viewpoint{
        .asked = {.on = day_in(as_of.at("on")), .known_at = {}, .announced_by = {}},
        .position = Seq{as_of.at("position").get<std::uint64_t>()},
        .knowledge = today,
        .today = today};
    if (!as_of.at("announced_by").is_null()) {
        viewpoint.asked.announced_by = day_in(as_of.at("announced_by"));
        viewpoint.knowledge = std::min(viewpoint.knowledge, *viewpoint.asked.announced_by);
    }
    if (as_of.at("known_at").is_string()) {
        if (const auto known_at = parse_known_at(as_of.at("known_at").get<std::string>())) {
            const auto* instant = std::get_if<Instant>(&known_at->point);
            const auto* day = std::get_if<Day>(&known_at->point);
            const auto known_on = instant ? day_of(*instant)
                                  : day   ? *day
                                          : last_day_of(viewpoint.position, histories, today);
            viewpoint.knowledge = std::min(viewpoint.knowledge, known_on);
        }
    }
    if (document.at("cite").is_null()) {
        viewpoint.supposed_after = histories.head;
    }
    return viewpoint;
}

std::string name_in_lane(const Json& terms, std::size_t place) {
    const auto name = terms[place].at("term").get<std::string>();
    const auto depth = terms[place].at("depth").get<std::size_t>();
    for (auto above = place; above-- > 0;) {
        if (terms[above].at("depth").get<std::size_t>() < depth) {
            const auto cut = terms[above].at("term").get<std::string>().size();
            return name.substr(std::min(cut, name.size()));
        }
    }
    return name;
}

}  // namespace entente::cli
