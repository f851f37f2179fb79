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

std::string row_of(
    std::string_view seq, std::string_view recorded, std::string_view announced, std::string_view actor,
    std::string_view events, std::size_t seq_columns) {
    const auto right = [](std::string_view text, std::size_t width) {
        return std::string(width > width_of(text) ? width - width_of(text) : 0, ' ') + std::string(text);
    };
    return fmt::format(
        "{}  {}  {}  {}  {}  ", right(seq, seq_columns), padded(recorded, 16), padded(announced, 10),
        padded(shortened(actor, 10), 10), right(events, 6));
}

/// What an entry without a title is called: what its events do.
std::string events_in_short(const Entry& entry) {
    std::string all;
    for (const auto& event : entry.events) {
        const auto* const term = term_of(event);
        all += fmt::format(
            "{}{}{}", all.empty() ? "" : ", ", word(type_of(event)), term ? " " + harmless(term->text) : "");
        if (all.size() > 200) {
            break;
        }
    }
    return all;
}

std::string row_of_entry(
    const Entry& entry, std::string_view seq, std::string_view recorded, const Terminal& terminal,
    std::size_t seq_columns) {
    const auto row = row_of(
        seq, recorded, text(entry.announced), harmless(entry.actor), fmt::format("{}", entry.events.size()),
        seq_columns);
    const auto title = entry.title.empty() ? events_in_short(entry) : harmless(entry.title);
    const auto used = width_of(row);
    constexpr std::size_t title_columns_min = 12;
    const auto room = std::max(terminal.columns() > used ? terminal.columns() - used : 0, title_columns_min);
    return row + (terminal.watched() ? shortened(title, room) : title);
}

void add_line(std::string& text, const Terminal& terminal, std::string_view name, std::string_view value) {
    constexpr std::size_t name_columns = 12;
    auto left = terminal.styled(padded(name, name_columns), Style::dim);
    for (const auto& piece : wrapped(value, std::max<std::size_t>(terminal.columns(), 40) - name_columns)) {
        text += left + piece + "\n";
        left = std::string(name_columns, ' ');
    }
}

/// Everything of an event but its type, as `field value` lines.
void add_fields(std::string& text, const Json& event, const Terminal& terminal, const std::string& indent) {
    for (const auto& [field, value] : event.items()) {
        if (field == "type" || field == "term" || field == "party" || field == "milestone") {
            continue;
        }
        if (field == "sources") {
            for (const auto& source : value) {
                text += indent + terminal.styled(source_in_full(source), Style::dim) + "\n";
            }
            continue;
        }
        if (field == "replacement" || field == "set" || field == "reading" || field == "attributes" ||
            field == "days" || field == "scope") {
            text += fmt::format("{}{}\n", indent, spaced(field));
            const auto prefix = field == "attributes" || field == "days" || field == "scope" ? field + "/" : "";
            for (const auto& [key, inner] : value.items()) {
                const bool nested =
                    prefix.empty() && (key == "attributes" || key == "days" || key == "scope") && inner.is_object();
                if (nested) {
                    for (const auto& [name, one] : inner.items()) {
                        text +=
                            fmt::format("{}  {}/{} {}\n", indent, key, harmless(name), value_of(one, key + "/" + name));
                    }
                } else {
                    text += fmt::format("{}  {} {}\n", indent, spaced(key), value_of(inner, prefix + key));
                }
            }
            continue;
        }
        if (field == "parties") {
            for (const auto& party : value) {
                const auto name = text_of(party.value("name", Json()));
                const auto role = text_of(party.value("role", Json()));
                text += fmt::format(
                    "{}party {}{}{}\n", indent, text_of(party["party"]), name.empty() ? "" : " " + name,
                    role.empty() ? "" : ", " + role);
            }
            continue;
        }
        const auto shown = field == "effective" ? moment_of(value) : value_of(value, field);
        std::string left = fmt::format("{}{} ", indent, spaced(field));
        for (const auto& piece : wrapped(shown, std::max<std::size_t>(terminal.columns(), 40) - width_of(left))) {
            text += left + piece + "\n";
            left = std::string(width_of(left), ' ');
        }
    }
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

std::string entry_rows_title(const Terminal& terminal, std::size_t seq_columns) {
    return terminal.styled(
        row_of("#", "RECORDED (UTC)", "ANNOUNCED", "ACTOR", "EVENTS", seq_columns) + "TITLE", Style::dim);
}

std::string entry_row(const Record& record, const Terminal& terminal, std::size_t seq_columns) {
    return row_of_entry(
        *record.entry, fmt::format("{}", record.seq.value), minute_of(record.recorded), terminal, seq_columns);
}

std::string imagined_row(const Entry& entry, const Terminal& terminal, std::size_t seq_columns) {
    return row_of_entry(entry, "?", "imagined", terminal, seq_columns);
}

std::string entry_in_full(const Json& record, std::optional<std::uint32_t> only, const Terminal& terminal) {
    const auto& entry = record["entry"];
    std::string text;
    const auto title = text_of(entry.value("title", Json()));
    text += terminal.styled(fmt::format("#{}  {}", record["seq"].dump(), title), Style::bold) + "\n";
    add_line(text, terminal, "id", text_of(entry["id"]));
    add_line(text, terminal, "alliance", text_of(entry["alliance"]));
    add_line(text, terminal, "announced", text_of(entry["announced"]));
    if (entry.contains("effective")) {
        add_line(text, terminal, "effective", moment_of(entry["effective"]));
    }
    add_line(text, terminal, "recorded", fmt::format("{} by {}", text_of(record["recorded"]), text_of(entry["actor"])));
    add_line(text, terminal, "confidence", text_of(entry.value("confidence", Json("reported"))));
    for (const auto& source : entry.value("sources", Json::array())) {
        add_line(text, terminal, "source", source_in_full(source));
    }
    if (entry.contains("note")) {
        add_line(text, terminal, "note", text_of(entry["note"]));
    }
    add_line(text, terminal, "chain", text_of(record["chain"]));
    const auto& events = entry["events"];
    for (std::uint32_t index = 0; index < events.size(); ++index) {
        if (only && *only != index) {
            continue;
        }
        const auto& event = events[index];
        const auto subject = text_of(event.value("term", event.value("party", event.value("milestone", Json()))));
        const auto name = fmt::format("{}.{}", record["seq"].dump(), index);
        text += "\n" + terminal.styled(fmt::format("{}  {} {}", name, text_of(event["type"]), subject), Style::bold) +
                terminal.styled(fmt::format("  {}#{}", text_of(entry["id"]), index), Style::dim) + "\n";
        add_fields(text, event, terminal, "    ");
    }
    return text;
}

}  // namespace entente::cli
