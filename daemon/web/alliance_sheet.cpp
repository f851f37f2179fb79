#include <entente/daemon/web/alliance_sheet.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/daemon/web/difference_part.hpp>
#include <entente/daemon/web/footing.hpp>
#include <entente/projections/timeline.hpp>
#include <entente/projections/timeline_svg.hpp>

namespace entente::daemon {
namespace {

Url address_of(const AllianceSight& sight) {
    return Url::path({"alliances", text_of(sight.terms["alliance"])});
}

Url on_day(const AllianceSight& sight, Day day) {
    return sight.viewing.moved_to(day).at(address_of(sight)).with("with", sight.with);
}

std::string joined_days(const std::vector<Day>& days) {
    std::string all;
    for (const auto day : days) {
        all += (all.empty() ? "" : " ") + text(day);
    }
    return all;
}

/// A way to another day; the script knows it by `step` and moves there without loading the page.
Markup step(
    const AllianceSight& sight, std::string_view step, std::string_view sign, std::string_view words,
    std::optional<Day> day) {
    if (!day) {
        return element(
            "a", {{"class", "step"}, {"data-step", step}, {"role", "link"}, {"aria-disabled", "true"}},
            element("span", {{"aria-hidden", "true"}}, sign), " ", words);
    }
    return element(
        "a", {{"class", "step"}, {"data-step", step}, {"href", on_day(sight, *day)}},
        element("span", {{"aria-hidden", "true"}}, sign), " ", words);
}

Markup steps(const AllianceSight& sight) {
    const auto after = std::ranges::upper_bound(sight.turns, sight.on);
    const auto from = std::ranges::lower_bound(sight.turns, sight.on);
    const auto next = after == sight.turns.end() ? std::nullopt : std::optional(*after);
    const auto previous = from == sight.turns.begin() ? std::nullopt : std::optional(*std::prev(from));
    return element(
        "nav", {{"class", "steps"}, {"aria-label", "Days"}}, step(sight, "-change", "⇤", "previous change", previous),
        step(sight, "-day", "←", "a day earlier", sight.on - Days{1}), step(sight, "today", "•", "today", sight.today),
        step(sight, "+day", "→", "a day later", sight.on + Days{1}), step(sight, "+change", "⇥", "next change", next));
}

Markup field(std::string_view id, std::string_view label, const Markup& input, std::string_view hint = {}) {
    return element(
        "div", {{"class", "field"}}, element("label", {{"for", id}}, label), input,
        hint.empty() ? Markup() : element("small", {{"id", fmt::format("{}-hint", id)}}, hint));
}

Markup controls(const AllianceSight& sight) {
    const bool more = !sight.viewing.known_at.empty() || !sight.viewing.announced_by.empty() || !sight.with.empty();
    const auto& of = sight.viewing;
    const auto known = element(
        "details", {{"class", "known"}, {"open", more}}, element("summary", "As known then · two dates"),
        element(
            "div", {{"class", "fields"}},
            field(
                "announced_by", "Only what was announced by",
                leaf(
                    "input", {{"type", "date"},
                              {"id", "announced_by"},
                              {"name", "announced_by"},
                              {"value", of.announced_by},
                              {"aria-describedby", "announced_by-hint"}}),
                "what any outsider could have known"),
            field(
                "known_at", "Only what this log knew at",
                leaf(
                    "input", {{"type", "text"},
                              {"id", "known_at"},
                              {"name", "known_at"},
                              {"value", of.known_at},
                              {"autocomplete", "off"},
                              {"aria-describedby", "known_at-hint"}}),
                "a day, an instant, or a position such as @42"),
            field(
                "with", "Compare with",
                leaf(
                    "input", {{"type", "date"},
                              {"id", "with"},
                              {"name", "with"},
                              {"value", sight.with},
                              {"aria-describedby", "with-hint"}}),
                "another day, side by side")));
    return element(
        "form", {{"id", "asof"}, {"class", "asof"}, {"action", address_of(sight)}, {"method", "get"}},
        element(
            "div", {{"class", "moves-on"}},
            element(
                "div", {{"class", "day"}},
                field(
                    "on", "The deal on",
                    leaf(
                        "input", {{"type", "date"},
                                  {"id", "on"},
                                  {"name", "on"},
                                  {"value", text(sight.on)},
                                  {"required", true}})),
                element("button", {{"type", "submit"}}, "Show"), steps(sight)),
            element(
                "div", {{"id", "slider"},
                        {"data-from", text(std::min(sight.first, sight.on))},
                        {"data-to", text(std::max(sight.last, sight.on))},
                        {"data-on", text(sight.on)},
                        {"data-today", text(sight.today)},
                        {"data-turns", joined_days(sight.turns)},
                        {"data-seams", joined_days(sight.seams)},
                        {"data-board", Url::path({"alliances", text_of(sight.terms["alliance"]), "board"}).text()},
                        {"data-timeline",
                         Url::path({"v1", "alliances", text_of(sight.terms["alliance"]), "timeline"}).text()}})),
        known);
}

Markup parties(const Json& terms) {
    std::vector<Markup> list;
    for (const auto& party : terms["parties"]) {
        const auto name = text_of(party["name"]).empty() ? text_of(party["party"]) : text_of(party["name"]);
        auto one = element("b", name);
        one.add(
            " ", element(
                     "span", {{"class", "quiet"}}, spaced(text_of(party["status"])), " since ",
                     span_in_words(party["since"])));
        list.push_back(std::move(one));
    }
    return element("p", {{"class", "parties"}}, joined(list, " · "));
}

Markup milestones(const Json& terms) {
    if (terms["milestones"].empty()) {
        return {};
    }
    Markup rows;
    for (const auto& milestone : terms["milestones"]) {
        const auto reached = value_in_words({}, milestone["reached"]);
        const auto expected = text_of(milestone["expected"]);
        rows.add(element(
            "tr", element("th", {{"scope", "row"}}, text_of(milestone["milestone"])),
            element("td", milestone["reached"].empty() ? std::string("not reached") : "reached " + reached),
            element("td", expected.empty() ? std::string("–") : expected)));
    }
    return element(
        "section", element("h2", "Milestones"),
        wide(
            "Milestones", element(
                              "table", element("caption", {{"class", "unseen"}}, "Milestones"),
                              element(
                                  "thead", element(
                                               "tr", element("th", {{"scope", "col"}}, "Milestone"),
                                               element("th", {{"scope", "col"}}, "Reached"),
                                               element("th", {{"scope", "col"}}, "Expected"))),
                              element("tbody", rows))));
}

/// The question that most come with, about this alliance's day.
Markup who_may(const AllianceSight& sight) {
    return element(
        "p", {{"class", "ways"}},
        link(
            sight.viewing.at(Url::path({"rights"})).with("alliance", text_of(sight.terms["alliance"])),
            "Who may do what on this day?"),
        " · ", link(Url::path({"append"}).with("alliance", text_of(sight.terms["alliance"])), "Append news"), " · ",
        link(Url::path({"v1", "alliances", text_of(sight.terms["alliance"]), "terms"}), "the document"));
}

}  // namespace

Result<AllianceSight> see_alliance(
    const Asking& asking, std::string_view alliance, const Viewing& viewing, std::string_view with) {
    const auto as_of = ENTENTE_TRY(asking.as_of(viewing));
    const AllianceId id{std::string(alliance)};
    auto terms = ENTENTE_TRY(asking.ask("terms", viewing, {{"alliance", alliance}, {"all", "true"}}));
    const auto shown = ENTENTE_TRY(timeline(asking.ledger(), id, {}, as_of, asking.today()));
    const TimelineScope everything{.from = {}, .to = {}, .listing = Listing::all};
    auto days = change_days(ENTENTE_TRY(timeline(asking.ledger(), id, everything, as_of, asking.today())));
    AllianceSight sight{
        .viewing = viewing,
        .on = as_of.on,
        .today = asking.today(),
        .terms = std::move(terms),
        .picture = Markup::drawn(timeline_svg_in_page(shown) + timeline_svg_on_telephone(shown)),
        .first = shown.window.from,
        .last = shown.window.to,
        .turns = std::move(days.turns),
        .seams = std::move(days.seams),
        .with = std::string(with),
        .difference = {}};
    if (!with.empty()) {
        auto from = viewing;
        from.on.clear();
        sight.difference =
            ENTENTE_TRY(asking.ask("diff", from, {{"alliance", alliance}, {"from", with}, {"to", text(as_of.on)}}));
    }
    return sight;
}

Sheet alliance_sheet(const AllianceSight& sight) {
    const auto& terms = sight.terms;
    const auto id = text_of(terms["alliance"]);
    const auto title = text_of(terms["title"]).empty() ? id : text_of(terms["title"]);
    PartyNames names;
    names.add(terms["parties"]);
    auto body = together(
        element("h1", title), parties(terms), who_may(sight), controls(sight),
        sight.difference ? difference_part(*sight.difference, sight.terms, sight.viewing) : Markup(),
        element(
            "section",
            {{"class", "picture"}, {"id", "picture"}, {"aria-label", "The years as a picture"}, {"tabindex", "0"}},
            sight.picture),
        board(terms, sight.viewing, sight.on), milestones(terms),
        footing(terms, sight.viewing.pinned(terms["as_of"]).at(Url::path({"alliances", id})).with("with", sight.with)));
    return {
        .title = title,
        .section = Section::alliances,
        .body = std::move(body),
        .position = terms["as_of"]["position"].get<std::uint64_t>(),
        .alliance = id,
        .live = sight.viewing.known_at.empty()};
}

}  // namespace entente::daemon
