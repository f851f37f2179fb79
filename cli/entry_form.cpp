#include <entente/cli/entry_form.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/term_form.hpp>
#include <entente/core/quoted.hpp>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

std::unexpected<Error> misused(std::string message, std::string where) {
    return fail(ErrorCode::bad_value, std::move(message), std::move(where));
}

void copy_text(Json& into, const Asked& asked, std::string_view flag, const char* field) {
    if (const auto value = asked.find(flag)) {
        into[field] = std::string(*value);
    }
}

/// The first `--publisher` and `--published` belong to the first `--source`, and so on.
Result<Json> sources_json(const Asked& asked) {
    const auto urls = asked.all("source");
    const auto publishers = asked.all("publisher");
    const auto days = asked.all("published");
    const auto count = urls.empty() ? publishers.size() : urls.size();
    if (publishers.size() > count) {
        return misused("there are more publishers than sources", "--publisher");
    }
    if (days.size() > count) {
        return misused("--published belongs to a --source or a --publisher, and there are more of them", "--published");
    }
    auto sources = Json::array();
    for (std::size_t i = 0; i < count; ++i) {
        auto source = Json::object();
        if (i < urls.size()) {
            source["url"] = urls[i];
        }
        if (i < publishers.size()) {
            source["publisher"] = publishers[i];
        }
        if (i < days.size()) {
            source["published"] = days[i];
        }
        sources.push_back(std::move(source));
    }
    return sources;
}

/// `--effective`, or `--upon` with `--plus`.
Result<void> add_effective(Json& event, const Asked& asked) {
    if (asked.has("effective") && asked.has("upon")) {
        return misused("give --effective or --upon, not both", "--upon");
    }
    if (asked.has("plus") && !asked.has("upon")) {
        return misused("--plus counts from a milestone: give --upon MILESTONE with it", "--plus");
    }
    if (const auto date = asked.find("effective")) {
        event["effective"] = moment_json(*date);
    } else if (const auto milestone = asked.find("upon")) {
        event["effective"] = Json{{"upon", std::string(*milestone)}};
        copy_text(event.at("effective"), asked, "plus", "plus");
    }
    return {};
}

Result<Json> formed(const Asked& asked) {
    Json event{{"type", "alliance.formed"}};
    copy_text(event, asked, "title", "title");
    auto parties = Json::array();
    for (const std::string_view text : asked.all("party")) {
        const auto equals = text.find('=');
        Json party{{"party", std::string(text.substr(0, equals))}};
        if (equals != std::string_view::npos) {
            party["name"] = std::string(text.substr(equals + 1));
        }
        parties.push_back(std::move(party));
    }
    for (const std::string_view text : asked.all("role")) {
        const auto equals = text.find('=');
        const auto id = std::string(text.substr(0, equals));
        const auto named = std::ranges::find_if(parties, [&](const Json& party) { return party.at("party") == id; });
        if (equals == std::string_view::npos || named == parties.end()) {
            return misused(fmt::format("{} is no ID=ROLE of a --party given here", quoted(text)), "--role");
        }
        (*named)["role"] = std::string(text.substr(equals + 1));
    }
    event["parties"] = std::move(parties);
    return event;
}

/// Events that carry the party or the term and texts under their own names.
Json plain_event(const char* type, const Asked& asked) {
    Json event{{"type", type}};
    copy_text(event, asked, "PARTY", "party");
    copy_text(event, asked, "TERM", "term");
    copy_text(event, asked, "MILESTONE", "milestone");
    for (const auto* field : {"name", "role", "successor", "reason", "text"}) {
        copy_text(event, asked, field, field);
    }
    return event;
}

/// `suspend` and `resume` are about a term, or with --party about a membership.
Result<Json> held_up(std::string_view command, const Asked& asked) {
    const bool suspends = command == "suspend";
    if (asked.has("party") == asked.has("TERM")) {
        return misused("give a TERM or --party PARTY, one of the two", "argument TERM");
    }
    if (!asked.has("party")) {
        return plain_event(suspends ? "term.suspended" : "term.resumed", asked);
    }
    auto event = plain_event(suspends ? "party.suspended" : "party.resumed", asked);
    copy_text(event, asked, "party", "party");
    return event;
}

Result<Json> granted(const Asked& asked) {
    Json event{{"type", "term.granted"}};
    copy_text(event, asked, "TERM", "term");
    event.update(ENTENTE_TRY(term_fields_json(asked)));
    return event;
}

Result<Json> amended(const Asked& asked) {
    auto set = ENTENTE_TRY(term_fields_json(asked));
    ENTENTE_TRY(set_fields(set, asked, "set"));
    unset_fields(set, asked);
    if (set.empty()) {
        return misused("nothing is changed: give --set, --unset or a field like --non-exclusive", "--set");
    }
    Json event{{"type", "term.amended"}};
    copy_text(event, asked, "TERM", "term");
    event["set"] = std::move(set);
    return event;
}

/// The event as it was recorded, with what the flags say laid over it.
Result<Json> rewritten(const EarlierEvent& earlier, const Asked& asked) {
    auto event = Json::parse(earlier.json);
    if (event.value("type", "") == "event.corrected") {
        event = Json(event.at("replacement"));
    }
    auto fields = ENTENTE_TRY(term_fields_json(asked));
    unset_fields(fields, asked);
    const bool in_set = event.value("type", "") == "term.amended";
    (in_set ? event.at("set") : event).merge_patch(fields);
    copy_text(event, asked, "text", "text");
    copy_text(event, asked, "event-reason", "reason");
    ENTENTE_TRY(add_effective(event, asked));
    if (asked.has("planned")) {
        event["planned"] = true;
    }
    for (const auto* own : {"sources", "confidence"}) {
        event.erase(own);  // a correction brings its own
    }
    return event;
}

