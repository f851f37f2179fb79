#include <entente/cli/listings.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/table.hpp>

namespace entente::cli {

std::string draw_parties(const Json& document, const Terminal& terminal) {
    auto text = document.at("alliance").is_null() ? as_of_in_words(document) + "\n" : heading(document, terminal);
    const auto table = parties_table(document.at("parties"), terminal);
    return text + "\n" + (table.empty() ? "Nobody is a party then.\n" : table);
}

std::string draw_alliances(const Json& document, const Terminal& terminal) {
    Table table(
        {{"ALLIANCE", 24, 32},
         {"TITLE", 10, 40},
         {"PARTIES", 12, 40},
         {"TERMS", 5, 8, Column::Align::right},
         {"ENTRIES", 7, 8, Column::Align::right},
         {"LATEST", 10, 22}});
    for (const auto& alliance : document.at("alliances")) {
        table.add(
            {.cells = {
                 {text_of(alliance.at("alliance")), Style::bold},
                 {text_of(alliance.at("title"))},
                 {list_of(alliance.at("parties"))},
                 {text_of(alliance.at("terms_in_force"))},
                 {text_of(alliance.at("entries"))},
                 {text_of(alliance.at("last_announced"))}}});
    }
    if (table.empty()) {
        return "The log holds no alliance yet; `entente form --help` or `entente append --help` says how one comes "
               "in.\n";
    }
    return as_of_in_words(document) + "\n\n" + table.drawn(terminal);
}

std::string parties_table(const Json& parties, const Terminal& terminal) {
    Table table(
        {{"ALLIANCE", 20, 30},
         {"PARTY", 8, 24},
         {"NAME", 8, 34},
         {"ROLE", 6, 24},
         {"STATUS", 8, 14},
         {"SINCE", 8, 24}});
    for (const auto& party : parties) {
        const auto status = text_of(party.at("status"));
        table.add(
            {.cells = {
                 {text_of(party.value("alliance", Json()))},
                 {text_of(party.at("party")), Style::bold},
                 {text_of(party.at("name"))},
                 {text_of(party.at("role"))},
                 {fmt::format("{} {}", mark_of(status), spaced(status)), style_of(status)},
                 {since_of(party)}}});
    }
    return table.empty() ? std::string() : table.drawn(terminal);
}

std::string as_of_in_words(const Json& document) {
    const auto& as_of = document.at("as_of");
    auto words = "on " + text_of(as_of.at("on"));
    if (!as_of.at("announced_by").is_null()) {
        words += ", as announced by " + text_of(as_of.at("announced_by"));
    }
    const auto known = text_of(as_of.at("known_at"));
    const auto position = text_of(as_of.at("position"));
    words += known.empty() || known.starts_with('@') ? fmt::format(", as recorded up to #{}", position)
                                                     : fmt::format(", as recorded by {} (up to #{})", known, position);
    const bool imagined = document.contains("cite") && document.at("cite").is_null();
    return imagined ? words + ", with entries imagined on top" : words;
}

std::string heading(const Json& document, const Terminal& terminal) {
    const auto id = text_of(document.at("alliance"));
    const auto title = text_of(document.value("title", Json()));
    const auto name = title.empty() ? id : fmt::format("{} ({})", title, id);
    return terminal.styled(name, Style::bold) + "\n" + as_of_in_words(document) + "\n";
}

}  // namespace entente::cli
