#include <entente/cli/entry_view.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

/// `2026-04-27 14:03` of an instant.
std::string minute_of(Instant instant) {
    auto shown = text(instant).substr(0, 16);
    shown[10] = ' ';
    return shown;
}

struct Columns {
    std::string seq, recorded, events, actor, announced;
};

std::string row_of(const Columns& row, std::size_t seq_columns) {
    const auto right = [](std::string_view text, std::size_t width) {
        return std::string(width > width_of(text) ? width - width_of(text) : 0, ' ') + std::string(text);
    };
    return fmt::format(
        "{}  {}  {}  {}  {}  ", right(row.seq, seq_columns), padded(row.recorded, 16), right(row.events, 6),
        padded(shortened(row.actor, 10), 10), padded(row.announced, 10));
}

std::string row_of_entry(
    const Entry& entry, std::string seq, std::string recorded, const Terminal& terminal, std::size_t seq_columns) {
    const auto row = row_of(
        {.seq = std::move(seq),
         .recorded = std::move(recorded),
         .events = fmt::format("{}", entry.events.size()),
         .actor = harmless(entry.actor),
         .announced = text(entry.announced)},
        seq_columns);
    const auto title = entry_name(entry);
    const auto used = width_of(row);
    constexpr std::size_t title_columns_min = 12;
    const auto room = std::max(terminal.columns() > used ? terminal.columns() - used : 0, title_columns_min);
    return row + (terminal.watched() ? shortened(title, room) : title);
}

struct Margin {
    std::size_t indent = 0;
    std::size_t columns = 12;  ///< of the name, when it is no longer than that
};

/// `name   value`, the value wrapped beside the name.
void add_line(
    std::string& text, const Terminal& terminal, Margin margin, std::string_view name, std::string_view value) {
    const auto columns = std::max(margin.columns, width_of(name) + 1);
    const auto before = margin.indent + columns;
    auto left = std::string(margin.indent, ' ') + terminal.styled(padded(name, columns), Style::dim);
    for (const auto& piece : wrapped(value, std::max(terminal.columns(), before + 20) - before)) {
        text += left + piece + "\n";
        left = std::string(before, ' ');
    }
}

struct FieldLine {
    std::string name;  ///< `set attributes/percent`
    std::string value;
};

bool is_any(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

std::string party_in_words(const Json& party) {
    auto words = text_of(party.at("party"));
    for (const auto* field : {"name", "role"}) {
        const auto said = text_of(party.value(field, Json()));
        words += said.empty() ? "" : ", " + said;
    }
    return words;
}

/// The fields of an event one by one; those inside `set`, `attributes` and the like under their path.
void add_fields(std::vector<FieldLine>& lines, const Json& fields, const std::string& before) {
    for (const auto& [field, value] : fields.items()) {
        if (is_any(field, {"set", "reading", "replacement"}) && value.is_object()) {
            add_fields(lines, value, before + harmless(field) + " ");
        } else if (is_any(field, {"scope", "days", "attributes"}) && value.is_object()) {
            for (const auto& [key, one] : value.items()) {
                const auto path = fmt::format("{}/{}", field, key);
                lines.push_back({.name = before + harmless(path), .value = value_of(one, path)});
            }
        } else if (field == "parties" || field == "sources") {
            for (const auto& one : value) {
                const auto is_source = field == "sources";
                lines.push_back(
                    {.name = before + (is_source ? "source" : "party"),
                     .value = is_source ? source_in_full(one) : party_in_words(one)});
            }
        } else {
            const auto is_moment = field == "effective";
            lines.push_back(
                {.name = before + spaced(field), .value = is_moment ? moment_of(value) : value_of(value, field)});
        }
    }
}

/// What an event says beyond its type and what it is about.
std::vector<FieldLine> fields_of(Json event) {
    for (const auto* named_above : {"type", "term", "party", "milestone"}) {
        event.erase(named_above);
    }
    std::vector<FieldLine> lines;
    add_fields(lines, event, "");
    return lines;
}

}  // namespace

