#include <entente/daemon/web/entry_draft.hpp>

#include <charconv>

#include <fmt/format.h>

#include <entente/core/sha256.hpp>
#include <entente/daemon/web/event_fields.hpp>
#include <entente/daemon/web/typed_words.hpp>

namespace entente::daemon {
namespace {

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t number = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && stopped == text.data() + text.size() && !text.empty() ? std::optional(number)
                                                                                         : std::nullopt;
}

/// `openai, Amazon Web Services` as ids; `*` is anybody.
std::string parties_meant(std::string_view typed, const LogWords& words) {
    std::string ids;
    for (const auto& part : parts_of(typed, ',')) {
        const auto id_typed = id_meant(part);
        const bool is_anybody = part == "*" || id_typed == "anybody" || id_typed == "anyone";
        const auto id = is_anybody                     ? std::string("*")
                        : words.parties.contains(part) ? part
                                                       : words.party_meant(part).value_or(id_typed);
        ids += (ids.empty() ? "" : ", ") + id;
    }
    return ids;
}

std::string ids_meant(std::string_view typed) {
    std::string ids;
    for (const auto& part : parts_of(typed, ',')) {
        ids += (ids.empty() ? "" : ", ") + id_meant(part);
    }
    return ids;
}

/// The days in `notice: June 30, 2029`, a line each.
std::string days_meant(std::string_view typed) {
    std::string lines;
    for (const auto& line : parts_of(typed, '\n')) {
        const auto colon = line.find(':');
        const bool names_day = colon != std::string::npos;
        const auto day = names_day ? line.substr(std::min(line.find_first_not_of(' ', colon + 1), line.size())) : line;
        lines += (lines.empty() ? "" : "\n") + (names_day ? line.substr(0, colon) + ": " + moment_meant(day) : line);
    }
    return lines;
}

/// What was typed into a field, as entries say it.
std::string meant(const EventField& field, const std::string& typed, const LogWords& words) {
    switch (field.typing) {
        case Typing::term:
        case Typing::milestone:
            return id_meant(typed);
        case Typing::party:
        case Typing::parties:
            return parties_meant(typed, words);
        case Typing::words:
            return ids_meant(typed);
        case Typing::path:
            return path_meant(typed);
        case Typing::moment:
            return moment_meant(typed);
        case Typing::day:
            return date_meant(typed);
        case Typing::named:
            return field.name == "days" ? days_meant(typed) : typed;
        default:
            return typed;
    }
}

}  // namespace

std::string EntryDraft::of_event(std::size_t place) {
    return fmt::format("e{}.", place);
}

std::string EntryDraft::of_source(std::size_t place) {
    return fmt::format("s{}.", place);
}

EntryDraft::EntryDraft(FormBody form, EntryId fresh, Day today) : form_(std::move(form)) {
    if (form_.at("id").empty()) {
        form_.set("id", text(fresh));
    }
    if (!form_.has("announced")) {
        form_.set("announced", text(today));
    }
    while (events_ < form_events_max && form_.has(of_event(events_) + "type")) {
        ++events_;
    }
    while (sources_ < form_sources_max && form_.has(of_source(sources_) + "url")) {
        ++sources_;
    }
}

EntryDraft::Wish EntryDraft::wish() const {
    const auto pressed = form_.at("do");
    return pressed == "append" ? Wish::append : pressed == "preview" ? Wish::preview : Wish::compose;
}

void EntryDraft::take_out(std::string (*named)(std::size_t), std::size_t place, std::size_t& count) {
    form_.drop(named(place));
    for (std::size_t i = place + 1; i < count; ++i) {
        form_.move(named(i), named(i - 1));
    }
    --count;
}

