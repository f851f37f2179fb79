#include <entente/daemon/web/lists_sheet.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include <fmt/format.h>

#include <entente/daemon/web/footing.hpp>
#include <entente/projections/findings.hpp>

namespace entente::daemon {
namespace {

constexpr std::size_t rows_max = 1'000;

/// More cannot be chosen from, and their list would be most of the page.
constexpr std::size_t alliances_offered_max = 500;

Markup alliance_field(const Asking& asking, std::string_view chosen) {
    if (asking.ledger().histories().size() > alliances_offered_max) {
        return element(
            "div", {{"class", "field"}}, element("label", {{"for", "alliance"}}, "Alliance"),
            leaf(
                "input", {{"type", "text"},
                          {"id", "alliance"},
                          {"name", "alliance"},
                          {"value", chosen},
                          {"placeholder", "all, or an id"},
                          {"autocomplete", "off"}}));
    }
    Markup options = element("option", {{"value", ""}}, "all");
    for (const auto& history : asking.ledger().histories()) {
        const auto& id = history->id().text;
        options.add(element("option", {{"value", id}, {"selected", id == chosen}}, id));
    }
    return element(
        "div", {{"class", "field"}}, element("label", {{"for", "alliance"}}, "Alliance"),
        element("select", {{"id", "alliance"}, {"name", "alliance"}}, options));
}

Markup on_field(Day on) {
    return element(
        "div", {{"class", "field"}}, element("label", {{"for", "on"}}, "Seen on"),
        leaf("input", {{"type", "date"}, {"id", "on"}, {"name", "on"}, {"value", text(on)}}));
}

std::string what_in_words(const Json& item) {
    const auto what = text_of(item["what"]);
    const auto name = text_of(item["name"]);
    return what == "ends"     ? "ends: its last day"
           : what == "begins" ? "begins"
           : what == "due"    ? fmt::format("due: {}", name)
           : what == "plan"   ? fmt::format("planned: {}", deed(name))
                              : spaced(what);
}

Markup about(const Json& item, const Viewing& viewing) {
    const auto alliance = text_of(item["alliance"]);
    if (item.contains("term")) {
        const auto term = text_of(item["term"]);
        return link(viewing.at(Url::path({"alliances", alliance, "terms", term})), term);
    }
    return Markup(text_of(item[item.contains("party") ? "party" : "milestone"]));
}

Markup coming_rows(const Json& items, const Viewing& viewing) {
    Markup rows;
    std::size_t shown = 0;
    for (const auto& item : items) {
        if (++shown > rows_max) {
            break;
        }
        const auto alliance = text_of(item["alliance"]);
        rows.add(element(
            "tr", element("th", {{"scope", "row"}}, days_of_span(item)),
            element("td", {{"data-label", "What"}}, what_in_words(item)),
            element("td", {{"data-label", "Of"}}, about(item, viewing)),
            element(
                "td", {{"data-label", "Alliance"}}, link(viewing.at(Url::path({"alliances", alliance})), alliance))));
    }
    return rows;
}

Markup table_of(
    std::string_view name, std::initializer_list<std::string_view> columns, const Markup& rows,
    std::string_view look = "cards") {
    Markup heads;
    for (const auto column : columns) {
        heads.add(element("th", {{"scope", "col"}}, column));
    }
    return element(
        "table", {{"class", look}}, element("caption", {{"class", "unseen"}}, name),
        element("thead", element("tr", heads)), element("tbody", rows));
}

Markup more(std::size_t found, const Url& document) {
    return found <= rows_max
               ? Markup()
               : element("p", "The first ", rows_max, " are shown; ", link(document, "the document"), " has all.");
}

/// What mends a finding: an entry with one event, begun in the form.
struct Cure {
    std::string_view code;
    std::string_view type;
    std::string_view words;
};
constexpr std::array cures{
    Cure{"dispute_open", "event.corrected", "Correct it"}, Cure{"not_confirmed", "term.confirmed", "Confirm it"},
    Cure{"no_source", "source.added", "Add a source"},     Cure{"plan_past", "event.rescheduled", "Say when it is"},
    Cure{"only_rumour", "term.confirmed", "Confirm it"},   Cure{"no_end", "term.amended", "Say when it ends"}};

Markup cure(const Json& finding) {
    const auto code = text_of(finding["code"]);
    const auto found = std::ranges::find(cures, code, &Cure::code);
    Markup way;
    if (found != cures.end()) {
        way = together(
            link(
                Url::path({"append"})
                    .with("alliance", text_of(finding["alliance"]))
                    .with("type", found->type)
                    .with("term", text_of(finding["term"]))
                    .with("event", text_of(finding["event"])),
                found->words),
            " ");
    }
    return together(way, element("code", text_of(finding["cure"])));
}

std::string meaning_of(std::string_view code) {
    const auto codes = finding_codes();
    const auto found = std::ranges::find(codes, code, [](FindingCode one) { return word(one); });
    return found == codes.end() ? spaced(code) : std::string(meaning(*found));
}

/// Findings of a kind stand together, in the order in which the kinds come first.
std::vector<std::pair<std::string, std::vector<const Json*>>> by_code(const Json& findings) {
    std::vector<std::pair<std::string, std::vector<const Json*>>> groups;
    for (const auto& finding : findings) {
        const auto code = text_of(finding["code"]);
        auto group = std::ranges::find(groups, code, [](const auto& one) { return one.first; });
        if (group == groups.end()) {
            groups.push_back({code, {}});
            group = std::prev(groups.end());
        }
        group->second.push_back(&finding);
    }
    return groups;
}

Markup about_finding(const Json& finding) {
    const auto alliance = text_of(finding["alliance"]);
    if (finding["term"].is_string()) {
        const auto term = text_of(finding["term"]);
        return link(Url::path({"alliances", alliance, "terms", term}), term);
    }
    for (const auto* key : {"party", "milestone", "event"}) {
        if (finding[key].is_string()) {
            return Markup(text_of(finding[key]));
        }
    }
    return {};
}

}  // namespace

Result<Sheet> upcoming_sheet(
    const Asking& asking, const Viewing& viewing, std::string_view alliance, std::string_view within) {
    const auto document = ENTENTE_TRY(asking.ask("upcoming", viewing, {{"alliance", alliance}, {"within", within}}));
    const auto on = ENTENTE_TRY(asking.as_of(viewing)).on;
    const auto& items = document["items"];
    const auto calendar = Url::path({"v1", "calendar.ics"}).with("alliance", alliance).with("within", within);
    Markup spans;
    for (const auto& [value, name] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {"", "ever"}, {"P30D", "30 days"}, {"P90D", "90 days"}, {"P1Y", "a year"}, {"P5Y", "five years"}}) {
        spans.add(element("option", {{"value", value}, {"selected", value == within}}, name));
    }
    auto body = together(
        element("h1", "What is coming"),
        element(
            "form", {{"class", "asof"}, {"action", Url::path({"upcoming"})}, {"method", "get"}},
            element(
                "div", {{"class", "day"}}, alliance_field(asking, alliance), on_field(on),
                element(
                    "div", {{"class", "field"}}, element("label", {{"for", "within"}}, "Within"),
                    element("select", {{"id", "within"}, {"name", "within"}}, spans)),
                element("button", {{"type", "submit"}}, "Show"))),
        element(
            "p", {{"class", "lead"}}, items.size(), " thing", items.size() == 1 ? "" : "s", " to come, ",
            viewing.in_words(on), ". A calendar program can subscribe to this: ",
            element("a", {{"href", calendar}, {"data-absolute", true}}, calendar.text()), "."));
    if (items.empty()) {
        body.add(element("p", "Nothing that is known of."));
    } else {
        body.add(table_of("What is coming", {"When", "What", "Of", "Alliance"}, coming_rows(items, viewing)));
        body.add(more(
            items.size(), viewing.at(Url::path({"v1", "upcoming"}).with("alliance", alliance).with("within", within))));
    }
    body.add(footing(
        document, viewing.pinned(document["as_of"])
                      .at(Url::path({"upcoming"}))
                      .with("alliance", alliance)
                      .with("within", within)));
    return Sheet{
        .title = "What is coming",
        .section = Section::upcoming,
        .body = std::move(body),
        .position = document["as_of"]["position"].get<std::uint64_t>(),
        .alliance = std::string(alliance),
        .live = viewing.known_at.empty()};
}

