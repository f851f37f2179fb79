/// Fields of a form: an input with its label and its hint.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include <entente/daemon/web/known_words.hpp>
#include <entente/daemon/web/markup.hpp>
#include <entente/events/vocabulary.hpp>

namespace entente::daemon {

enum class Room : std::uint8_t { one_column, rest_of_line, whole_line };

/// `e0.term` is sent by that name, and stands on the page as `e0-term`.
[[nodiscard]] std::string id_of(std::string_view name);

struct LineField {
    std::string name;
    std::string_view label;
    std::string value;
    std::string_view hint = {};
    std::string_view offers = {};  ///< the id of a list of `offered`
    bool required = false;
    Room room = Room::one_column;
};

[[nodiscard]] Markup line_field(const LineField& field);
[[nodiscard]] Markup area_field(const LineField& field);  ///< for several lines

/// An input of any kind with its label; the hint gets the id that `aria-describedby` names.
[[nodiscard]] Markup labelled(
    std::string_view name, std::string_view label, const Markup& input, std::string_view hint,
    Room room = Room::one_column);

/// Words that inputs offer, each with what is told of it; up to 500.
[[nodiscard]] Markup offered(std::string_view id, const Offered& words);

[[nodiscard]] Markup choice_of(
    const std::string& name, const std::string& chosen,
    std::initializer_list<std::pair<std::string_view, std::string_view>> pairs);

/// A choice of a vocabulary; the sentence of each word stands with it.
template <typename Enum>
[[nodiscard]] Markup choice(
    const std::string& name, const std::string& chosen, std::string_view unsaid, bool required) {
    Markup options = element("option", {{"value", ""}}, unsaid);
    for (const auto& word : vocabulary<Enum>()) {
        options.add(element(
            "option", {{"value", word.word}, {"selected", word.word == chosen}}, spaced(word.word), ": ",
            word.sentence));
    }
    return element("select", {{"id", id_of(name)}, {"name", name}, {"required", required}}, options);
}

/// A button that changes the form and leads on to a place in it.
[[nodiscard]] Markup form_step(std::string_view deed, const std::string& words, std::string_view place);

}  // namespace entente::daemon
