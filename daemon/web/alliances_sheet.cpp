#include <entente/daemon/web/alliances_sheet.hpp>

#include <algorithm>
#include <cctype>
#include <map>

#include <fmt/format.h>

#include <entente/daemon/web/footing.hpp>
#include <entente/daemon/web/rights_sheet.hpp>

namespace entente::daemon {
namespace {

std::string small(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

/// The names of an alliance's parties, by alliance.
using NamesOf = std::map<std::string, PartyNames>;

bool speaks_of(const Json& alliance, const NamesOf& names, const std::string& wanted) {
    const auto has = [&](const std::string& text) { return small(text).find(wanted) != std::string::npos; };
    const auto found = names.find(text_of(alliance["alliance"]));
    return has(text_of(alliance["alliance"])) || has(text_of(alliance["title"])) ||
           std::ranges::any_of(alliance["parties"], [&](const Json& party) {
               return has(text_of(party)) || (found != names.end() && has(found->second.of(text_of(party))));
           });
}

/// Of all alliances; where there are very many that takes long, and is done for who searches.
Result<NamesOf> names_of_all(const Asking& asking, const Viewing& viewing) {
    NamesOf names;
    const auto document = ENTENTE_TRY(asking.ask("parties", viewing, {}));
    for (const auto& party : document["parties"]) {
        names[text_of(party["alliance"])].add(Json::array({party}));
    }
    return names;
}

Result<NamesOf> names_of(const Asking& asking, const Viewing& viewing, const std::vector<const Json*>& shown) {
    NamesOf names;
    for (const auto* alliance : shown) {
        const auto id = text_of((*alliance)["alliance"]);
        const auto document = ENTENTE_TRY(asking.ask("parties", viewing, {{"alliance", id}}));
        names[id].add(document["parties"]);
    }
    return names;
}

std::vector<const Json*> found_in(const Json& alliances, const NamesOf& names, const std::string& wanted) {
    std::vector<const Json*> found;
    for (const auto& alliance : alliances) {
        if (wanted.empty() || speaks_of(alliance, names, wanted)) {
            found.push_back(&alliance);
        }
    }
    return found;
}

/// Of each alliance, what ends next: the first of what is coming.
std::map<std::string, Json> next_ends(const Json& upcoming) {
    std::map<std::string, Json> first;
    for (const auto& item : upcoming["items"]) {
        if (item["what"] == "ends" && item.contains("term")) {
            first.emplace(text_of(item["alliance"]), item);
        }
    }
    return first;
}

Markup row(
    const Json& alliance, const std::map<std::string, Json>& ends, const Viewing& viewing, const NamesOf& names) {
    const auto id = text_of(alliance["alliance"]);
    const auto title = text_of(alliance["title"]);
    std::vector<std::string> parties;
    std::vector<std::string> ids;
    const auto named = names.find(id);
    for (const auto& party : alliance["parties"]) {
        ids.push_back(text_of(party));
        parties.push_back(named == names.end() ? ids.back() : named->second.of(ids.back()));
    }
    const auto next = ends.find(id);
    Markup ending("–");
    if (next != ends.end()) {
        const auto term = text_of(next->second["term"]);
        ending = together(
            days_of_span(next->second), " ", link(viewing.at(Url::path({"alliances", id, "terms", term})), term));
    }
    return element(
        "tr", {{"data-words", fmt::format("{}", fmt::join(ids, " "))}},
        element(
            "th", {{"scope", "row"}}, link(viewing.at(Url::path({"alliances", id})), title.empty() ? id : title),
            element("p", {{"class", "quiet"}}, id)),
        element("td", {{"data-label", "Parties"}}, listed(parties)),
        element(
            "td", {{"data-label", "In force"}, {"class", "amount"}}, alliance["terms_in_force"].get<std::int64_t>()),
        element("td", {{"data-label", "Last news"}}, text_of(alliance["last_announced"])),
        element("td", {{"data-label", "Ends next"}}, ending));
}

Markup kept(std::string_view name, const std::string& value) {
    return value.empty() ? Markup() : leaf("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

Markup search_form(std::string_view search, const Viewing& viewing) {
    return element(
        "form", {{"class", "search"}, {"action", Url::path({})}, {"method", "get"}, {"role", "search"}},
        element(
            "div", {{"class", "field"}}, element("label", {{"for", "q"}}, "Find an alliance or a party"),
            leaf(
                "input",
                {{"type", "search"}, {"id", "q"}, {"name", "q"}, {"value", search}, {"data-filter", "alliances"}})),
        kept("on", viewing.on), kept("known_at", viewing.known_at), kept("announced_by", viewing.announced_by),
        element("button", {{"type", "submit"}}, "Find"));
}

Markup table(
    const std::vector<const Json*>& shown, const std::map<std::string, Json>& ends, const Viewing& viewing,
    const NamesOf& names) {
    Markup rows;
    for (const auto* alliance : shown) {
        rows.add(row(*alliance, ends, viewing, names), "\n");
    }
    Markup columns;
    for (const std::string_view name : {"Alliance", "Parties", "In force", "Last news", "Ends next"}) {
        columns.add(element("th", {{"scope", "col"}}, name));
    }
    return element(
        "table", {{"id", "alliances"}, {"class", "cards"}}, element("caption", {{"class", "unseen"}}, "Alliances"),
        element("thead", element("tr", columns)), element("tbody", rows));
}

Markup pages(std::size_t found, std::size_t page, std::string_view search, const Viewing& viewing) {
    if (found <= alliances_shown_max) {
        return {};
    }
    const auto at = [&](std::size_t number) {
        return viewing.at(Url::path({}).with("q", search)).with("page", std::to_string(number));
    };
    const auto last = (found - 1) / alliances_shown_max + 1;
    std::vector<Markup> parts{Markup(fmt::format("Page {} of {}", page, last))};
    if (page > 1) {
        parts.push_back(link(at(page - 1), "previous page"));
    }
    if (page < last) {
        parts.push_back(link(at(page + 1), "next page"));
    }
    return element("nav", {{"aria-label", "More alliances"}, {"class", "pages"}}, joined(parts, " · "));
}

}  // namespace

Result<Sheet> alliances_sheet(const Asking& asking, const Viewing& viewing, std::string_view search, std::size_t page) {
    const auto document = ENTENTE_TRY(asking.ask("alliances", viewing, {}));
    const auto ends = next_ends(ENTENTE_TRY(asking.ask("upcoming", viewing, {})));
    const auto day = ENTENTE_TRY(asking.as_of(viewing)).on;
    const auto wanted = small(search);
    const auto all_names = wanted.empty() ? NamesOf{} : ENTENTE_TRY(names_of_all(asking, viewing));
    const auto found = found_in(document["alliances"], all_names, wanted);
    const auto first = std::min((page - 1) * alliances_shown_max, found.size());
    const auto last = std::min(first + alliances_shown_max, found.size());
    const std::vector<const Json*> shown(
        found.begin() + static_cast<std::ptrdiff_t>(first), found.begin() + static_cast<std::ptrdiff_t>(last));
    const auto names = ENTENTE_TRY(names_of(asking, viewing, shown));
    const auto words = LogWords::of(asking, viewing, {});
    auto body = together(
        element("h1", "Alliances"),
        element("p", {{"class", "lead"}}, "Who granted whom which right, ", viewing.in_words(day), "."),
        element(
            "section", {{"class", "card"}}, element("h2", "Who may do what?"),
            rights_form(words, {.viewing = viewing, .on = day}),
            example_questions(words, {.viewing = viewing.moved_to(day), .on = day})),
        element("h2", fmt::format("{} alliance{}", found.size(), found.size() == 1 ? "" : "s")),
        search_form(search, viewing));
    if (shown.empty()) {
        body.add(element(
            "p", document["alliances"].empty() ? "The log holds no alliance yet. " : "No alliance speaks of that. ",
            link(Url::path({"append"}), "Append an entry"), "."));
    } else {
        body.add(table(shown, ends, viewing, names));
    }
    body.add(pages(found.size(), page, search, viewing));
    body.add(footing(document, viewing.pinned(document["as_of"]).at(Url::path({})).with("q", search)));
    return Sheet{
        .title = "Alliances",
        .section = Section::alliances,
        .body = std::move(body),
        .position = document["as_of"]["position"].get<std::uint64_t>(),
        .live = viewing.known_at.empty()};
}

}  // namespace entente::daemon
