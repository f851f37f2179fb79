#include <entente/daemon/web/compose_form.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <entente/daemon/web/event_fields.hpp>

namespace entente::daemon {
namespace {

Markup offered(std::string_view id, const std::set<std::string>& words) {
    Markup options;
    for (const auto& word : words) {
        options.add(element("option", {{"value", word}}));
    }
    return element("datalist", {{"id", id}}, options);
}

/// A choice of a vocabulary; the sentence of each word stands with it.
template <typename Enum>
Markup choice(std::string_view id, const std::string& chosen, std::string_view unsaid, bool required) {
    Markup options = element("option", {{"value", ""}}, unsaid);
    for (const auto& word : vocabulary<Enum>()) {
        options.add(element(
            "option", {{"value", word.word}, {"selected", word.word == chosen}}, spaced(word.word), ": ",
            word.sentence));
    }
    return element("select", {{"id", id}, {"name", id}, {"required", required}}, options);
}

Markup pairs_choice(
    std::string_view id, const std::string& chosen,
    std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
    Markup options;
    for (const auto& [value, words] : pairs) {
        options.add(element("option", {{"value", value}, {"selected", value == chosen}}, words));
    }
    return element("select", {{"id", id}, {"name", id}}, options);
}

Markup labelled(
    std::string_view id, std::string_view label, const Markup& input, std::string_view hint, bool is_long = false) {
    return element(
        "div", {{"class", is_long ? "field long" : "field"}}, element("label", {{"for", id}}, label), input,
        hint.empty() ? Markup() : element("small", {{"id", fmt::format("{}-hint", id)}}, hint));
}

struct Line {
    std::string_view id;
    std::string_view value;
    std::string_view list = {};
    bool required = false;
    bool hint = false;
    std::string_view type = "text";
};

Markup line_input(const Line& line) {
    Attributes attributes{{"type", line.type},   {"id", line.id},         {"name", line.id},
                          {"value", line.value}, {"autocomplete", "off"}, {"required", line.required}};
    if (!line.list.empty()) {
        attributes.push_back({"list", line.list});
    }
    if (line.hint) {
        attributes.push_back({"aria-describedby", fmt::format("{}-hint", line.id)});
    }
    return leaf("input", attributes);
}

class Form {
public:
    Form(const AppendSight& sight, const Known& known) : draft_(sight.draft), sight_(sight), known_(known) {}

    [[nodiscard]] Markup drawn() const {
        Markup events;
        for (std::size_t i = 0; i < draft_.events(); ++i) {
            events.add(event(i));
        }
        return element(
            "form", {{"id", "compose"}, {"class", "compose"}, {"action", Url::path({"append"})}, {"method", "post"}},
            hidden("id"), hidden("expected"), offered("known-alliances", known_.alliances),
            offered("known-terms", known_.terms), offered("known-parties", known_.parties),
            offered("known-milestones", known_.milestones), news(), events, another(), token(), finish());
    }

private:
    [[nodiscard]] std::string value(const std::string& name) const { return draft_.form().at(name); }

    [[nodiscard]] Markup hidden(MarkupName name) const {
        return leaf("input", {{"type", "hidden"}, {"name", name.text()}, {"value", value(std::string(name.text()))}});
    }

    [[nodiscard]] Markup line(
        const std::string& id, std::string_view label, std::string_view hint = {}, std::string_view list = {},
        bool required = false, bool is_long = false) const {
        return labelled(
            id, label,
            line_input({.id = id, .value = value(id), .list = list, .required = required, .hint = !hint.empty()}), hint,
            is_long);
    }

