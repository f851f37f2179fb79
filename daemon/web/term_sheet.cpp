#include <entente/daemon/web/term_sheet.hpp>

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <entente/daemon/web/footing.hpp>
#include <entente/projections/belief.hpp>
#include <entente/projections/belief_svg.hpp>

namespace entente::daemon {
namespace {

Url address_of(const TermSight& sight) {
    return Url::path({"alliances", text_of(sight.history["alliance"]), "terms", text_of(sight.history["term"])});
}

/// Events are spoken of by a number on this page.
std::string anchor(std::size_t number) {
    return fmt::format("event-{}", number);
}

class TermPage {
public:
    explicit TermPage(const TermSight& sight) : sight_(sight), state_(sight.history["state"]) {
        names_.add(sight.terms["parties"]);
        const auto& changes = sight.history["changes"];
        for (std::size_t i = 0; i < changes.size(); ++i) {
            numbers_[text_of(changes[i]["event"])] = i + 1;
        }
    }

    [[nodiscard]] Markup body() const {
        const auto alliance = text_of(sight_.history["alliance"]);
        const auto title = text_of(sight_.terms["title"]).empty() ? alliance : text_of(sight_.terms["title"]);
        return together(
            element(
                "nav", {{"aria-label", "Where this is"}, {"class", "crumbs"}},
                link(sight_.viewing.at(Url::path({"alliances", alliance})), title)),
            element("h1", text_of(sight_.history["term"])), standing(), day_form(), fields(), rivals(), belief(),
            story(),
            footing(
                sight_.history, Viewing::pinned(sight_.history["as_of"])
                                    .at(address_of(sight_))
                                    .with("by", sight_.as_recorded ? "recorded" : "")));
    }

private:
    /// The event that set something, as a way to it in the story.
    [[nodiscard]] Markup event_link(const std::string& event) const {
        const auto found = numbers_.find(event);
        if (found == numbers_.end()) {
            return element("code", event);
        }
        const auto& change = sight_.history["changes"][found->second - 1];
        return link(
            Url::place(anchor(found->second)),
            fmt::format("{} {}", text_of(change["announced"]), deed(text_of(change["type"]))));
    }

    [[nodiscard]] Markup standing() const {
        if (state_.is_null()) {
            return element("p", {{"class", "lead"}}, "There is no such term ", sight_.viewing.in_words(sight_.on), ".");
        }
        const auto status = text_of(state_["status"]);
        const bool certain = state_["certain"].get<bool>();
        auto words = together(
            element("p", {{"class", "lead"}}, clause_in_words(state_, names_), "."),
            element(
                "p",
                element(
                    "span", {{"class", fmt::format("chip {}{}", status, certain ? "" : " doubtful")}},
                    status.empty() ? std::string("only rumoured") : spaced(status)),
                " ", sight_.viewing.in_words(sight_.on),
                certain && !state_["reason"].is_null() ? fmt::format(" ({})", spaced(text_of(state_["reason"])))
                                                       : std::string(),
                ". Since ", days_of_span(state_["since"]), "; ",
                state_["last_day"].is_null() ? ends_in_words(state_["ends"])
                                             : fmt::format("last day {}", span_in_words(state_["last_day"])),
                "; last confirmed ",
                element(
                    "span", {{"class", "whole"}},
                    state_["last_confirmed"].is_null() ? std::string("never") : text_of(state_["last_confirmed"])),
                "; ", text_of(state_["confidence"]), "."));
        if (const auto doubt = doubt_in_words(state_); !doubt.empty()) {
            words.add(element("p", {{"class", "doubt"}}, doubt, "."));
        }
        words.add(ways_on());
        return element("section", {{"class", "card"}, {"aria-label", "How it stands"}}, words);
    }

    /// What people ask next: who may do what the term speaks of.
    [[nodiscard]] Markup ways_on() const {
        const auto alliance = text_of(sight_.history["alliance"]);
        std::vector<Markup> ways;
        if (!state_["subject"].is_null()) {
            const auto subject = text_of(state_["subject"]);
            for (const auto& action : state_["actions"]) {
                const auto deed = text_of(action);
                ways.push_back(link(
                    sight_.viewing.at(Url::path({"rights"}).with("action", deed).with("subject", subject)),
                    fmt::format("Who may {} {} on this day?", spaced(deed), subject)));
            }
        }
        ways.push_back(link(Url::path({"append"}).with("alliance", alliance), "Append news"));
        return element("p", {{"class", "ways"}}, joined(ways, " · "));
    }

