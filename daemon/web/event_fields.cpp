#include <entente/daemon/web/event_fields.hpp>

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace entente::daemon {
namespace {

using enum Typing;

std::vector<EventField> term_fields(bool amending) {
    std::vector<EventField> fields{
        {"kind", "What kind of right", kind, !amending, "", true},
        {"grantor", "Who gives, owes or is bound", parties, false, "several with commas between; * is anybody", true},
        {"grantee", "Who may, gets or is protected", parties, false, "several with commas between; * is anybody", true},
        {"actions", "What may be done", words, false, "host, use, distribute …", true},
        {"subject", "With what", path, false, "a path: openai/products/api", true},
        {"exclusive", "Exclusive", yes_no, false, "", true},
        {"ends", "Until", end, false, "a date, or a milestone such as agi-verified", true},
        {"scope", "Only where, for whom", scope, false, "one a line: territory: cn, us · persons: except us/government",
         true},
        {"conditions", "Conditions", lines, false, "one a line", true},
        {"attributes", "Figures and further words", named, false,
         "one a line: percent: ~27% · amount: USD 250000000000", true},
        {"days", "Days that fall due", named, false, "one a line: notice: 2029-06-30", true},
    };
    if (amending) {
        fields.push_back({"unset", "Taken away", taken_away, false, "names of fields, with commas between", true});
    }
    return fields;
}

std::pair<std::string, std::string> named_line(const std::string& text) {
    const auto colon = std::min(text.find(':'), text.size());
    auto value = text.substr(std::min(colon + 1, text.size()));
    value.erase(0, value.find_first_not_of(' '));
    return {text.substr(0, colon), value};
}

/// `USD 250000000000`, a whole number, yes or no; else a text.
Json attribute_from(const std::string& value) {
    const bool is_money = value.size() > 4 && value[3] == ' ' &&
                          std::all_of(value.begin(), value.begin() + 3, [](char c) { return 'A' <= c && c <= 'Z'; });
    if (is_money) {
        auto amount = value.substr(4);
        std::erase(amount, ',');
        return {{"amount", amount}, {"currency", value.substr(0, 3)}};
    }
    std::int64_t number = 0;
    const auto [stopped, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error == std::errc{} && stopped == value.data() + value.size()) {
        return number;
    }
    return value == "yes" ? Json(true) : value == "no" ? Json(false) : Json(value);
}

Json named_from(const std::string& typed, bool moments) {
    Json object = Json::object();
    for (const auto& one : parts_of(typed, '\n')) {
        const auto [name, value] = named_line(one);
        object[name] = moments ? moment_from(value) : attribute_from(value);
    }
    return object;
}

Json scope_from(const std::string& typed) {
    Json object = Json::object();
    for (const auto& one : parts_of(typed, '\n')) {
        const auto [name, value] = named_line(one);
        constexpr std::string_view except = "except ";
        object[name] = value.starts_with(except)
                           ? Json{{"except", parts_of(std::string_view(value).substr(except.size()), ',')}}
                           : Json(parts_of(value, ','));
    }
    return object;
}

Json members_from(const std::string& typed) {
    Json list = Json::array();
    for (const auto& one : parts_of(typed, '\n')) {
        const auto [party, name] = named_line(one);
        Json member{{"party", party}};
        if (!name.empty()) {
            member["name"] = name;
        }
        list.push_back(std::move(member));
    }
    return list;
}

/// One way in which a term ends; null when none was chosen.
Json end_from(const std::string& word, const std::string& until) {
    if (word.empty()) {
        return nullptr;
    }
    if (word == "during") {
        return {{"during", until}};
    }
    return word == "through" || word == "before" ? Json{{word, moment_from(until)}} : Json(word);
}

Json ends_from(const FormBody& form, const std::string& field) {
    Json ends = Json::array();
    for (std::size_t i = 0; i < ends_typed(form, field); ++i) {
        const auto name = end_name(field, i);
        if (auto end = end_from(form.at(name), form.at(name + ".date")); !end.is_null()) {
            ends.push_back(std::move(end));
        }
    }
    return ends.empty() ? Json(nullptr) : ends;
}

/// What was typed; null when nothing was.
Json value_from(const EventField& field, const FormBody& form, const std::string& name) {
    if (field.typing == end) {
        return ends_from(form, name);
    }
    const auto typed = form.at(name);
    if (typed.empty()) {
        return nullptr;
    }
    switch (field.typing) {
        case parties:
        case words:
            return parts_of(typed, ',');
        case lines:
            return parts_of(typed, '\n');
        case yes_no:
            return typed == "yes";
        case moment:
            return moment_from(typed);
        case named:
            return named_from(typed, field.name == "days");
        case scope:
            return scope_from(typed);
        case members:
            return members_from(typed);
        case json: {
            auto value = Json::parse(typed, nullptr, false);
            return value.is_discarded() ? Json(typed) : value;
        }
        default:
            return typed;
    }
}

}  // namespace

std::vector<std::string> parts_of(std::string_view text, char between) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto part = text.substr(0, text.find(between));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        const auto first = part.find_first_not_of(" \t");
        if (first != std::string_view::npos) {
            parts.emplace_back(part.substr(first, part.find_last_not_of(" \t") - first + 1));
        }
    }
    return parts;
}