Result<Sheet> check_sheet(const Asking& asking, const Viewing& viewing, std::string_view alliance) {
    const auto document = ENTENTE_TRY(asking.ask("check", viewing, {{"alliance", alliance}}));
    const auto& findings = document["findings"];
    Markup counts;
    Markup tables;
    std::size_t shown = 0;
    for (const auto& [code, group] : by_code(findings)) {
        counts.add(
            element("li", {{"class", "count"}}, link(Url::place(code), element("b", group.size()), " ", spaced(code))));
        Markup rows;
        for (const auto* finding : group) {
            if (++shown > rows_max) {
                break;
            }
            const auto of = text_of((*finding)["alliance"]);
            rows.add(element(
                "tr",
                element(
                    "th", {{"scope", "row"}}, about_finding(*finding),
                    alliance.empty() ? element("p", {{"class", "quiet"}}, link(Url::path({"alliances", of}), of))
                                     : Markup()),
                element("td", {{"data-label", "What"}}, text_of((*finding)["message"])),
                element("td", {{"data-label", "Cure"}}, cure(*finding))));
        }
        if (!rows.empty()) {
            auto heading = meaning_of(code);
            heading.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(heading.front())));
            tables.add(
                element("h2", {{"id", code}}, heading, " ", element("span", {{"class", "number"}}, group.size())),
                table_of(heading, {"Of", "What", "Cure"}, rows, "cards findings"));
        }
    }
    auto body = together(
        element("h1", "What an editor should look at"),
        element(
            "form", {{"class", "asof"}, {"action", Url::path({"check"})}, {"method", "get"}},
            element(
                "div", {{"class", "day"}}, alliance_field(asking, alliance),
                element("button", {{"type", "submit"}}, "Show"))),
        element(
            "p", {{"class", "lead"}},
            findings.empty() ? std::string("All is well.")
                             : fmt::format("{} finding{}.", findings.size(), findings.size() == 1 ? "" : "s")));
    if (!findings.empty()) {
        body.add(element("ul", {{"class", "counts"}}, counts), tables);
        body.add(more(findings.size(), viewing.at(Url::path({"v1", "check"}).with("alliance", alliance))));
    }
    body.add(footing(document, viewing.pinned(document["as_of"]).at(Url::path({"check"})).with("alliance", alliance)));
    return Sheet{
        .title = "Check",
        .section = Section::check,
        .body = std::move(body),
        .position = document["as_of"]["position"].get<std::uint64_t>(),
        .alliance = std::string(alliance),
        .live = viewing.known_at.empty()};
}

}  // namespace entente::daemon
