#include <entente/core/date_advice.hpp>

#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include <entente/core/date.hpp>
#include <entente/core/date_words.hpp>
#include <entente/core/shape.hpp>

namespace entente {
namespace {

struct Advice {
    std::string words;      ///< `write`
    std::string date = {};  ///< what to write, where the words do not say it; good only if it is a date
};

std::string without(std::string_view text, std::string_view unwanted) {
    std::string kept(text);
    std::erase_if(kept, [unwanted](char c) { return unwanted.find(c) != std::string_view::npos; });
    return kept;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> parts;
    for (auto end = text.find_first_of(separators); end != std::string_view::npos;
         end = text.find_first_of(separators)) {
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    parts.push_back(text);
    return parts;
}

/// ` 2026-04`, `[2025 .. 2026]`, and `2026–04–27` with the dashes that word processors put there.
std::optional<Advice> tidied(std::string_view text) {
    auto tidy = without(text, " \t\r\n");
    for (const std::string_view dash : {"‐", "‑", "–", "—", "−"}) {
        for (auto at = tidy.find(dash); at != std::string::npos; at = tidy.find(dash)) {
            tidy.replace(at, dash.size(), "-");
        }
    }
    return tidy == text ? std::nullopt : std::optional(Advice{"write", tidy});
}

/// `2026-04-27T14:03:11Z`
std::optional<Advice> time_of_day(std::string_view text) {
    if (text.size() < 12 || !has_shape(text.substr(0, 10), "####-##-##") || !is_digit(text[11]) ||
        (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) {
        return std::nullopt;
    }
    return Advice{"a date has no time of day; write", std::string(text.substr(0, 10))};
}

/// `20260427`
std::optional<Advice> without_hyphens(std::string_view text) {
    if (!has_shape(text, "########")) {
        return std::nullopt;
    }
    return Advice{"write", fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2))};
}

/// `2026-4-7`, `2026/04/27`, `04/2026`, `27.04.2026`, `4/27/2026`
std::optional<Advice> numbers_in_another_order(std::string_view text) {
    auto parts = split(text, "-./ ");
    if (parts.size() < 2 || parts.size() > 3 || !std::ranges::all_of(parts, all_digits)) {
        return std::nullopt;
    }
    const bool year_last = parts.back().size() == 4;
    if (year_last) {
        std::ranges::reverse(parts);
    }
    const auto too_long = [](std::string_view part) { return part.size() > 2; };
    if (parts.front().size() != 4 || std::any_of(parts.begin() + 1, parts.end(), too_long)) {
        return std::nullopt;
    }
    const auto m = number(parts[1]);
    if (parts.size() == 2) {
        return Advice{"write", fmt::format("{}-{:02}", parts[0], m)};
    }
    const auto d = number(parts[2]);
    const auto day_first = fmt::format("{}-{:02}-{:02}", parts[0], m, d);
    const auto month_first = fmt::format("{}-{:02}-{:02}", parts[0], d, m);
    if (year_last && m > 12) {
        return Advice{"write", month_first};
    }
    if (year_last && d <= 12 && d != m && text.find('/') != std::string_view::npos) {
        return Advice{fmt::format("people read it as {} or {}; write the one meant", day_first, month_first)};
    }
    return Advice{"write", day_first};
}

/// `27 April 2026`, `Q2 2026`, `late 2026`, `ca. 2026`
std::optional<Advice> words_of_the_news(std::string_view text) {
    auto date = spelled_in_digits(text);
    if (!date) {
        return std::nullopt;
    }
    return Advice{date->starts_with('[') ? "write the months meant, such as" : "write", std::move(*date)};
}

/// `2026-XX`, `2026-04-XX`, `202X`, `20XX`
std::optional<Advice> digits_left_out(std::string_view text) {
    const auto known = text.substr(0, text.find_first_of("Xx"));
    if (known.size() == text.size() || text.find_first_not_of("-Xx", known.size()) != std::string_view::npos) {
        return std::nullopt;
    }
    if (has_shape(known, "####-") || has_shape(known, "####-##-")) {
        return Advice{"what is not known is left out; write", std::string(known.substr(0, known.size() - 1))};
    }
    if (text.size() == 4 && all_digits(known)) {
        return Advice{"write", fmt::format("[{:0<4}..{:9<4}]", known, known)};
    }
    return Advice{"X is not read as a digit; write the first and the last day it may be, as in [2020..2029]"};
}

/// `2026/2027`, `2026/..`, `../2026`
std::optional<Advice> interval(std::string_view text) {
    const auto parts = split(text, "/");
    if (parts.size() != 2) {
        return std::nullopt;
    }
    const auto begin = without(parts[0], "~?%");
    const auto end = without(parts[1], "~?%");
    const auto open = [](std::string_view side) { return side.empty() || side == ".."; };
    if (has_date_shape(begin) && has_date_shape(end)) {
        return Advice{"an interval is no date; for some day in it write", fmt::format("[{}..{}]", begin, end)};
    }
    if (has_date_shape(begin) && open(end)) {
        return Advice{"an interval is no date; for where it begins write", begin};
    }
    if (open(begin) && has_date_shape(end)) {
        return Advice{"an interval is no date; for some day up to its end write", fmt::format("[..{}]", end)};
    }
    return std::nullopt;
}

/// `2025..2026`, `{2025..2026}`, `[2025,2026]`, `[2025~..2026]`, `[2025..]`
std::optional<Advice> range(std::string_view text) {
    const auto inner = without(text, "[]{}~?%");
    const auto first = inner.substr(0, inner.find_first_of(",."));
    const auto last = inner.substr(inner.find_last_of(",.") + 1);
    if (first.size() == inner.size() || !(first.empty() || has_date_shape(first))) {
        return std::nullopt;
    }
    if (inner == first + ".." && !first.empty()) {
        return Advice{fmt::format("write the last day it may be, too, as in [{}..9999]", first)};
    }
    if (!has_date_shape(last)) {
        return std::nullopt;
    }
    return Advice{"for some day from the first to the last of these write", fmt::format("[{}..{}]", first, last)};
}

/// `~2026-04`, `2026?-04`, `2026~?`
std::optional<Advice> qualifier_elsewhere(std::string_view text) {
    const auto date = without(text, "~?%");
    if (date.size() == text.size() || !has_date_shape(date)) {
        return std::nullopt;
    }
    const bool approximate = text.find('~') != std::string_view::npos;
    const bool uncertain = text.find('?') != std::string_view::npos;
    const char qualifier = approximate == uncertain ? '%' : approximate ? '~' : '?';
    return Advice{"one of ~, ? and % stands at the end; write", date + qualifier};
}

/// `Y12000`, `-0043`, `+2026`, `12026`, `26`, `27.04.26`
std::optional<Advice> other_years(std::string_view text) {
    const bool prefixed = text.find_first_of("Yy+-") == 0;
    const auto numbers = split(text.substr(prefixed ? 1 : 0), "-./");
    const auto is_year = [](std::string_view part) { return part.size() == 4; };
    if (!std::ranges::all_of(numbers, all_digits) || (!prefixed && std::ranges::any_of(numbers, is_year))) {
        return std::nullopt;
    }
    return Advice{"years run 0001 to 9999, in four digits and nothing else"};
}

constexpr std::optional<Advice> (*rules[])(std::string_view) = {
    tidied,          time_of_day, without_hyphens, numbers_in_another_order, words_of_the_news,
    digits_left_out, interval,    range,           qualifier_elsewhere,      other_years,
};

/// The months that ISO 8601-2 counts as 21, 22, …: four seasons anywhere, in the north and in the south, quarters,
/// thirds and halves of a year.
struct Months {
    unsigned first;
    unsigned last;
};
constexpr Months months_from_21[] = {
    {3, 5}, {6, 8}, {9, 11}, {12, 14}, {3, 5},   {6, 8}, {9, 11}, {12, 14}, {9, 11}, {12, 14}, {3, 5},
    {6, 8}, {1, 3}, {4, 6},  {7, 9},   {10, 12}, {1, 4}, {5, 8},  {9, 12},  {1, 6},  {7, 12},
};

}  // namespace

std::string date_advice(std::string_view text) {
    constexpr std::size_t guessed_bytes_max = 60;  // no spelling of a date is longer
    for (const auto rule : rules) {
        const auto advice = text.size() <= guessed_bytes_max ? rule(text) : std::nullopt;
        if (advice && advice->date.empty()) {
            return advice->words;
        }
        if (advice && parse_date(advice->date)) {  // `31.02.2026` in another spelling is no better
            return fmt::format("{} {}", advice->words, advice->date);
        }
    }
    return "write 2026, 2026-04 or 2026-04-27, with ~, ? or % behind it where that is in doubt, or [2025..2026-04]";
}

std::string month_advice(unsigned year, unsigned month) {
    const auto counted = month - 21;
    if (counted >= std::size(months_from_21)) {
        return "months run 01 to 12";
    }
    const auto [first, last] = months_from_21[counted];
    return fmt::format(
        "months run 01 to 12; for a season or quarter write the months meant, such as {}",
        months_spelled(year, first, std::min(last, year < 9999 ? 14U : 12U)));
}

}  // namespace entente
