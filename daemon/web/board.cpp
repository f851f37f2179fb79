#include <array>
#include <map>

#include <fmt/format.h>

#include <entente/daemon/web/alliance_sheet.hpp>

namespace entente::daemon {
namespace {

/// Where terms are listed, by how they stand.
struct Group {
    std::string_view id;
    std::string_view heading;
    std::string_view meaning;
    bool open;  ///< listed at once, or when asked for
};
constexpr std::array groups{
    Group{"in_force", "In force", "they hold on this day", true},
    Group{"doubt", "In doubt", "whether they hold cannot be known from what is recorded", true},
    Group{"pending", "Pending", "granted, not begun", true},
    Group{"suspended", "Suspended", "they rest, and may come back", true},
    Group{"proposed", "Only planned", "they give no right yet", false},
    Group{"over", "Over", "ended, or past their own end", false},
};

std::string_view group_of(const Json& term) {
    if (term["status"].is_null() || term["possible"].contains("status")) {
        return "doubt";
    }
    const auto& status = term["status"].get_ref<const std::string&>();
    return status == "ended" || status == "expired" ? "over" : std::string_view(status);
}

Markup chip(const Json& term) {
    const bool doubted = !term["certain"].get<bool>();
    const auto status = text_of(term["status"]);
    return element(
        "span", {{"class", fmt::format("chip {}{}", status, doubted ? " doubtful" : "")}},
        status.empty() ? std::string("only rumoured") : spaced(status));
}

Markup until(const Json& term) {
    const auto kind = text_of(term["end_kind"]);
    // Of an end on some day of a span the last day left open would be another on each day of it.
    const auto& ends = term["ends"];
    const bool dated = kind == "dated" && ends.size() == 1 && ends[0].is_object() && !ends[0].contains("during");
    const bool one_day = kind == "ended" || dated;
    return one_day ? days_of_span(term["last_day"]) : Markup(ends_in_words(term["ends"]));
}

Markup standing(const Json& term, const Url& address) {
    auto cell = chip(term);
    if (const auto& reason = term["reason"]; term["end_kind"] == "ended" && !reason.is_null()) {
        cell.add(" ", element("span", {{"class", "quiet"}}, spaced(text_of(reason))));
    }
    if (const auto doubt = doubt_in_words(term); !doubt.empty()) {
        cell.add(element("p", {{"class", "doubt"}}, doubt));
    }
    if (term["disputed"].get<bool>()) {
        cell.add(element("p", {{"class", "disputed"}}, link(address, "sources disagree")));
    }
    return cell;
}

Markup row(const Json& term, const PartyNames& names, const Url& address) {
    const auto id = text_of(term["term"]);
    const auto sources = term["sources"].size();
    const bool to_begin = term["since"].is_null() && !term["begins"].is_null();
    const auto since = to_begin ? together("begins ", days_of_span(term["begins"])) : days_of_span(term["since"]);
    return element(
        "tr", {{"data-term", id}},
        element(
            "th", {{"scope", "row"}}, link(address, id),
            element("p", {{"class", "clause"}}, clause_in_words(term, names))),
        element("td", {{"data-label", "Status"}, {"class", "standing"}}, standing(term, address)),
        element("td", {{"data-label", "Since"}}, since), element("td", {{"data-label", "Until"}}, until(term)),
        element(
            "td", {{"data-label", "Confirmed"}},
            term["last_confirmed"].is_null() ? std::string("–") : text_of(term["last_confirmed"])),
        element(
            "td", {{"data-label", "On whose word"}}, text_of(term["confidence"]), " ",
            element(
                "a", {{"class", "quiet whole"}, {"href", address.at_place("story")}},
                fmt::format("{} source{}", sources, sources == 1 ? "" : "s"))));
}

Markup table(std::string_view heading, const Markup& rows) {
    Markup columns;
    for (const std::string_view name : {"Term", "Status", "Since", "Until", "Confirmed", "On whose word"}) {
        columns.add(element("th", {{"scope", "col"}}, name));
    }
    return element(
        "table", {{"class", "terms"}}, element("caption", {{"class", "unseen"}}, "Terms: ", heading),
        element("thead", element("tr", columns)), element("tbody", rows));
}

}  // namespace

Markup board(const Json& terms, const Viewing& viewing, Day on) {
    PartyNames names;
    names.add(terms["parties"]);
    std::map<std::string_view, std::pair<Markup, std::size_t>> rows;
    for (const auto& term : terms["terms"]) {
        const auto address =
            viewing.at(Url::path({"alliances", text_of(terms["alliance"]), "terms", text_of(term["term"])}));
        auto& [markup, count] = rows[group_of(term)];
        markup.add(row(term, names, address), "\n");
        ++count;
    }
    Markup counts;
    Markup lists;
    for (const auto& group : groups) {
        const auto& [markup, count] = rows[group.id];
        const bool hidden = count == 0;
        counts.add(element(
            "li",
            {{"class", std::string("count ") + std::string(group.id)}, {"data-count", group.id}, {"hidden", hidden}},
            element("b", count), " ",
            element(
                "span", spaced(
                            group.id == "doubt"      ? "in doubt"
                            : group.id == "proposed" ? "only planned"
                                                     : group.id))));
        lists.add(element(
            "details", {{"class", "group"}, {"data-group", group.id}, {"open", group.open}, {"hidden", hidden}},
            element(
                "summary", element("h3", group.heading, " ", element("span", {{"class", "number"}}, count)), " ",
                element("span", {{"class", "quiet"}}, group.meaning)),
            table(group.heading, markup)));
    }
    return element(
        "section", {{"id", "board"}, {"data-on", text(on)}, {"aria-labelledby", "board-title"}},
        element("h2", {{"id", "board-title"}}, "Terms ", element("span", {{"id", "board-day"}}, viewing.in_words(on))),
        element("ul", {{"class", "counts"}}, counts), lists);
}

}  // namespace entente::daemon
