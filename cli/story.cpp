#include <entente/cli/story.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/listings.hpp>
#include <entente/cli/table.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t indent_columns = 4;

/// `term.granted` → `granted`; `alliance.dissolved` and `party.left` stay whole words.
std::string what_happened(const Json& change) {
    const auto type = text_of(change.at("type"));
    const auto planned = change.at("planned").get<bool>() ? std::string("planned: ") : std::string();
    if (type.starts_with("term.")) {
        return planned + type.substr(5);
    }
    auto words = type;
    std::ranges::replace(words, '.', ' ');
    return planned + words;
}

/// What a grant or an amendment set, field by field.
std::vector<std::string> fields_of(const Json& change) {
    std::vector<std::string> lines;
    for (const auto& [path, value] : change.at("fields").items()) {
        const auto removed = value.is_null();
        lines.push_back(
            fmt::format("{} {}", harmless(path), removed ? "no longer stated" : "= " + value_of(value, path)));
    }
    return lines;
}

std::string learned(const Json& change) {
    const auto recorded = text_of(change.at("recorded"));
    auto words = fmt::format("announced {}, recorded {}", text_of(change.at("announced")), recorded.substr(0, 10));
    const auto actor = text_of(change.at("actor"));
    words += actor.empty() ? "" : " by " + actor;
    return fmt::format("{}; {}", words, text_of(change.at("confidence")));
}

std::string standing(const Json& change, const EventNames& names) {
    std::string by;
    for (const auto& address : change.at("revised_by")) {
        by += fmt::format("{}{}", by.empty() ? "" : ", ", names(address.get<std::string>()));
    }
    if (change.at("retracted").get<bool>()) {
        return "retracted by " + by + ": it never counted";
    }
    return by.empty() ? std::string() : "as revised by " + by;
}

class Teller {
public:
    Teller(const Terminal& terminal, const EventNames& names) : terminal_(terminal), names_(names) {}

    void line(std::string_view text, Style style) {
        for (const auto& piece : wrapped(text, std::max(terminal_.columns(), indent_columns + 20) - indent_columns)) {
            text_ += std::string(indent_columns, ' ') + terminal_.styled(piece, style) + "\n";
        }
    }

    void tell(const Json& change) {
        const bool counts = change.at("counts").get<bool>();
        const bool retracted = change.at("retracted").get<bool>();
        const auto date = change.at("effective").is_null() ? std::string("no date") : moment_of(change.at("effective"));
        const auto title = text_of(change.at("title"));
        const auto head = fmt::format("{} {}  {}", counts ? "●" : retracted ? "✕" : "○", date, what_happened(change));
        text_ += terminal_.styled(head, counts ? Style::bold : Style::dim);
        text_ +=
            terminal_.styled(fmt::format("  [{}]", names_(change.at("event").get<std::string>())), Style::dim) + "\n";
        if (!title.empty()) {
            line(title, Style::plain);
        }
        if (const auto said = text_of(change.at("text")); !said.empty()) {
            const auto type = text_of(change.at("type"));
            const bool in_words = type == "term.confirmed" || type == "term.exercised" || type == "note.added";
            line(in_words ? said : "reason: " + spaced(said), Style::plain);
        }
        for (const auto& field : fields_of(change)) {
            line(field, Style::plain);
        }
        if (const auto revised = standing(change, names_); !revised.empty()) {
            line(revised, Style::doubtful);
        }
        line(learned(change), Style::dim);
        for (const auto& source : change.at("sources")) {
            line(source_in_full(source), Style::dim);
        }
        text_ += "\n";
    }

    [[nodiscard]] std::string told() && { return std::move(text_); }

private:
    const Terminal& terminal_;
    const EventNames& names_;
    std::string text_;
};

std::string present_state(const Json& document, const EventNames& names, const Terminal& terminal) {
    const auto& state = document.at("state");
    if (state.is_null()) {
        return "Nothing that is considered here grants it.\n";
    }
    const auto status = text_of(state.at("status"));
    auto words = fmt::format("{} {}", status.empty() ? "?" : mark_of(status), status_in_words(state));
    if (const auto begins = span_of(state.at("begins")); !begins.empty()) {
        words += ", begins " + begins;
    }
    if (const auto since = span_of(state.at("since")); !since.empty()) {
        words += ", since " + since;
    }
    if (text_of(state.at("end_kind")) == "ended") {
        const auto last = span_of(state.at("last_day"));
        words += last.empty() ? std::string(", never began") : ", last day " + last;
        words += state.at("reason").is_string() && state.at("status") == "ended"
                     ? ", " + spaced(text_of(state.at("reason")))
                     : "";
    } else {
        words += state.at("ends").empty() || ends_of(state.at("ends")) == "not stated"
                     ? ", end not stated"
                     : ", " + ends_of(state.at("ends"));
    }
    std::string text;
    for (const auto& piece : wrapped(words, terminal.columns())) {
        text += terminal.styled(piece, state.at("certain").get<bool>() ? style_of(status) : Style::doubtful) + "\n";
    }
    for (const auto& detail : term_details(state, names)) {
        for (const auto& piece : wrapped(detail, std::max(terminal.columns(), indent_columns + 20) - indent_columns)) {
            text += std::string(indent_columns, ' ') + terminal.styled(piece, Style::dim) + "\n";
        }
    }
    return text;
}

std::string term_heading(const Json& document, const Terminal& terminal) {
    const auto name = fmt::format("{} in {}", text_of(document.at("term")), text_of(document.at("alliance")));
    return terminal.styled(name, Style::bold) + "\n" + as_of_in_words(document) + "\n";
}

}  // namespace

std::string tell_term(const Json& document, const EventNames& names, const Terminal& terminal) {
    Teller teller(terminal, names);
    for (const auto& change : document.at("changes")) {
        teller.tell(change);
    }
    auto text =
        term_heading(document, terminal) + present_state(document, names, terminal) + "\n" + std::move(teller).told();
    text.pop_back();
    return text;
}

std::string draw_blame(const Json& document, const EventNames& names, const Terminal& terminal) {
    Table table({{"FIELD", 10, 28}, {"VALUE", 16, 60}, {"SET BY", 8, 10}, {"WHEN", 10, 24}, {"ENTRY", 16, 50}});
    Json above;  // the event of the row above: what it is needs saying once
    for (const auto& blame : document.at("blame")) {
        const auto path = text_of(blame.at("field"));
        const auto& changes = document.at("changes");
        const auto setter =
            std::ranges::find_if(changes, [&](const Json& change) { return change.at("event") == blame.at("event"); });
        const bool says_more = setter != changes.end() && blame.at("event") != above;
        table.add(
            {.cells = {
                 {path, Style::bold},
                 {value_of(blame.at("value"), path)},
                 {names(blame.at("event").get<std::string>())},
                 {says_more ? moment_of((*setter).at("effective")) : ""},
                 {says_more ? text_of((*setter).at("title")) : ""}}});
        above = blame.at("event");
    }
    return term_heading(document, terminal) + "\n" +
           (table.empty() ? std::string("No field has a value then.\n") : table.drawn(terminal));
}

}  // namespace entente::cli
