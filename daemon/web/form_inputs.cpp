#include <entente/daemon/web/form_inputs.hpp>

#include <algorithm>

namespace entente::daemon {
namespace {

std::string_view class_of(Room room) {
    return room == Room::whole_line ? "field long" : room == Room::rest_of_line ? "field rest" : "field";
}

std::string hint_id(std::string_view name) {
    return id_of(name) + "-hint";
}

std::optional<std::string> unless_empty(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(std::string(text));
}

std::optional<std::string> described_by(const LineField& field) {
    return field.hint.empty() ? std::nullopt : std::optional(hint_id(field.name));
}

}  // namespace

std::string id_of(std::string_view name) {
    std::string id(name);
    std::ranges::replace(id, '.', '-');
    return id;
}

Markup labelled(std::string_view name, std::string_view label, const Markup& input, std::string_view hint, Room room) {
    return element(
        "div", {{"class", class_of(room)}}, element("label", {{"for", id_of(name)}}, label), input,
        hint.empty() ? Markup() : element("small", {{"id", hint_id(name)}}, hint));
}

Markup line_field(const LineField& field) {
    const Attributes attributes{
        {"type", "text"},
        {"id", id_of(field.name)},
        {"name", field.name},
        {"value", field.value},
        {"autocomplete", "off"},
        {"required", field.required},
        {"list", unless_empty(field.offers)},
        {"aria-describedby", described_by(field)}};
    return labelled(field.name, field.label, leaf("input", attributes), field.hint, field.room);
}

Markup area_field(const LineField& field) {
    const Attributes attributes{
        {"id", id_of(field.name)},
        {"name", field.name},
        {"rows", "2"},
        {"required", field.required},
        {"aria-describedby", described_by(field)}};
    return labelled(
        field.name, field.label, element("textarea", attributes, field.value), field.hint, Room::whole_line);
}

Markup offered(std::string_view id, const Offered& words) {
    Markup options;
    constexpr std::size_t offered_max = 500;  // a longer list helps nobody, and would be most of the page
    std::size_t count = 0;
    for (const auto& [word, told] : words) {
        if (++count > offered_max) {
            break;
        }
        options.add(element("option", {{"value", word}}, told.empty() ? word : told));
    }
    return element("datalist", {{"id", id}}, options);
}

Markup choice_of(
    const std::string& name, const std::string& chosen,
    std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
    Markup options;
    for (const auto& [value, words] : pairs) {
        options.add(element("option", {{"value", value}, {"selected", value == chosen}}, words));
    }
    return element("select", {{"id", id_of(name)}, {"name", name}}, options);
}

Markup form_step(std::string_view deed, const std::string& words, std::string_view place) {
    return element(
        "button",
        {{"type", "submit"},
         {"class", "second"},
         {"name", "do"},
         {"value", deed},
         {"formnovalidate", true},
         {"formaction", Url::path({"append"}).at_place(place)}},
        words);
}

}  // namespace entente::daemon