std::string end_name(const std::string& field, std::size_t place) {
    return place == 0 ? field : fmt::format("{}.{}", field, place);
}

std::size_t ends_typed(const FormBody& form, const std::string& field) {
    std::size_t count = 1;
    while (form.has(end_name(field, count))) {
        ++count;
    }
    return count;
}

std::vector<EventField> fields_of(EventType type) {
    using enum EventType;
    const EventField term_field{"term", "Term", term, true, "one that is there"};
    const EventField party_field{"party", "Party", party, true, "a short name: openai"};
    const EventField why{"reason", "Why", line};
    const EventField event_field{"event", "Which event", line, true, "ENTRY-ID#INDEX, as the term's page names it"};
    switch (type) {
        case term_granted: {
            auto fields = term_fields(false);
            fields.insert(fields.begin(), {"term", "Term", term, true, "a short name of your own, or one to renew"});
            return fields;
        }
        case term_amended: {
            auto fields = term_fields(true);
            fields.insert(fields.begin(), term_field);
            return fields;
        }
        case term_confirmed:
        case term_exercised:
            return {term_field, {"text", "In which words", line}};
        case term_suspended:
        case term_resumed:
            return {term_field, why};
        case term_ended:
            return {term_field, {"reason", "How", reason}};
        case milestone_reached:
            return {{"milestone", "Milestone", milestone, true, "one that is waited for, or a short name of your own"}};
        case alliance_formed:
            return {
                {"title", "What it is called", line},
                {"parties", "Parties", members, false, "one a line: openai: OpenAI"}};
        case alliance_dissolved:
            return {{"reason", "How", reason}};
        case party_joined:
            return {party_field, {"name", "What it is called", line}, {"role", "In which role", line}};
        case party_left:
            return {party_field, why, {"successor", "Who takes its place", party}};
        case party_suspended:
        case party_resumed:
            return {party_field, why};
        case party_renamed:
            return {party_field, {"name", "What it is called now", line, true}};
        case event_retracted:
            return {event_field, why};
        case event_corrected:
            return {
                event_field, why, {"replacement", "How it should have read", json, true, "the whole event, as JSON"}};
        case event_rescheduled:
            return {event_field, why};
        case source_added:
            return {
                event_field,
                {"stance", "The source", stance},
                {"reading", "What it says instead", json, false, "fields, as JSON"}};
        case note_added:
            return {{"text", "Note", line, true}};
        case state_asserted:
            return {term_field, {"on", "On", day, true, "2026-04-28"}, {"status", "It is", status, true}};
    }
    return {};
}

bool can_be_planned(EventType type) {
    const auto name = word(type);
    return name.starts_with("party.") || name.starts_with("term.") || name.starts_with("milestone.");
}

Json moment_from(std::string_view typed) {
    const auto plain = typed.find_first_not_of("0123456789-~?%[].") == std::string_view::npos;
    if (plain || typed.empty()) {
        return std::string(typed);
    }
    if (typed.front() == '{') {
        auto value = Json::parse(typed, nullptr, false);
        return value.is_discarded() ? Json(std::string(typed)) : value;
    }
    return {{"upon", std::string(typed)}};
}

Json event_from(const FormBody& form, std::string_view prefix) {
    const std::string p(prefix);
    const auto type_word = form.at(p + "type");
    Json event{{"type", type_word}};
    const auto type = from_word<EventType>(type_word);
    if (!type) {
        return event;
    }
    Json set = Json::object();
    for (const auto& field : fields_of(*type)) {
        const std::string name(field.name);
        if (field.typing == taken_away) {
            for (const auto& gone : parts_of(form.at(p + name), ',')) {
                set[gone] = nullptr;
            }
            continue;
        }
        auto value = value_from(field, form, p + name);
        if (!value.is_null()) {
            (type == EventType::term_amended && field.of_term ? set : event)[name] = std::move(value);
        }
    }
    if (type == EventType::term_amended) {
        event["set"] = std::move(set);
    }
    if (const auto effective = form.at(p + "effective"); !effective.empty()) {
        event["effective"] = moment_from(effective);
    }
    if (const auto confidence = form.at(p + "confidence"); !confidence.empty()) {
        event["confidence"] = confidence;
    }
    if (can_be_planned(*type) && form.has(p + "planned")) {
        event["planned"] = true;
    }
    return event;
}

}  // namespace entente::daemon
