#include <entente/cli/terms_table.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/table.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t wide_columns_min = 118;

std::string from_to(const Json& term) {
    const auto grantor = list_of(term["grantor"]);
    const auto grantee = list_of(term["grantee"]);
    if (grantor.empty() && grantee.empty()) {
        return {};
    }
    return fmt::format("{} → {}", grantor.empty() ? "–" : grantor, grantee.empty() ? "–" : grantee);
}

/// `license: use openai/ip`.
std::string what(const Json& term) {
    const auto actions = list_of(term["actions"]);
    const auto subject = text_of(term["subject"]);
    auto rest = actions;
    rest += subject.empty() ? "" : (rest.empty() ? "" : " ") + subject;
    const auto kind = spaced(text_of(term["kind"]));
    return rest.empty() ? kind : fmt::format("{}: {}", kind, rest);
}

std::string exclusive_of(const Json& term) {
    return term["exclusive"].is_null() ? std::string() : term["exclusive"].get<bool>() ? "yes" : "no";
}

bool is_over(const Json& term) {
    return text_of(term["end_kind"]) == "ended";
}

/// How it ends in words, or how it ended.
std::string until(const Json& term) {
    if (!is_over(term)) {
        return ends_of(term["ends"]);
    }
    const auto last = span_of(term["last_day"]);
    const auto status = text_of(term["status"]);
    auto words = last.empty() ? std::string("never began") : fmt::format("last day {}", last);
    if (status == "ended" && term["reason"].is_string()) {
        words += fmt::format(", {}", spaced(text_of(term["reason"])));
    }
    return words;
}

std::string since(const Json& term) {
    const auto begins = span_of(term["begins"]);
    return begins.empty() ? span_of(term["since"]) : fmt::format("begins {}", begins);
}

std::string status_cell(const Json& term) {
    const auto status = text_of(term["status"]);
    auto cell = fmt::format("{} {}", status.empty() ? "?" : mark_of(status), status_in_words(term));
    if (term["possible"].contains("status")) {
        const auto& possible = term["possible"]["status"];
        for (std::size_t i = 1; i < possible.size(); ++i) {
            cell += fmt::format("\n  or {}", possible[i].is_null() ? "never so" : spaced(text_of(possible[i])));
        }
    }
    return cell;
}

Style style_of_term(const Json& term) {
    return term["certain"].get<bool>() ? style_of(text_of(term["status"])) : Style::doubtful;
}

Table wide_table(const Json& terms, const EventNames& names) {
    Table table(
        {{"TERM", 12, 40},
         {"STATUS", 10, 18},
         {"WHO → WHOM", 12, 30},
         {"WHAT", 16, 46},
         {"EXCLUSIVE", 4, 9},
         {"SINCE", 10, 24},
         {"UNTIL", 12, 32},
         {"CONFIRMED", 10, 12}});
    for (const auto& term : terms) {
        table.add(
            {.cells =
                 {{text_of(term["term"]), Style::bold},
                  {status_cell(term), style_of_term(term)},
                  {from_to(term)},
                  {what(term)},
                  {exclusive_of(term)},
                  {since(term)},
                  {until(term)},
                  {moment_of(term["last_confirmed"])}},
             .below = term_details(term, names)});
    }
    return table;
}

Table narrow_table(const Json& terms, const EventNames& names) {
    Table table({{"TERM", 12, 30}, {"STATUS", 10, 14}, {"WHAT", 18, 40}, {"WHEN", 16, 28}});
    for (const auto& term : terms) {
        auto about = from_to(term);
        about += (about.empty() ? "" : "\n") + what(term);
        const auto exclusive = exclusive_of(term);
        about += exclusive.empty() ? "" : exclusive == "yes" ? "\nexclusive" : "\nnot exclusive";
        const auto began = since(term);
        auto when = began.empty() || began.starts_with("begins") ? began : "since " + began;
        const auto ends = until(term);
        when += (when.empty() ? "" : "\n") + (ends == "not stated" ? std::string("end not stated") : ends);
        const auto confirmed = moment_of(term["last_confirmed"]);
        when += confirmed.empty() ? "" : "\nconfirmed " + confirmed;
        table.add(
            {.cells = {{text_of(term["term"]), Style::bold}, {status_cell(term), style_of_term(term)}, {about}, {when}},
             .below = term_details(term, names)});
    }
    return table;
}

