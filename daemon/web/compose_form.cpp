#include <entente/daemon/web/compose_form.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <entente/daemon/web/event_form.hpp>
#include <entente/daemon/web/form_inputs.hpp>

namespace entente::daemon {
namespace {

class Form {
public:
    Form(const AppendSight& sight, const Known& known) : draft_(sight.draft), sight_(sight), known_(known) {}

    [[nodiscard]] Markup drawn() const {
        Markup events;
        for (std::size_t i = 0; i < draft_.events(); ++i) {
            events.add(event_form(draft_, known_, i));
        }
        return element(
            "form", {{"id", "compose"}, {"class", "compose"}, {"action", Url::path({"append"})}, {"method", "post"}},
            hidden("id"), hidden("expected"), offered("known-alliances", known_.alliances),
            offered("known-terms", known_.terms), offered("known-parties", known_.parties),
            offered("known-milestones", known_.milestones), offered("known-actions", known_.actions),
            offered("known-subjects", known_.subjects), news(), events, another(), token(), finish());
    }

private:
    [[nodiscard]] std::string value(const std::string& name) const { return draft_.form().at(name); }

    [[nodiscard]] Markup hidden(MarkupName name) const {
        return leaf("input", {{"type", "hidden"}, {"name", name.text()}, {"value", value(std::string(name.text()))}});
    }

    [[nodiscard]] Markup line(
        const std::string& id, std::string_view label, std::string_view hint = {}, Room room = Room::one_column) const {
        return line_field({.name = id, .label = label, .value = value(id), .hint = hint, .room = room});
    }

    /// What was read.
    [[nodiscard]] Markup news() const {
        Markup sources;
        for (std::size_t i = 0; i < draft_.sources(); ++i) {
            sources.add(source(i));
        }
        return together(
            element(
                "fieldset", element("legend", "The news"),
                element(
                    "div", {{"class", "fields"}},
                    line(
                        "title", "Headline", "paste headline, address and date together: each goes to its field",
                        Room::whole_line),
                    line_field(
                        {.name = "alliance",
                         .label = "Alliance",
                         .value = value("alliance"),
                         .hint = "one that is there, or a new one: its first event is “alliance formed”",
                         .offers = "known-alliances",
                         .required = true}),
                    line_field(
                        {.name = "announced",
                         .label = "Announced",
                         .value = value("announced"),
                         .hint = "when an outsider could learn it: 2026-04-27, 27 April 2026, or only 2026-04",
                         .required = true}),
                    labelled(
                        "confidence", "How sure",
                        choice<Confidence>("confidence", value("confidence"), "reported, unless said", false), ""),
                    line("effective", "Holds from", "when it is not the day it was announced"),
                    line("note", "Note", {}, Room::whole_line))),
            element(
                "fieldset", {{"id", "sources"}}, element("legend", "Where it was read"), sources,
                element(
                    "div", {{"class", "buttons"}},
                    draft_.sources() < form_sources_max ? form_step("add-source", "Add a source", "sources")
                                                        : Markup())));
    }

    [[nodiscard]] Markup source(std::size_t place) const {
        const auto prefix = EntryDraft::of_source(place);
        return element(
            "div", {{"class", "fields source"}},
            line_field(
                {.name = prefix + "url", .label = "Address", .value = value(prefix + "url"), .hint = "https://…"}),
            line_field(
                {.name = prefix + "publisher", .label = "Who published it", .value = value(prefix + "publisher")}),
            line_field(
                {.name = prefix + "published",
                 .label = "Published",
                 .value = value(prefix + "published"),
                 .hint = "a date"}),
            draft_.sources() > 1 ? element(
                                       "div", {{"class", "field beside"}},
                                       form_step(
                                           fmt::format("remove-source-{}", place),
                                           fmt::format("Take source {} out", place + 1), "sources"))
                                 : Markup());
    }

    [[nodiscard]] Markup another() const {
        using enum EventType;
        constexpr std::array common{term_granted,   term_amended,      term_ended,
                                    term_confirmed, milestone_reached, party_joined};
        Markup often;
        Markup others;
        const auto offer = [](Markup& options, EventType type) {
            const auto& known = vocabulary<EventType>()[static_cast<std::size_t>(type)];
            options.add(element("option", {{"value", known.word}}, type_in_words(type), ": ", known.sentence));
        };
        for (const auto type : common) {
            offer(often, type);
        }
        for (const auto& known : vocabulary<EventType>()) {
            if (std::ranges::find(common, known.value) == common.end()) {
                offer(others, known.value);
            }
        }
        return element(
            "fieldset", {{"id", "what-else"}},
            element("legend", draft_.events() == 0 ? "What happened" : "What else happened"),
            element(
                "div", {{"class", "buttons"}},
                element(
                    "div", {{"class", "field"}}, element("label", {{"for", "new-type"}}, "One change"),
                    element(
                        "select", {{"id", "new-type"}, {"name", "new-type"}},
                        element("optgroup", {{"label", "What most news is"}}, often),
                        element("optgroup", {{"label", "Everything else"}}, others))),
                form_step("add", draft_.events() == 0 ? "Add" : "Add another", event_place(draft_.events()))));
    }

    [[nodiscard]] Markup token() const {
        if (!sight_.asks_token) {
            return {};
        }
        return element(
            "fieldset", element("legend", "Who appends"),
            labelled(
                "token", "Token",
                leaf(
                    "input", {{"type", "password"},
                              {"id", "token"},
                              {"name", "token"},
                              {"value", draft_.token()},
                              {"autocomplete", "off"},
                              {"aria-describedby", "token-hint"}}),
                "of scope append; it goes with the form, and is kept in this tab alone"));
    }

    [[nodiscard]] Markup finish() const {
        const bool seen = sight_.rehearsed.has_value();
        return element(
            "div", {{"class", "buttons"}},
            element(
                "button",
                {{"type", "submit"},
                 {"name", "do"},
                 {"value", "preview"},
                 {"class", seen ? "second" : "first"},
                 {"formaction", Url::path({"append"}).at_place("main")}},
                seen ? "Preview again" : "Preview"));
    }

    const EntryDraft& draft_;
    const AppendSight& sight_;
    const Known& known_;
};

}  // namespace

Markup enter_step() {
    return element(
        "button",
        {{"type", "submit"},
         {"class", "unseen"},
         {"form", "compose"},
         {"name", "do"},
         {"value", "show"},
         {"formnovalidate", true},
         {"tabindex", "-1"},
         {"aria-hidden", "true"}},
        "Show again");
}

Markup compose_form(const AppendSight& sight, const Known& known) {
    return Form(sight, known).drawn();
}

}  // namespace entente::daemon