    /// What was read, and where.
    [[nodiscard]] Markup news() const {
        return element(
            "fieldset", element("legend", "The news"),
            element(
                "div", {{"class", "fields"}}, line("title", "Headline", {}, {}, false, true),
                line("url", "Where it stands", "https://…", {}, false, true), line("publisher", "Who published it"),
                line("published", "Published", "2026-04-27"),
                line(
                    "alliance", "Alliance", "its id; a new one begins with “the alliance was formed”",
                    "known-alliances", true),
                line(
                    "announced", "Announced", "when an outsider could learn it: 2026-04-27, or only 2026-04", {}, true),
                labelled(
                    "confidence", "How sure",
                    choice<Confidence>("confidence", value("confidence"), "reported, unless said", false), ""),
                line("effective", "Holds from", "when it is not the day it was announced"),
                line("note", "Note", {}, {}, false, true)),
            element(
                "div", {{"class", "buttons"}},
                element(
                    "button",
                    {{"type", "submit"},
                     {"class", "second"},
                     {"name", "do"},
                     {"value", "show"},
                     {"formnovalidate", true}},
                    "Offer this alliance’s terms")));
    }

    [[nodiscard]] Markup area(
        const std::string& id, std::string_view label, std::string_view hint, bool required) const {
        Attributes attributes{{"id", id}, {"name", id}, {"rows", "2"}, {"required", required}};
        if (!hint.empty()) {
            attributes.push_back({"aria-describedby", fmt::format("{}-hint", id)});
        }
        return labelled(id, label, element("textarea", attributes, value(id)), hint, true);
    }

    [[nodiscard]] Markup field(const EventField& field, const std::string& prefix) const {
        const auto id = prefix + std::string(field.name);
        switch (field.typing) {
            case Typing::term:
                return line(id, field.label, field.hint, "known-terms", field.required);
            case Typing::party:
                return line(id, field.label, field.hint, "known-parties", field.required);
            case Typing::milestone:
                return line(id, field.label, field.hint, "known-milestones", field.required);
            case Typing::kind:
                return labelled(
                    id, field.label,
                    choice<Kind>(id, value(id), field.required ? "choose one" : "as before", field.required),
                    field.hint, true);
            case Typing::reason:
                return labelled(
                    id, field.label, choice<EndReason>(id, value(id), "terminated, unless said", false), field.hint);
            case Typing::status:
                return labelled(id, field.label, choice<Status>(id, value(id), "choose one", true), field.hint);
            case Typing::stance:
                return labelled(
                    id, field.label, choice<Stance>(id, value(id), "supports it, unless said", false), field.hint);
            case Typing::yes_no:
                return labelled(
                    id, field.label,
                    pairs_choice(
                        id, value(id), {{"", "not said"}, {"yes", "yes: nobody else"}, {"no", "no: others too"}}),
                    field.hint);
            case Typing::end:
                return until(field, id);
            case Typing::lines:
            case Typing::named:
            case Typing::scope:
            case Typing::members:
            case Typing::json:
                return area(id, field.label, field.hint, field.required);
            default:
                return line(id, field.label, field.hint, {}, field.required);
        }
    }

    [[nodiscard]] Markup until(const EventField& field, const std::string& id) const {
        const auto date = id + ".date";
        const auto word = pairs_choice(
            id, value(id),
            {{"", "not said"},
             {"through", "through a date, the last day in"},
             {"before", "until a date or milestone, the first day out"},
             {"during", "some day in a year or month"},
             {"perpetual", "for ever"},
             {"open", "until somebody ends it"},
             {"unknown", "an end that is not public"}});
        return together(labelled(id, field.label, word, ""), line(date, "… which", field.hint, "known-milestones"));
    }

    /// What few terms say.
    [[nodiscard]] static bool is_rare(const EventField& field) {
        return field.of_term && (field.typing == Typing::scope || field.typing == Typing::lines ||
                                 field.typing == Typing::named || field.typing == Typing::taken_away);
    }

