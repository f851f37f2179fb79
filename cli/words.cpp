#include <entente/cli/words.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/text_width.hpp>
#include <entente/core/date.hpp>
#include <entente/core/duration.hpp>

namespace entente::cli {
namespace {

bool is_word(const Json& value) {
    return value.is_string();
}

std::string region_of(const Json& region) {
    if (region.is_object() && region.contains("except")) {
        const auto only = region.contains("only") ? list_of(region.at("only")) + " " : std::string();
        return only + "except " + list_of(region.at("except"));
    }
    return list_of(region);
}

std::string end_of(const Json& end) {
    if (is_word(end)) {
        const auto word = end.get<std::string>();
        constexpr std::array<std::pair<std::string_view, std::string_view>, 4> words{
            {{"perpetual", "perpetual"},
             {"open", "until somebody acts"},
             {"not_stated", "not stated"},
             {"unknown", "ends, nobody says when"}}};
        for (const auto& [known, said] : words) {
            if (known == word) {
                return std::string(said);
            }
        }
        return harmless(word);
    }
    for (const auto& [word, what] : end.items()) {
        if (word == "last_of" || word == "first_of") {
            std::string all;
            for (const auto& one : what) {
                all += fmt::format("{}{}", all.empty() ? "" : "; ", end_of(one));
            }
            return fmt::format("{} of ({})", word == "last_of" ? "the last" : "the first", all);
        }
        if (what.is_object()) {
            const auto moment = moment_of(what);
            const bool at_once = moment.starts_with("upon ");
            const auto when = at_once ? moment.substr(5) + " is reached" : moment;
            return word == "before" ? "until " + when : at_once ? "through the day " + when : "through " + when;
        }
        return fmt::format("{} {}", word, moment_of(what));
    }
    return {};
}

std::string host_of(std::string_view url) {
    const auto scheme = url.find("://");
    auto host = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    return harmless(host.starts_with("www.") ? host.substr(4) : host);
}

/// `38,000,000,000` for `38000000000`.
std::string grouped(std::string amount) {
    const auto point = std::min(amount.find('.'), amount.size());
    const std::size_t first = amount.starts_with('-') ? 1 : 0;
    for (auto at = point; at > first + 3; at -= 3) {
        amount.insert(at - 3, ",");
    }
    return amount;
}

std::string plural(std::uint32_t count, std::string_view unit) {
    return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
}

}  // namespace

std::string text_of(const Json& value) {
    return value.is_null() ? std::string() : harmless(value.is_string() ? value.get<std::string>() : value.dump());
}

std::string list_of(const Json& list, std::string_view between) {
    std::string all;
    for (const auto& one : list) {
        all += fmt::format("{}{}", all.empty() ? "" : between, text_of(one));
    }
    return all;
}

std::string span_of(const Json& span) {
    if (span.is_null()) {
        return {};
    }
    const auto earliest = text_of(span.at("earliest"));
    const auto latest = text_of(span.at("latest"));
    if (earliest == latest) {
        return earliest;
    }
    for (const std::size_t precision : {std::size_t{4}, std::size_t{7}}) {
        const auto date = parse_date(earliest.substr(0, precision));
        if (date && text(days_of(*date).earliest) == earliest && text(days_of(*date).latest) == latest) {
            return earliest.substr(0, precision);
        }
    }
    return fmt::format("{} … {}", earliest, latest);
}

std::string since_of(const Json& state) {
    const auto begins = span_of(state.at("begins"));
    return begins.empty() ? span_of(state.at("since")) : fmt::format("begins {}", begins);
}

std::string duration_of(std::string_view written) {
    const auto duration = parse_duration(written);
    if (!duration) {
        return harmless(written);
    }
    std::string all;
    const auto add = [&](std::optional<std::uint32_t> count, std::string_view unit) {
        if (count) {
            all += fmt::format("{}{}", all.empty() ? "" : " and ", plural(*count, unit));
        }
    };
    add(duration->years, "year");
    add(duration->months, "month");
    add(duration->weeks, "week");
    add(duration->days, "day");
    return all;
}

std::string moment_of(const Json& moment) {
    if (!moment.is_object()) {
        return text_of(moment);
    }
    const auto milestone = text_of(moment.at("upon"));
    if (moment.contains("plus") && !moment.at("plus").is_null()) {
        return fmt::format("{} after {}", duration_of(moment.at("plus").get<std::string>()), milestone);
    }
    return "upon " + milestone;
}

std::string ends_of(const Json& ends) {
    if (ends.empty()) {
        return "not stated";
    }
    if (!ends.is_array()) {
        return end_of(ends);
    }
    std::string all;
    for (const auto& end : ends) {
        all += fmt::format("{}{}", all.empty() ? "" : " or ", end_of(end));
    }
    return ends.size() > 1 ? all + ", whichever is first" : all;
}

std::string value_of(const Json& value, std::string_view path) {
    if (value.is_null()) {
        return "–";
    }
    if (path == "ends") {
        return ends_of(value);
    }
    if (path.starts_with("days/")) {
        return moment_of(value);
    }
    if (path.starts_with("scope/")) {
        return region_of(value);
    }
    if (value.is_boolean()) {
        return value.get<bool>() ? "yes" : "no";
    }
    if (value.is_object() && value.contains("amount") && value.contains("currency")) {
        return fmt::format("{} {}", grouped(text_of(value.at("amount"))), text_of(value.at("currency")));
    }
    if (value.is_object() && value.contains("earliest")) {
        return span_of(value);
    }
    if (value.is_array()) {
        return value.empty() ? "none" : list_of(value, path == "conditions" ? "; " : ", ");
    }
    if (path == "status") {
        return spaced(text_of(value));
    }
    return value.is_object() && path.empty() == false && value.contains("upon") ? moment_of(value) : text_of(value);
}

std::string spaced(std::string_view word) {
    std::string text = harmless(word);
    for (auto& c : text) {
        c = c == '_' ? ' ' : c;
    }
    return text;
}

std::string_view mark_of(std::string_view status) {
    if (status == "in_force" || status == "member") {
        return "●";
    }
    if (status == "suspended") {
        return "‖";
    }
    if (status == "pending" || status == "expected") {
        return "○";
    }
    return status == "proposed" ? "◌" : "·";
}

Style style_of(std::string_view status) {
    if (status == "in_force" || status == "member") {
        return Style::good;
    }
    if (status == "suspended") {
        return Style::doubtful;
    }
    return status == "pending" || status == "proposed" || status == "expected" ? Style::plain : Style::dim;
}

std::string doubt_of(std::string_view reason) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> doubts{
        {{"milestone_open", "a milestone may have been reached since"},
         {"end_unknown", "it is known to end, but not when"},
         {"imprecise_date", "a date is not exact"},
         {"rumoured", "it rests on a rumour"}}};
    for (const auto& [word, said] : doubts) {
        if (word == reason) {
            return std::string(said);
        }
    }
    return spaced(reason);
}

std::string source_in_short(const Json& source) {
    const auto url = source.value("url", Json());
    auto name = is_word(url) && !url.get<std::string>().empty() ? host_of(url.get<std::string>())
                                                                : text_of(source.value("publisher", Json()));
    const auto published = text_of(source.value("published", Json()));
    return published.empty() ? name : fmt::format("{} {}", name, published);
}

std::string source_in_full(const Json& source) {
    const auto url = text_of(source.value("url", Json()));
    const auto publisher = text_of(source.value("publisher", Json()));
    const auto published = text_of(source.value("published", Json()));
    auto behind = url.empty() ? std::string() : publisher;
    behind += published.empty() ? "" : (behind.empty() ? "" : ", ") + published;
    auto all = url.empty() ? publisher : url;
    all += behind.empty() ? "" : fmt::format(" ({})", behind);
    return source.value("stance", "") == "contradicts" ? all + ", says otherwise" : all;
}

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
    return fmt::format("{} {}", count, count == 1 ? one : several);
}

}  // namespace entente::cli