    [[nodiscard]] Markup day_form() const {
        return element(
            "form", {{"class", "asof"}, {"action", address_of(sight_)}, {"method", "get"}},
            element(
                "div", {{"class", "day"}},
                element(
                    "div", {{"class", "field"}}, element("label", {{"for", "on"}}, "On"),
                    leaf(
                        "input", {{"type", "date"},
                                  {"id", "on"},
                                  {"name", "on"},
                                  {"value", text(sight_.on)},
                                  {"required", true}})),
                element(
                    "div", {{"class", "field"}},
                    element("label", {{"for", "announced_by"}}, "Only what was announced by"),
                    leaf(
                        "input", {{"type", "date"},
                                  {"id", "announced_by"},
                                  {"name", "announced_by"},
                                  {"value", sight_.viewing.announced_by}})),
                element(
                    "div", {{"class", "field"}}, element("label", {{"for", "known_at"}}, "Only what this log knew at"),
                    leaf(
                        "input", {{"type", "text"},
                                  {"id", "known_at"},
                                  {"name", "known_at"},
                                  {"value", sight_.viewing.known_at},
                                  {"autocomplete", "off"}})),
                element("button", {{"type", "submit"}}, "Show")));
    }

    [[nodiscard]] std::string field_in_words(std::string_view field, const Json& value) const {
        return (field == "grantor" || field == "grantee") && !value.empty() ? names_.all_of(value)
                                                                            : value_in_words(field, value);
    }

    /// Each field, and which event set it.
    [[nodiscard]] Markup fields() const {
        if (sight_.history["blame"].empty()) {
            return {};
        }
        Markup rows;
        for (const auto& blame : sight_.history["blame"]) {
            const auto field = text_of(blame["field"]);
            rows.add(element(
                "tr", element("th", {{"scope", "row"}}, spaced(field)),
                element("td", {{"data-label", "Value"}}, field_in_words(field, blame["value"])),
                element("td", {{"data-label", "Set by"}}, event_link(text_of(blame["event"])))));
        }
        return element(
            "section", element("h2", "What it says, and since which event"),
            wide(
                "Fields",
                element(
                    "table", {{"class", "fields-said cards"}}, element("caption", {{"class", "unseen"}}, "Fields"),
                    element(
                        "thead",
                        element(
                            "tr", element("th", {{"scope", "col"}}, "Field"),
                            element("th", {{"scope", "col"}}, "Value"), element("th", {{"scope", "col"}}, "Set by"))),
                    element("tbody", rows))));
    }

    [[nodiscard]] Markup sources(const Json& list) const {
        Markup items;
        for (const auto& source : list) {
            const bool against = source.contains("stance") && source["stance"] == "contradicts";
            items.add(element(
                "li",
                source_link(
                    text_of(source["url"]), text_of(source["publisher"]), text_of(source["published"]), against)));
        }
        return items.empty() ? element("p", {{"class", "quiet"}}, "No source.")
                             : element("ul", {{"class", "sources"}}, items);
    }

    /// What sources say differently, beside what is shown.
    [[nodiscard]] Markup rivals() const {
        if (state_.is_null() || state_["disputes"].empty()) {
            return {};
        }
        Markup rows;
        for (const auto& dispute : state_["disputes"]) {
            const auto field = text_of(dispute["field"]);
            rows.add(element(
                "tr", element("th", {{"scope", "row"}}, spaced(field)),
                element("td", {{"data-label", "Shown here"}}, shown(field)),
                element(
                    "td", {{"data-label", "Said elsewhere"}}, element("b", field_in_words(field, dispute["value"])),
                    " ", element("span", {{"class", "quiet"}}, text_of(dispute["confidence"]))),
                element("td", {{"data-label", "By"}}, sources(dispute["sources"]))));
        }
        return element(
            "section", {{"id", "rivals"}}, element("h2", "Where sources disagree"),
            wide(
                "Rival readings",
                element(
                    "table", {{"class", "cards"}}, element("caption", {{"class", "unseen"}}, "Rival readings"),
                    element(
                        "thead", element(
                                     "tr", element("th", {{"scope", "col"}}, "Field"),
                                     element("th", {{"scope", "col"}}, "Shown here"),
                                     element("th", {{"scope", "col"}}, "Said elsewhere"),
                                     element("th", {{"scope", "col"}}, "By"))),
                    element("tbody", rows))));
    }

    [[nodiscard]] std::string shown(const std::string& field) const {
        const auto slash = field.find('/');
        const auto top = field.substr(0, slash);
        if (!state_.contains(top)) {
            return "–";
        }
        if (slash == std::string::npos) {
            return field_in_words(field, state_[top]);
        }
        const auto key = field.substr(slash + 1);
        return state_[top].is_object() && state_[top].contains(key) ? value_in_words(key, state_[top][key]) : "–";
    }