Result<Json> replacement_json(const EarlierEvent& earlier, const Asked& asked, const FormNeeds& needs) {
    const auto given = asked.find("replacement");
    if (!given) {
        return rewritten(earlier, asked);
    }
    auto json = std::string(*given);
    if (!json.starts_with('{')) {
        json = ENTENTE_TRY(needs.read_file(json));
    }
    auto event = Json::parse(json, nullptr, false);
    if (event.is_discarded()) {
        return misused("the replacement is no JSON object", "--replacement");
    }
    return event;
}

/// The events that act on an earlier one.
Result<Json> on_earlier(std::string_view command, const Asked& asked, const FormNeeds& needs) {
    const auto earlier = needs.find_event(asked.at("EVENT"));
    if (!earlier) {
        return std::unexpected(earlier.error());
    }
    if (asked.at("ALLIANCE") != earlier->alliance) {
        return fail(
            ErrorCode::event_unknown,
            fmt::format(
                "{} belongs to the alliance {}, not to {}", asked.at("EVENT"), earlier->alliance, asked.at("ALLIANCE")),
            "argument EVENT");
    }
    const auto type = command == "retract"      ? "event.retracted"
                      : command == "correct"    ? "event.corrected"
                      : command == "reschedule" ? "event.rescheduled"
                                                : "source.added";
    Json event{{"type", type}, {"event", earlier->address}};
    copy_text(event, asked, "reason", "reason");
    if (command == "correct") {
        event["replacement"] = ENTENTE_TRY(replacement_json(*earlier, asked, needs));
    } else if (command == "reschedule") {
        ENTENTE_TRY(add_effective(event, asked));
    } else if (command == "cite") {
        event["stance"] = asked.has("contradicts") ? "contradicts" : "supports";
        event["sources"] = ENTENTE_TRY(sources_json(asked));
        auto reading = Json::object();
        ENTENTE_TRY(set_fields(reading, asked, "reading"));
        if (const auto date = asked.find("reading-effective")) {
            reading["effective"] = moment_json(*date);
        }
        copy_text(reading, asked, "reading-reason", "reason");
        if (!reading.empty()) {
            event["reading"] = std::move(reading);
        }
    }
    return event;
}

Result<Json> noted(const Asked& asked) {
    if (asked.has("TEXT") == asked.has("text")) {
        return misused("give the remark once, as TEXT or --text", "argument TEXT");
    }
    Json event{{"type", "note.added"}};
    copy_text(event, asked, asked.has("TEXT") ? "TEXT" : "text", "text");
    return event;
}

Result<Json> asserted(const Asked& asked, Day today) {
    if (asked.has("STATUS") == asked.has("status")) {
        return misused("give the status once, as STATUS or --status", "argument STATUS");
    }
    Json event{{"type", "state.asserted"}};
    copy_text(event, asked, "TERM", "term");
    event["on"] = std::string(asked.find("on").value_or(text(today)));
    copy_text(event, asked, asked.has("STATUS") ? "STATUS" : "status", "status");
    return event;
}

Result<Json> event_json(std::string_view command, const Asked& asked, const FormNeeds& needs) {
    constexpr std::array<std::pair<std::string_view, const char*>, 8> plain{
        {{"dissolve", "alliance.dissolved"},
         {"join", "party.joined"},
         {"leave", "party.left"},
         {"confirm", "term.confirmed"},
         {"exercise", "term.exercised"},
         {"end", "term.ended"},
         {"revoke", "term.ended"},
         {"reach", "milestone.reached"}}};
    for (const auto& [name, type] : plain) {
        if (name == command) {
            auto event = plain_event(type, asked);
            if (command == "revoke") {
                event["reason"] = "revoked";
            }
            return event;
        }
    }
    if (command == "form") {
        return formed(asked);
    }
    if (command == "grant") {
        return granted(asked);
    }
    if (command == "amend") {
        return amended(asked);
    }
    if (command == "suspend" || command == "resume") {
        return held_up(command, asked);
    }
    if (command == "note") {
        return noted(asked);
    }
    if (command == "assert") {
        return asserted(asked, needs.today);
    }
    return on_earlier(command, asked, needs);
}

}  // namespace

Result<std::string> entry_json(std::string_view command, const Asked& asked, const FormNeeds& needs) {
    auto event = ENTENTE_TRY(event_json(command, asked, needs));
    const bool revises_in_place = command == "correct" || command == "reschedule" || command == "cite";
    if (!revises_in_place) {
        ENTENTE_TRY(add_effective(event, asked));
        if (asked.has("planned")) {
            event["planned"] = true;
        }
    }
    auto entry = Json::object();
    copy_text(entry, asked, "id", "id");
    copy_text(entry, asked, "ALLIANCE", "alliance");
    for (const auto* field : {"announced", "title", "confidence", "note"}) {
        copy_text(entry, asked, field, field);
    }
    if (auto sources = ENTENTE_TRY(sources_json(asked)); !sources.empty() && command != "cite") {
        entry["sources"] = std::move(sources);
    }
    entry["events"] = Json::array({std::move(event)});
    return entry.dump();
}

}  // namespace entente::cli