std::string draw_milestones(const Json& milestones, const EventNames& names, const Terminal& terminal) {
    Table table({{"MILESTONE", 12, 40}, {"REACHED", 10, 30}, {"RESTS ON", 8, 30}});
    for (const auto& milestone : milestones) {
        std::string reached;
        for (const auto& moment : milestone["reached"]) {
            reached += fmt::format("{}{}", reached.empty() ? "" : ", ", moment_of(moment));
        }
        if (reached.empty()) {
            const auto expected = moment_of(milestone["expected"]);
            reached = expected.empty() ? "not yet" : fmt::format("not yet; expected {}", expected);
        }
        std::string events;
        for (const auto& address : milestone["because"]) {
            events += fmt::format("{}{}", events.empty() ? "" : ", ", names(address.get<std::string>()));
        }
        table.add({.cells = {{text_of(milestone["milestone"]), Style::bold}, {reached}, {events}}});
    }
    return table.empty() ? std::string() : "\n" + table.drawn(terminal);
}

std::string parties_table(const Json& parties, const Terminal& terminal) {
    Table table(
        {{"ALLIANCE", 10, 30},
         {"PARTY", 8, 24},
         {"NAME", 8, 34},
         {"ROLE", 6, 24},
         {"STATUS", 8, 14},
         {"SINCE", 8, 24}});
    for (const auto& party : parties) {
        const auto status = text_of(party["status"]);
        table.add(
            {.cells = {
                 {text_of(party.value("alliance", Json()))},
                 {text_of(party["party"]), Style::bold},
                 {text_of(party["name"])},
                 {text_of(party["role"])},
                 {fmt::format("{} {}", mark_of(status), spaced(status)), style_of(status)},
                 {since(party)}}});
    }
    return table.empty() ? std::string() : table.drawn(terminal);
}

std::string heading(const Json& document, const Terminal& terminal) {
    const auto id = text_of(document["alliance"]);
    const auto title = text_of(document.value("title", Json()));
    const auto name = title.empty() ? id : fmt::format("{} ({})", title, id);
    return terminal.styled(name, Style::bold) + "\n" + as_of_in_words(document["as_of"]) + "\n";
}

/// A path of `scope`, `days` or `attributes` with its value: `percent 27%`.
std::string stated(const Json& term) {
    std::string all;
    for (const auto* field : {"scope", "days", "attributes"}) {
        for (const auto& [key, value] : term[field].items()) {
            const auto path = fmt::format("{}/{}", field, key);
            all += fmt::format("{}{} {}", all.empty() ? "" : " · ", spaced(key), value_of(value, path));
        }
    }
    return all;
}

std::string doubts(const Json& term) {
    auto all = "in doubt: " + doubt_of(text_of(term["reason"]));
    for (const auto& [path, values] : term["possible"].items()) {
        if (path == "status") {
            continue;
        }
        std::string ways;
        for (const auto& value : values) {
            ways += fmt::format("{}{}", ways.empty() ? "" : " or ", value_of(value, path));
        }
        all += fmt::format("; {} {}", spaced(path), ways);
    }
    return all;
}

std::string rests_on(const Json& term, const EventNames& names) {
    std::string events;
    for (const auto& address : term["because"]) {
        events += fmt::format("{}{}", events.empty() ? "" : ", ", names(address.get<std::string>()));
    }
    constexpr std::size_t sources_shown_max = 4;
    std::string sources;
    std::size_t shown = 0;
    for (const auto& source : term["sources"]) {
        if (shown++ < sources_shown_max) {
            const bool against = source.value("stance", "") == "contradicts";
            sources += fmt::format(
                "{}{}{}", sources.empty() ? "" : ", ", source_in_short(source), against ? " (says otherwise)" : "");
        }
    }
    sources += shown > sources_shown_max ? fmt::format(" and {} more", shown - sources_shown_max) : "";
    return fmt::format("rests on {}, {}", events, sources.empty() ? "no source" : "according to " + sources);
}

}  // namespace

