#include <algorithm>

#include <fmt/format.h>

#include <entente/daemon/web/rights_sheet.hpp>

namespace entente::daemon {
namespace {

Markup options(std::string_view id, const std::set<std::string>& words) {
    Markup list;
    for (const auto& word : words) {
        list.add(element("option", {{"value", word}}));
    }
    return element("datalist", {{"id", id}}, list);
}

/// Parties are found by their names, too.
Markup party_options(const std::map<std::string, std::string>& parties) {
    Markup list;
    for (const auto& [party, name] : parties) {
        list.add(element("option", {{"value", party}}, name.empty() ? party : name));
    }
    return element("datalist", {{"id", "known-party"}}, list);
}

Markup text_field(
    std::string_view name, std::string_view label, const std::string& value, std::string_view placeholder,
    bool required) {
    const auto id = fmt::format("may-{}", name);
    return element(
        "div", {{"class", "field"}}, element("label", {{"for", id}}, label),
        leaf(
            "input", {{"type", "text"},
                      {"id", id},
                      {"name", name},
                      {"value", value},
                      {"list", fmt::format("known-{}", name)},
                      {"placeholder", placeholder},
                      {"autocomplete", "off"},
                      {"required", required}}));
}

std::string question(const RightsAsked& asked, const PartyNames& names) {
    return asked.party.empty()
               ? fmt::format("Who may {} {}?", spaced(asked.action), asked.subject)
               : fmt::format("May {} {} {}?", names.of(asked.party), spaced(asked.action), asked.subject);
}

}  // namespace

Url address_of(const RightsAsked& asked) {
    return asked.viewing.at(Url::path({"rights"})
                                .with("party", asked.party)
                                .with("action", asked.action)
                                .with("subject", asked.subject)
                                .with("scope", asked.scope)
                                .with("alliance", asked.alliance));
}

Markup rights_form(const LogWords& words, const RightsAsked& asked) {
    const auto hidden = [](std::string_view name, const std::string& value) {
        return value.empty() ? Markup() : leaf("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
    };
    return element(
        "form", {{"class", "question"}, {"action", Url::path({"rights"})}, {"method", "get"}},
        text_field("party", "May", asked.party, "everybody", false),
        text_field("action", "do", asked.action, "host", true),
        text_field("subject", "with", asked.subject, "openai/products/api", true),
        element(
            "div", {{"class", "field"}}, element("label", {{"for", "may-on"}}, "on"),
            leaf("input", {{"type", "date"}, {"id", "may-on"}, {"name", "on"}, {"value", text(asked.on)}})),
        hidden("known_at", asked.viewing.known_at), hidden("announced_by", asked.viewing.announced_by),
        hidden("scope", asked.scope), hidden("alliance", asked.alliance),
        element("button", {{"type", "submit"}}, "Ask"), party_options(words.parties),
        options("known-action", words.actions()), options("known-subject", words.subjects()));
}

Markup questions(
    std::string_view lead, const std::vector<Matter>& matters, const RightsAsked& asked, const PartyNames& names) {
    if (matters.empty()) {
        return {};
    }
    Markup items;
    for (const auto& matter : matters) {
        auto other = asked;
        other.action = matter.action;
        other.subject = matter.subject;
        items.add(element("li", link(address_of(other), question(other, names))));
    }
    return element("div", {{"class", "questions"}}, element("p", lead), element("ul", items));
}

Markup example_questions(const LogWords& words, const RightsAsked& asked) {
    constexpr std::size_t examples = 3;
    std::vector<Matter> some;
    for (const auto& matter : words.exclusive) {
        if (some.size() < examples && std::ranges::find(some, matter) == some.end()) {
            some.push_back(matter);
        }
    }
    return questions("For example, what one party alone may do on this day:", some, asked, words.names());
}

RightsAsked as_meant(RightsAsked asked, const LogWords& words) {
    const auto plain = [](std::string typed) {
        for (char& c : typed) {
            c = c == ' ' ? '-' : 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        return typed;
    };
    if (!asked.party.empty() && asked.party != "*" && !words.parties.contains(asked.party)) {
        asked.party = words.party_meant(asked.party).value_or(asked.party);
    }
    if (words.actions().contains(plain(asked.action))) {
        asked.action = plain(asked.action);
    }
    if (words.subjects().contains(plain(asked.subject))) {
        asked.subject = plain(asked.subject);
    }
    return asked;
}

}  // namespace entente::daemon
