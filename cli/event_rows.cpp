#include <entente/cli/event_rows.hpp>

#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/words.hpp>

namespace entente::cli {
namespace {

/// A row as RFC 4180 has it.
std::string line_of(const std::vector<std::string>& fields) {
    std::string line;
    for (const auto& field : fields) {
        line += line.empty() && &field == &fields.front() ? "" : ",";
        if (field.find_first_of(",\"\r\n") == std::string::npos) {
            line += field;
            continue;
        }
        line += '"';
        for (const char c : field) {
            line += c == '"' ? std::string("\"\"") : std::string(1, c);
        }
        line += '"';
    }
    return line + "\r\n";
}

/// A text as it is, anything else as JSON; nothing for null.
std::string plain(const Json& value) {
    return value.is_null() ? std::string() : value.is_string() ? value.get<std::string>() : value.dump();
}

std::string urls_of(const Json& sources) {
    std::string urls;
    for (const auto& source : sources) {
        const auto named = plain(source.value("url", source.value("publisher", Json())));
        urls += urls.empty() ? named : " " + named;
    }
    return urls;
}

/// What an event says; where it is silent, its entry.
Json said(const Json& event, const Json& entry, const char* field) {
    return event.value(field, entry.value(field, Json()));
}

std::string details_of(Json event) {
    for (const auto* column :
         {"type", "planned", "term", "party", "milestone", "event", "effective", "confidence", "sources"}) {
        event.erase(column);
    }
    return event.empty() ? std::string() : event.dump();
}

}  // namespace

std::string event_rows_title() {
    return line_of(
        {"seq", "index", "address", "recorded", "announced", "alliance", "title", "actor", "type", "planned", "term",
         "party", "milestone", "event", "effective", "confidence", "sources", "details", "note"});
}

std::string event_rows(const Record& record, std::string_view canonical) {
    const auto entry = Json::parse(canonical);
    const auto id = text(record.entry->id);
    std::string rows;
    std::size_t index = 0;
    for (const auto& event : entry.at("events")) {
        const bool planned = event.value("planned", false);
        auto effective = said(event, entry, "effective");
        if (effective.is_null() && !planned) {
            effective = entry.at("announced");
        }
        rows += line_of(
            {fmt::format("{}", record.seq.value), fmt::format("{}", index), fmt::format("{}#{}", id, index),
             text(record.recorded), plain(entry.at("announced")), plain(entry.at("alliance")),
             plain(entry.value("title", Json())), plain(entry.value("actor", Json())), plain(event.at("type")),
             planned ? "true" : "false", plain(event.value("term", Json())), plain(event.value("party", Json())),
             plain(event.value("milestone", Json())), plain(event.value("event", Json())), plain(effective),
             plain(event.value("confidence", entry.value("confidence", Json("reported")))),
             urls_of(event.value("sources", entry.value("sources", Json::array()))), details_of(event),
             plain(entry.value("note", Json()))});
        ++index;
    }
    return rows;
}

}  // namespace entente::cli