std::string status_in_words(const Json& term) {
    if (term["status"].is_null()) {
        return "rumoured";
    }
    return spaced(text_of(term["status"])) + (term["possible"].contains("status") ? "?" : "");
}

std::vector<std::string> term_details(const Json& term, const EventNames& names) {
    std::vector<std::string> below;
    if (auto fields = stated(term); !fields.empty()) {
        below.push_back(std::move(fields));
    }
    if (!term["conditions"].empty()) {
        below.push_back("on condition: " + list_of(term["conditions"], "; "));
    }
    if (term["survives"].is_boolean() && term["survives"].get<bool>()) {
        below.push_back("outlives the alliance");
    }
    if (!term["certain"].get<bool>()) {
        below.push_back(doubts(term));
    }
    for (const auto& dispute : term["disputes"]) {
        const auto field = text_of(dispute["field"]);
        std::string who;
        for (const auto& source : dispute["sources"]) {
            who += fmt::format("{}{}", who.empty() ? "" : ", ", source_in_short(source));
        }
        below.push_back(fmt::format(
            "disputed: {} is {} according to {} ({})", spaced(field), value_of(dispute["value"], field),
            who.empty() ? "an unnamed source" : who, text_of(dispute["confidence"])));
    }
    below.push_back(rests_on(term, names));
    return below;
}

std::string as_of_in_words(const Json& as_of) {
    auto words = "on " + text_of(as_of["on"]);
    if (!as_of["announced_by"].is_null()) {
        words += ", as announced by " + text_of(as_of["announced_by"]);
    }
    const auto known = text_of(as_of["known_at"]);
    const auto position = text_of(as_of["position"]);
    if (!known.empty() && !known.starts_with('@')) {
        return fmt::format("{}, as recorded by {} (up to #{})", words, known, position);
    }
    return fmt::format("{}, as recorded up to #{}", words, position);
}

std::string draw_terms(const Json& document, const EventNames& names, const Terminal& terminal) {
    auto text = heading(document, terminal) + "\n";
    const auto& terms = document["terms"];
    if (terms.empty()) {
        text += "No term holds then; --all shows ended, expired and proposed ones too.\n";
    } else {
        text += (terminal.columns() >= wide_columns_min ? wide_table(terms, names) : narrow_table(terms, names))
                    .drawn(terminal);
    }
    text += draw_milestones(document["milestones"], names, terminal);
    if (!document["parties"].empty()) {
        text += "\n" + parties_table(document["parties"], terminal);
    }
    return text;
}

std::string draw_parties(const Json& document, const Terminal& terminal) {
    auto text = document["alliance"].is_null() ? as_of_in_words(document["as_of"]) + "\n" : heading(document, terminal);
    const auto table = parties_table(document["parties"], terminal);
    return text + "\n" + (table.empty() ? "Nobody is a party then.\n" : table);
}

std::string draw_alliances(const Json& document, const Terminal& terminal) {
    Table table(
        {{"ALLIANCE", 10, 32},
         {"TITLE", 10, 40},
         {"PARTIES", 12, 40},
         {"TERMS", 5, 8, Column::Align::right},
         {"ENTRIES", 7, 8, Column::Align::right},
         {"LAST ANNOUNCED", 10, 14}});
    for (const auto& alliance : document["alliances"]) {
        table.add(
            {.cells = {
                 {text_of(alliance["alliance"]), Style::bold},
                 {text_of(alliance["title"])},
                 {list_of(alliance["parties"])},
                 {text_of(alliance["terms_in_force"])},
                 {text_of(alliance["entries"])},
                 {text_of(alliance["last_announced"])}}});
    }
    if (table.empty()) {
        return "The log holds no alliance yet; `entente form --help` or `entente append --help` says how one comes "
               "in.\n";
    }
    return as_of_in_words(document["as_of"]) + "\n\n" + table.drawn(terminal);
}

}  // namespace entente::cli