    [[nodiscard]] Markup belief() const {
        const auto here = sight_.viewing.at(address_of(sight_));
        const auto other = sight_.as_recorded ? link(here, "as it came to be announced")
                                              : link(here.with("by", "recorded"), "as this log came to know it");
        return element(
            "section", element("h2", "What was believed, and when"),
            element(
                "p", {{"class", "quiet"}},
                "From left to right the days in the world; from top to bottom what had been ",
                sight_.as_recorded ? "recorded" : "announced", ". The other way: ", other, "."),
            element(
                "div",
                {{"class", "picture"},
                 {"role", "region"},
                 {"aria-label", "What was believed, as a picture"},
                 {"tabindex", "0"}},
                sight_.belief));
    }

    [[nodiscard]] Markup change(const Json& change, std::size_t number) const {
        const auto type = text_of(change["type"]);
        const bool out = change["retracted"].get<bool>() || !change["counts"].get<bool>();
        Markup set;
        for (const auto& [field, value] : change["fields"].items()) {
            set.add(
                element("dt", spaced(field)),
                element("dd", value.is_null() ? std::string("taken away") : field_in_words(field, value)));
        }
        const auto effective =
            change["effective"].is_null() ? std::string("no day") : moment_in_words(change["effective"]);
        std::vector<std::string> marks;
        if (change["planned"].get<bool>()) {
            marks.emplace_back("planned");
        }
        if (change["retracted"].get<bool>()) {
            marks.emplace_back("retracted: it never counted");
        } else if (!change["counts"].get<bool>()) {
            marks.emplace_back("does not count on the day shown");
        }
        if (!change["revised_by"].empty()) {
            marks.emplace_back("revised later");
        }
        return element(
            "li", {{"id", anchor(number)}, {"class", out ? "change out" : "change"}},
            element(
                "h3", deed(type), " ", element("span", {{"class", "quiet"}}, "effective ", effective),
                marks.empty() ? Markup()
                              : element("span", {{"class", "mark"}}, fmt::format("{}", fmt::join(marks, "; ")))),
            element("p", text_of(change["title"]).empty() ? std::string("Without a title") : text_of(change["title"])),
            change["text"].is_null() ? Markup() : element("blockquote", element("p", text_of(change["text"]))),
            set.empty() ? Markup() : element("dl", {{"class", "set"}}, set),
            element(
                "p", {{"class", "quiet"}},
                fmt::format(
                    "announced {}, recorded {} by {} as entry {}, {}", text_of(change["announced"]),
                    text_of(change["recorded"]).substr(0, 10),
                    text_of(change["actor"]).empty() ? std::string("nobody named") : text_of(change["actor"]),
                    text_of(change["seq"]), text_of(change["confidence"]))),
            element(
                "details", {{"class", "sources"}},
                element(
                    "summary",
                    fmt::format("{} source{}", change["sources"].size(), change["sources"].size() == 1 ? "" : "s")),
                sources(change["sources"])));
    }

    [[nodiscard]] Markup story() const {
        Markup items;
        std::size_t number = 0;
        for (const auto& one : sight_.history["changes"]) {
            items.add(change(one, ++number));
        }
        return element(
            "section", {{"id", "story"}}, element("h2", "The story"), element("ol", {{"class", "story"}}, items));
    }

    const TermSight& sight_;
    const Json& state_;
    PartyNames names_;
    std::map<std::string, std::size_t> numbers_;
};

}  // namespace

Result<TermSight> see_term(
    const Asking& asking, std::string_view alliance, std::string_view term, const Viewing& viewing, bool as_recorded) {
    const auto as_of = ENTENTE_TRY(asking.as_of(viewing));
    auto history = ENTENTE_TRY(asking.ask("term", viewing, {{"alliance", alliance}, {"term", term}}));
    auto terms = ENTENTE_TRY(asking.ask("terms", viewing, {{"alliance", alliance}}));
    const BeliefQuestion question{
        .alliance = AllianceId{std::string(alliance)},
        .term = TermId{std::string(term)},
        .known_by = as_recorded ? KnownBy::recorded : KnownBy::announced,
        .scope = {}};
    const auto believed = ENTENTE_TRY(belief(asking.ledger(), question, as_of, asking.today()));
    return TermSight{
        .viewing = viewing,
        .on = as_of.on,
        .history = std::move(history),
        .terms = std::move(terms),
        .belief = Markup::drawn(belief_svg_in_page(believed) + belief_svg_on_telephone(believed)),
        .as_recorded = as_recorded};
}

Sheet term_sheet(const TermSight& sight) {
    return {
        .title = text_of(sight.history["term"]) + " of " + text_of(sight.history["alliance"]),
        .section = Section::alliances,
        .body = TermPage(sight).body(),
        .position = sight.history["as_of"]["position"].get<std::uint64_t>(),
        .alliance = text_of(sight.history["alliance"]),
        .live = sight.viewing.known_at.empty()};
}

}  // namespace entente::daemon
