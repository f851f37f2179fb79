#include <entente/core/date_words.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <utility>

#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/core/shape.hpp>

namespace entente {
namespace {

constexpr std::array<std::string_view, 12> month_names = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};

/// Months of a year under one word. What winter is, and where late begins, is for the writer to say: these are
/// proposals.
struct Stretch {
    std::string_view word;
    unsigned first;
    unsigned last;
};
constexpr Stretch stretches[] = {
    {"q1", 1, 3},     {"q2", 4, 6},      {"q3", 7, 9},    {"q4", 10, 12},     {"h1", 1, 6},
    {"h2", 7, 12},    {"early", 1, 4},   {"mid", 5, 8},   {"late", 9, 12},    {"spring", 3, 5},
    {"summer", 6, 8}, {"autumn", 9, 11}, {"fall", 9, 11}, {"winter", 12, 14},
};

constexpr std::string_view words_for_roughly[] = {"c", "ca", "circa", "about", "around", "approximately"};
constexpr std::string_view fillers[] = {"st", "nd", "rd", "th", "of", "in", "the", "on"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

/// Takes the next run of digits, or of letters with the digit that makes them a quarter or a half, in lower case;
/// empty at the end of the text.
std::string take_word(std::string_view& text) {
    while (!text.empty() && !is_digit(text.front()) && !is_letter(text.front())) {
        text.remove_prefix(1);
    }
    const auto run = [&text](auto belongs) { return std::ranges::find_if_not(text, belongs) - text.begin(); };
    auto width = static_cast<std::size_t>(text.empty() || is_digit(text.front()) ? run(is_digit) : run(is_letter));
    const bool counts = width == 1 && std::string_view{"QqHh"}.find(text.front()) != std::string_view::npos;
    width += counts && text.size() > 1 && is_digit(text[1]) ? 1 : 0;
    std::string word(text.substr(0, width));
    std::ranges::transform(word, word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    text.remove_prefix(width);
    return word;
}

/// 4 for `apr`, `sept` and the like; 0 for what is no month.
unsigned month_named(std::string_view word) {
    const auto begins_so = [word](std::string_view name) {
        return word.size() >= 3 && std::ranges::equal(word, name.substr(0, word.size()), [](char a, char b) {
                   return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
               });
    };
    const auto found = std::ranges::find_if(month_names, begins_so);
    return found == month_names.end() ? 0 : static_cast<unsigned>(found - month_names.begin()) + 1;
}

/// What the words say, each at most once; 0 for what none says.
struct Said {
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const Stretch* stretch = nullptr;
    bool roughly = false;

    /// Whether the word is known and says nothing twice.
    bool add(std::string_view word) {
        const auto once = [](unsigned& field, unsigned value) { return std::exchange(field, value) == 0; };
        if (has_shape(word, "####")) {
            return once(year, number(word));
        }
        if (has_shape(word, "##") || has_shape(word, "#")) {
            return once(day, number(word));
        }
        if (const auto named = month_named(word); named != 0) {
            return once(month, named);
        }
        if (const auto* found = std::ranges::find(stretches, word, &Stretch::word); found != std::end(stretches)) {
            return std::exchange(stretch, found) == nullptr;
        }
        if (is_one_of(word, words_for_roughly)) {
            return !std::exchange(roughly, true);
        }
        return is_one_of(word, fillers);
    }
};

}  // namespace

std::string_view month_name(unsigned month) {
    ENTENTE_ASSERT(1 <= month && month <= 12);
    return month_names[month - 1];
}

std::string months_spelled(unsigned year, unsigned first, unsigned last) {
    const auto spelled = [year](unsigned m) {
        return fmt::format("{:04}-{:02}", year + (m - 1) / 12, (m - 1) % 12 + 1);
    };
    return fmt::format("[{}..{}]", spelled(first), spelled(last));
}

std::optional<std::string> spelled_in_digits(std::string_view text) {
    if (std::ranges::none_of(text, is_letter)) {
        return std::nullopt;
    }
    Said said;
    for (auto word = take_word(text); !word.empty(); word = take_word(text)) {
        if (!said.add(word)) {
            return std::nullopt;
        }
    }
    if (said.year == 0 || (said.day != 0 && said.month == 0) || (said.stretch != nullptr && said.month != 0)) {
        return std::nullopt;
    }
    if (said.stretch != nullptr) {
        return months_spelled(said.year, said.stretch->first, said.stretch->last);
    }
    auto spelled = fmt::format("{:04}", said.year);
    spelled += said.month != 0 ? fmt::format("-{:02}", said.month) : "";
    spelled += said.day != 0 ? fmt::format("-{:02}", said.day) : "";
    return said.roughly ? spelled + '~' : spelled;
}

}  // namespace entente