    [[nodiscard]] Markup event(std::size_t place) const {
        const auto prefix = fmt::format("e{}.", place);
        const auto word = value(prefix + "type");
        const auto type = from_word<EventType>(word);
        if (!type) {
            return {};
        }
        Markup fields;
        Markup rare;
        bool says_rare = false;
        for (const auto& one : fields_of(*type)) {
            (is_rare(one) ? rare : fields).add(field(one, prefix));
            says_rare = says_rare || (is_rare(one) && !value(prefix + std::string(one.name)).empty());
        }
        fields.add(line(prefix + "effective", "Holds from", "when it is another day than above, or a milestone"));
        const auto planned = prefix + "planned";
        const auto plan = can_be_planned(*type) ? element(
                                                      "p",
                                                      leaf(
                                                          "input", {{"type", "checkbox"},
                                                                    {"id", planned},
                                                                    {"name", planned},
                                                                    {"value", "true"},
                                                                    {"checked", draft_.form().has(planned)}}),
                                                      " ", element("label", {{"for", planned}}, "only planned so far"))
                                                : Markup();
        const auto number = place + 1;
        return element(
            "fieldset", {{"id", fmt::format("event-{}", number)}},
            element("legend", "Event ", number, ": ", spaced(type_in_words(*type))),
            leaf("input", {{"type", "hidden"}, {"name", prefix + "type"}, {"value", word}}),
            element("div", {{"class", "fields"}}, fields),
            rare.empty() ? Markup()
                         : element(
                               "details", {{"open", says_rare}}, element("summary", "Scope, conditions, figures, days"),
                               element("div", {{"class", "fields"}}, rare)),
            plan,
            element(
                "div", {{"class", "buttons"}},
                element(
                    "button",
                    {{"type", "submit"},
                     {"class", "second"},
                     {"name", "do"},
                     {"value", fmt::format("remove-{}", place)},
                     {"formnovalidate", true}},
                    "Take event ", number, " out")));
    }

    [[nodiscard]] static std::string type_in_words(EventType type) {
        const auto name = word(type);
        const auto dot = name.find('.');
        return fmt::format("{} {}", name.substr(0, dot), name.substr(dot + 1));
    }

    [[nodiscard]] Markup another() const {
        using enum EventType;
        constexpr std::array common{term_granted,   term_amended,      term_ended,
                                    term_confirmed, milestone_reached, party_joined};
        Markup options;
        const auto offer = [&](EventType type) {
            const auto& known = vocabulary<EventType>()[static_cast<std::size_t>(type)];
            options.add(element("option", {{"value", known.word}}, type_in_words(type), ": ", known.sentence));
        };
        for (const auto type : common) {
            offer(type);
        }
        for (const auto& known : vocabulary<EventType>()) {
            if (std::ranges::find(common, known.value) == common.end()) {
                offer(known.value);
            }
        }
        return element(
            "fieldset", element("legend", draft_.events() == 0 ? "What happened" : "What else happened"),
            element(
                "div", {{"class", "buttons"}},
                element(
                    "div", {{"class", "field"}}, element("label", {{"for", "new-type"}}, "One change"),
                    element("select", {{"id", "new-type"}, {"name", "new-type"}}, options)),
                element(
                    "button",
                    {{"type", "submit"},
                     {"name", "do"},
                     {"value", "add"},
                     {"class", "second"},
                     {"formnovalidate", true}},
                    draft_.events() == 0 ? "Add" : "Add another")));
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
                {{"type", "submit"}, {"name", "do"}, {"value", "preview"}, {"class", seen ? "second" : "first"}},
                "Preview"));
    }

    const EntryDraft& draft_;
    const AppendSight& sight_;
    const Known& known_;
};

}  // namespace

Known known_of(const Asking& asking, const std::string& alliance) {
    Known known;
    for (const auto& history : asking.ledger().histories()) {
        known.alliances.insert(history->id().text);
    }
    if (!known.alliances.contains(alliance)) {
        return known;
    }
    const auto terms = asking.ask("terms", {}, {{"alliance", alliance}, {"all", "true"}});
    if (!terms) {
        return known;
    }
    known.names.add((*terms)["parties"]);
    for (const auto& party : (*terms)["parties"]) {
        known.parties.insert(text_of(party["party"]));
    }
    for (const auto& term : (*terms)["terms"]) {
        known.terms.insert(text_of(term["term"]));
        for (const auto* side : {"grantor", "grantee"}) {
            for (const auto& party : term[side]) {
                known.parties.insert(text_of(party));
            }
        }
    }
    for (const auto& milestone : (*terms)["milestones"]) {
        known.milestones.insert(text_of(milestone["milestone"]));
    }
    return known;
}

Markup compose_form(const AppendSight& sight, const Known& known) {
    return Form(sight, known).drawn();
}

}  // namespace entente::daemon