Json record_json(const Record& record, std::string_view canonical) {
    return Json{
        {"seq", record.seq.value},
        {"recorded", text(record.recorded)},
        {"entry", Json::parse(canonical)},
        {"chain", hex(record.chain)}};
}

Json imagined_json(const Draft& draft) {
    return Json{{"seq", nullptr}, {"recorded", nullptr}, {"entry", Json::parse(draft.canonical)}, {"chain", nullptr}};
}

std::string entry_name(const Entry& entry) {
    if (!entry.title.empty()) {
        return harmless(entry.title);
    }
    constexpr std::size_t name_bytes_enough = 100;
    std::string name;
    for (const auto& event : entry.events) {
        if (name.size() > name_bytes_enough) {
            return name + " …";
        }
        const auto* const term = term_of(event);
        name += fmt::format(
            "{}{}{}", name.empty() ? "" : ", ", word(type_of(event)), term ? " " + harmless(term->text) : "");
    }
    return name;
}

std::string entry_rows_title(const Terminal& terminal, std::size_t seq_columns) {
    return terminal.styled(
        row_of({"#", "RECORDED (UTC)", "EVENTS", "ACTOR", "ANNOUNCED"}, seq_columns) + "TITLE", Style::dim);
}

std::string entry_row(const Record& record, const Terminal& terminal, std::size_t seq_columns) {
    return row_of_entry(
        *record.entry, fmt::format("{}", record.seq.value), minute_of(record.recorded), terminal, seq_columns);
}

std::string imagined_row(const Entry& entry, const Terminal& terminal, std::size_t seq_columns) {
    return row_of_entry(entry, "?", "imagined", terminal, seq_columns);
}

std::string entry_in_full(const Json& record, std::optional<std::uint32_t> only, const Terminal& terminal) {
    const auto& entry = record.at("entry");
    std::string text;
    const auto title = text_of(entry.value("title", Json()));
    const auto number = fmt::format("#{}", record.at("seq").dump());
    text += terminal.styled(title.empty() ? number : fmt::format("{}  {}", number, title), Style::bold) + "\n";
    add_line(text, terminal, {}, "id", text_of(entry.at("id")));
    add_line(text, terminal, {}, "alliance", text_of(entry.at("alliance")));
    add_line(text, terminal, {}, "announced", text_of(entry.at("announced")));
    if (entry.contains("effective")) {
        add_line(text, terminal, {}, "effective", moment_of(entry.at("effective")));
    }
    add_line(
        text, terminal, {}, "recorded",
        fmt::format("{} by {}", text_of(record.at("recorded")), text_of(entry.at("actor"))));
    add_line(text, terminal, {}, "confidence", text_of(entry.value("confidence", Json("reported"))));
    for (const auto& source : entry.value("sources", Json::array())) {
        add_line(text, terminal, {}, "source", source_in_full(source));
    }
    if (entry.contains("note")) {
        add_line(text, terminal, {}, "note", text_of(entry.at("note")));
    }
    add_line(text, terminal, {}, "chain", text_of(record.at("chain")));
    const auto& events = entry.at("events");
    for (std::uint32_t index = 0; index < events.size(); ++index) {
        if (only && *only != index) {
            continue;
        }
        const auto& event = events[index];
        const auto subject = text_of(event.value("term", event.value("party", event.value("milestone", Json()))));
        const auto name = fmt::format("{}.{}", record.at("seq").dump(), index);
        text += "\n" +
                terminal.styled(
                    fmt::format("{}  {}{}", name, text_of(event.at("type")), subject.empty() ? "" : " " + subject),
                    Style::bold) +
                terminal.styled(fmt::format("  {}#{}", text_of(entry.at("id")), index), Style::dim) + "\n";
        for (const auto& [field, value] : fields_of(event)) {
            add_line(text, terminal, {.indent = 4, .columns = 20}, field, value);
        }
    }
    return text;
}

}  // namespace entente::cli
