#include <entente/daemon/web/typed_words.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include <entente/core/date.hpp>

namespace entente::daemon {
namespace {

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};

/// In small letters, what stands between blanks and commas.
std::vector<std::string> words_in(std::string_view typed) {
    std::vector<std::string> words(1);
    for (const char c : typed) {
        if (c == ' ' || c == ',' || c == '\t') {
            words.emplace_back();
        } else {
            words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    std::erase_if(words, [](const std::string& word) { return word.empty() || word == "of"; });
    return words;
}

/// `april`, `apr`, `apr.`
std::optional<unsigned> month_of(std::string_view word) {
    if (word.ends_with('.')) {
        word.remove_suffix(1);
    }
    constexpr std::size_t letters_min = 3;
    const auto found = std::ranges::find_if(
        months, [&](std::string_view month) { return word.size() >= letters_min && month.starts_with(word); });
    return found == months.end() ? std::nullopt : std::optional(static_cast<unsigned>(found - months.begin()) + 1);
}

/// `27`, `27th`
std::optional<unsigned> number_of(std::string_view word) {
    unsigned number = 0;
    const auto [stopped, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const std::string_view rest(stopped, static_cast<std::size_t>(word.data() + word.size() - stopped));
    const bool is_number =
        error == std::errc{} && (rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th");
    return is_number ? std::optional(number) : std::nullopt;
}

bool is_weekday(std::string_view word) {
    constexpr std::array<std::string_view, 7> days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    return std::ranges::any_of(days, [&](std::string_view day) { return word.starts_with(day); });
}

}  // namespace

std::string date_meant(std::string_view typed) {
    auto words = words_in(typed);
    if (words.size() > 2 && !month_of(words.front()) && !number_of(words.front()) && is_weekday(words.front())) {
        words.erase(words.begin());
    }
    if (words.size() < 2 || words.size() > 3) {
        return std::string(typed);
    }
    const auto year = number_of(words.back());
    constexpr unsigned year_min = 1'000;
    constexpr unsigned year_max = 9'999;
    if (!year || *year < year_min || *year > year_max) {
        return std::string(typed);
    }
    const bool month_first = month_of(words.front()).has_value();
    const auto month = month_first ? month_of(words.front()) : month_of(words[1]);
    if (words.size() == 2) {
        return month_first ? fmt::format("{:04}-{:02}", *year, *month) : std::string(typed);
    }
    const auto day = number_of(month_first ? words[1] : words[0]);
    auto written = month && day ? fmt::format("{:04}-{:02}-{:02}", *year, *month, *day) : std::string(typed);
    return parse_date(written) ? written : std::string(typed);
}

std::string id_meant(std::string_view typed) {
    std::string id;
    for (const char c : typed) {
        const auto small = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        if (small == ' ' || small == '\t') {
            id += id.empty() || id.back() == '-' ? "" : "-";
        } else if (
            ('a' <= small && small <= 'z') || ('0' <= small && small <= '9') || small == '.' || small == '_' ||
            small == '-') {
            id += small;
        }
    }
    while (id.ends_with('-')) {
        id.pop_back();
    }
    return id.empty() ? std::string(typed) : id;  // what cannot be one is shown as it is, and refused by name
}

std::string path_meant(std::string_view typed) {
    std::string path;
    while (!typed.empty()) {
        const auto part = typed.substr(0, typed.find('/'));
        typed.remove_prefix(std::min(part.size() + 1, typed.size()));
        path += (path.empty() ? "" : "/") + id_meant(part);
    }
    return path;
}

std::string moment_meant(std::string_view typed) {
    if (typed.starts_with('{') || typed.find_first_not_of("0123456789-~?%[].") == std::string_view::npos) {
        return std::string(typed);
    }
    auto date = date_meant(typed);
    return date == typed ? id_meant(typed) : date;
}

}  // namespace entente::daemon
