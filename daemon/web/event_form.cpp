#include <entente/daemon/web/event_form.hpp>

#include <fmt/format.h>

#include <entente/daemon/web/event_fields.hpp>
#include <entente/daemon/web/form_inputs.hpp>

namespace entente::daemon {
namespace {

class EventForm {
public:
    EventForm(const EntryDraft& draft, const Known& known, std::size_t place)
        : draft_(draft), known_(known), place_(place), prefix_(EntryDraft::of_event(place)) {}

    [[nodiscard]] Markup drawn() const {
        const auto word = value(prefix_ + "type");
        const auto type = from_word<EventType>(word);
        if (!type) {
            return {};
        }
        Markup fields;
        Markup ends;
        Markup rare;
        bool says_rare = false;
        for (const auto& one : fields_of(*type)) {
            (is_rare(one) ? rare : one.typing == Typing::end ? ends : fields).add(field(one));
            says_rare = says_rare || (is_rare(one) && !value(prefix_ + std::string(one.name)).empty());
        }
        fields.add(line_field(
            {.name = prefix_ + "effective",
             .label = "Holds from",
             .value = value(prefix_ + "effective"),
             .hint = "when it is another day than above, or a milestone",
             .offers = "known-milestones"}));
        fields.add(labelled(
            prefix_ + "confidence", "How sure",
            choice<Confidence>(prefix_ + "confidence", value(prefix_ + "confidence"), "as the news above", false), ""));
        const auto number = place_ + 1;
        return element(
            "fieldset", {{"id", event_place(place_)}}, element("legend", "Event ", number, ": ", type_in_words(*type)),
            leaf("input", {{"type", "hidden"}, {"name", prefix_ + "type"}, {"value", word}}), stands_now(),
            element("div", {{"class", "fields"}}, fields, ends),
            rare.empty() ? Markup()
                         : element(
                               "details", {{"open", says_rare}}, element("summary", "Scope, conditions, figures, days"),
                               element("div", {{"class", "fields"}}, rare)),
            plan(*type),
            element(
                "div", {{"class", "buttons"}},
                form_step(fmt::format("remove-{}", place_), fmt::format("Take event {} out", number), "what-else")));
    }

private:
    [[nodiscard]] std::string value(const std::string& name) const { return draft_.form().at(name); }

    /// What the log says of the term by now.
    [[nodiscard]] Markup stands_now() const {
        const auto found = known_.terms.find(value(prefix_ + "term"));
        return found == known_.terms.end() ? Markup()
                                           : element("p", {{"class", "quiet"}}, "Today: ", found->second, ".");
    }

    [[nodiscard]] Markup plan(EventType type) const {
        if (!can_be_planned(type)) {
            return {};
        }
        const auto planned = prefix_ + "planned";
        return element(
            "p",
            leaf(
                "input", {{"type", "checkbox"},
                          {"id", id_of(planned)},
                          {"name", planned},
                          {"value", "true"},
                          {"checked", draft_.form().has(planned)}}),
            " ", element("label", {{"for", id_of(planned)}}, "only planned so far"));
    }

    [[nodiscard]] LineField line(const EventField& field, std::string_view offers = {}) const {
        const auto id = prefix_ + std::string(field.name);
        return {
            .name = id,
            .label = field.label,
            .value = value(id),
            .hint = field.hint,
            .offers = offers,
            .required = field.required};
    }

    [[nodiscard]] Markup field(const EventField& field) const {
        const auto id = prefix_ + std::string(field.name);
        switch (field.typing) {
            case Typing::term:
                return line_field(line(field, "known-terms"));
            case Typing::party:
            case Typing::parties:
                return line_field(line(field, "known-parties"));
            case Typing::milestone:
                return line_field(line(field, "known-milestones"));
            case Typing::words:
                return line_field(line(field, "known-actions"));
            case Typing::path:
                return line_field(line(field, "known-subjects"));
            case Typing::kind:
                return labelled(
                    id, field.label,
                    choice<Kind>(id, value(id), field.required ? "choose one" : "as before", field.required),
                    field.hint, Room::rest_of_line);
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
                    choice_of(id, value(id), {{"", "not said"}, {"yes", "yes: nobody else"}, {"no", "no: others too"}}),
                    field.hint);
            case Typing::end:
                return ends(field, id);
            case Typing::lines:
            case Typing::named:
            case Typing::scope:
            case Typing::members:
            case Typing::json:
                return area_field(line(field));
            default:
                return line_field(line(field));
        }
    }

    /// The ways in which a term may end; the first that comes true ends it.
    [[nodiscard]] Markup ends(const EventField& field, const std::string& id) const {
        Markup all;
        const auto count = ends_typed(draft_.form(), id);
        for (std::size_t i = 0; i < count; ++i) {
            const auto name = end_name(id, i);
            const auto word = choice_of(
                name, value(name),
                {{"", i == 0 ? "not said" : "no further end"},
                 {"through", "through a date, the last day in"},
                 {"before", "until a date or milestone, the first day out"},
                 {"during", "some day in a year or month"},
                 {"perpetual", "for ever"},
                 {"open", "until somebody ends it"},
                 {"unknown", "an end that is not public"}});
            all.add(
                labelled(name, i == 0 ? field.label : "or, if that is earlier", word, ""),
                line_field(
                    {.name = name + ".date",
                     .label = "… which",
                     .value = value(name + ".date"),
                     .hint = field.hint,
                     .offers = "known-milestones"}));
        }
        if (count < form_ends_max) {
            all.add(element(
                "div", {{"class", "field beside"}},
                form_step(fmt::format("add-end-{}", place_), "Another way to end", event_place(place_))));
        }
        return element("div", {{"class", "ends long"}}, all);
    }

    /// What few terms say.
    [[nodiscard]] static bool is_rare(const EventField& field) {
        return field.of_term && (field.typing == Typing::scope || field.typing == Typing::lines ||
                                 field.typing == Typing::named || field.typing == Typing::taken_away);
    }

    const EntryDraft& draft_;
    const Known& known_;
    std::size_t place_;
    std::string prefix_;
};

}  // namespace

Markup event_form(const EntryDraft& draft, const Known& known, std::size_t place) {
    return EventForm(draft, known, place).drawn();
}

std::string event_place(std::size_t place) {
    return fmt::format("event-{}", place + 1);
}

std::string type_in_words(EventType type) {
    const auto name = word(type);
    const auto dot = name.find('.');
    return fmt::format("{} {}", name.substr(0, dot), spaced(name.substr(dot + 1)));
}

}  // namespace entente::daemon