void EntryDraft::obey() {
    const auto pressed = form_.at("do");
    const auto place_after = [&](std::string_view beginning) {
        return pressed.starts_with(beginning) ? number_in(std::string_view(pressed).substr(beginning.size()))
                                              : std::nullopt;
    };
    if (pressed == "add" && events_ < form_events_max) {
        const auto type = form_.at("new-type");
        if (from_word<EventType>(type)) {
            form_.set(of_event(events_) + "type", type);
            ++events_;
        }
    }
    if (pressed == "add-source" && sources_ < form_sources_max) {
        form_.set(of_source(sources_) + "url", {});
        ++sources_;
    }
    if (const auto place = place_after("remove-"); place && *place < events_) {
        take_out(&of_event, *place, events_);
    }
    if (const auto place = place_after("remove-source-"); place && *place < sources_ && sources_ > 1) {
        take_out(&of_source, *place, sources_);
    }
    if (const auto place = place_after("add-end-"); place && *place < events_) {
        const auto name = of_event(*place) + "ends";
        const auto there = ends_typed(form_, name);
        if (there < form_ends_max) {
            form_.set(end_name(name, there), {});
        }
    }
}

void EntryDraft::understand(const Known& known) {
    const auto put = [&](const std::string& name, auto meaning) {
        if (const auto typed = form_.at(name); !typed.empty()) {
            form_.set(name, meaning(typed));
        }
    };
    form_.set("alliance", known.alliance);
    put("announced", date_meant);
    put("effective", moment_meant);
    for (std::size_t i = 0; i < sources_; ++i) {
        put(of_source(i) + "published", date_meant);
    }
    for (std::size_t i = 0; i < events_; ++i) {
        const auto prefix = of_event(i);
        put(prefix + "effective", moment_meant);
        const auto type = from_word<EventType>(form_.at(prefix + "type"));
        for (const auto& field : type ? fields_of(*type) : std::vector<EventField>{}) {
            const auto name = prefix + std::string(field.name);
            put(name, [&](const std::string& typed) { return meant(field, typed, known.words); });
            for (std::size_t end = 0; field.typing == Typing::end && end < ends_typed(form_, name); ++end) {
                put(end_name(name, end) + ".date", moment_meant);
            }
        }
    }
}

std::optional<Seq> EntryDraft::expected() const {
    const auto number = number_in(form_.at("expected"));
    return number ? std::optional(Seq{*number}) : std::nullopt;
}

void EntryDraft::expect(std::optional<Seq> version) {
    form_.set("expected", version ? std::to_string(version->value) : std::string());
}

Json EntryDraft::entry() const {
    Json entry{{"id", form_.at("id")}, {"alliance", alliance()}, {"announced", form_.at("announced")}};
    for (const std::string name : {"title", "note", "confidence"}) {
        if (const auto value = form_.at(name); !value.empty()) {
            entry[name] = value;
        }
    }
    if (const auto effective = form_.at("effective"); !effective.empty()) {
        entry["effective"] = moment_from(effective);
    }
    Json sources = Json::array();
    for (std::size_t i = 0; i < sources_; ++i) {
        Json source = Json::object();
        for (const std::string name : {"url", "publisher", "published"}) {
            if (const auto value = form_.at(of_source(i) + name); !value.empty()) {
                source[name] = value;
            }
        }
        if (!source.empty()) {
            sources.push_back(std::move(source));
        }
    }
    if (!sources.empty()) {
        entry["sources"] = std::move(sources);
    }
    entry["events"] = Json::array();
    for (std::size_t i = 0; i < events_; ++i) {
        entry["events"].push_back(event_from(form_, of_event(i)));
    }
    return entry;
}

std::string EntryDraft::field_at(std::string_view place) const {
    auto steps = parts_of(place, '/');
    if (steps.empty()) {
        return {};
    }
    if (steps.size() == 1) {
        return form_.has(steps[0]) || steps[0] == "title" ? steps[0] : std::string();
    }
    const auto number = number_in(steps[1]);
    if (!number || (steps[0] != "events" && steps[0] != "sources")) {
        return {};
    }
    if (steps[0] == "sources") {
        return of_source(*number) + (steps.size() > 2 ? steps[2] : "url");
    }
    if (steps.size() > 3 && steps[2] == "set") {
        steps.erase(steps.begin() + 2);
    }
    auto name = steps.size() > 2 ? of_event(*number) + steps[2] : std::string();
    const auto end = steps.size() > 3 ? number_in(steps[3]) : std::nullopt;
    if (end && steps[2] == "ends") {
        name = end_name(name, *end);
    }
    return form_.has(name) ? name : fmt::format("event-{}", *number + 1);
}

std::string EntryDraft::fingerprint() const {
    return hex(sha256(entry().dump()));
}

}  // namespace entente::daemon
