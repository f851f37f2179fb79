#include <entente/cli/change_words.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/term_details.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

/// The value at `exclusive` or `attributes/percent`; null where there is none.
Json at_path(const Json& state, std::string_view path) {
    const auto slash = path.find('/');
    const auto& value = state.at(std::string(path.substr(0, slash)));
    return slash == std::string_view::npos ? value : value.value(std::string(path.substr(slash + 1)), Json());
}

bool is_silent(const Json& value) {
    return value.is_null() || value == Json::array() || value == Json::object();
}

std::string ways(const Json& possible) {
    std::string all;
    for (const auto& way : possible) {
        all += fmt::format("{}{}", all.empty() ? "" : " or ", way.is_null() ? "not there" : spaced(text_of(way)));
    }
    return all;
}

}  // namespace

std::string doubt_as_it_is(const Json& after) {
    if (after.at("possible").empty()) {
        return "no longer in doubt";
    }
    const auto& possible = after.at("possible");
    auto doubts = doubts_in_words(after);  // begins with `in doubt: `
    if (possible.contains("status")) {
        constexpr std::string_view head = "in doubt: ";
        doubts = fmt::format("in doubt: {}, as {}", ways(possible.at("status")), doubts.substr(head.size()));
    }
    return "now " + doubts;
}

std::string_view mark_of_turn(Turn turn) {
    switch (turn) {
        case Turn::added:
            return "+";
        case Turn::removed:
            return "–";
        case Turn::changed:
            return "~";
    }
    return {};
}

Style style_of_turn(Turn turn) {
    return turn == Turn::added ? Style::good : turn == Turn::removed ? Style::bad : Style::doubtful;
}

std::vector<std::string> how_it_went(const Json& after) {
    if (after.is_null()) {
        return {"nothing that counts now grants it"};
    }
    if (after.at("status").is_null()) {
        return {"only rumoured now"};
    }
    const auto status = text_of(after.at("status"));
    const bool over = after.at("end_kind") == "ended";
    auto words = spaced(status);
    if (over) {
        words += ", " + how_it_ends(after);
    } else if (const auto begins = span_of(after.at("begins")); !begins.empty()) {
        words += ", begins " + begins;
    }
    if (!after.at("certain").get<bool>()) {
        words += "; " + doubt_as_it_is(after);
    }
    return {words};
}

std::string reading_of(std::string_view path, const Json& state) {
    const auto value = at_path(state, path);
    if (path == "possible") {
        return value.empty() ? "–" : doubts_in_words(state);
    }
    if (path == "disputes") {
        std::vector<std::string> fields;
        for (const auto& dispute : value) {
            fields.push_back(field_in_words(text_of(dispute.at("field"))));
        }
        return fields.empty() ? "–" : fmt::format("disputed: {}", fmt::join(fields, ", "));
    }
    return path == "reason" ? spaced(text_of(value)) : value_of(value, path);
}

std::vector<std::string> state_in_words(const Json& state) {
    if (state.contains("party")) {
        return {how_party_came(state)};
    }
    auto sentences = how_it_came(Json(), state);
    const auto who = who_to_whom(state);
    sentences.insert(sentences.begin(), what_it_covers(state) + (who.empty() ? "" : " · " + who));
    return sentences;
}

std::vector<std::string> how_it_came(const Json& before, const Json& after) {
    auto words = status_in_words(after);
    const auto since = since_of(after);
    words += since.empty() ? "" : since.starts_with("begins") ? ", " + since : " since " + since;
    if (!before.is_null() && !before.at("status").is_null()) {
        words += fmt::format(" (before: {})", spaced(text_of(before.at("status"))));
    }
    if (after.at("exclusive").is_boolean()) {
        words += after.at("exclusive").get<bool>() ? ", exclusive" : ", not exclusive";
    }
    const auto ends = how_it_ends(after);
    words += ends == "not stated" ? ", no end stated" : ", " + ends;
    std::vector<std::string> sentences{words};
    if (auto stated = stated_in_short(after); !stated.empty()) {
        sentences.push_back(std::move(stated));
    }
    if (!after.at("conditions").empty()) {
        sentences.push_back("on condition: " + list_of(after.at("conditions"), "; "));
    }
    if (!after.at("certain").get<bool>()) {
        sentences.push_back(doubts_in_words(after));
    }
    return sentences;
}

std::string how_it_reads(std::string_view path, const Json& before, const Json& after) {
    const auto was = at_path(before, path);
    const auto is = at_path(after, path);
    const auto name = path == "ends" ? std::string("end") : field_in_words(path);
    const auto said = [&](const Json& value) {
        const auto words = value_of(value, path);
        return path == "conditions" ? fmt::format("“{}”", words) : words;
    };
    if (is_silent(was)) {
        return fmt::format("{}: {} (not stated before)", name, said(is));
    }
    if (is_silent(is)) {
        return fmt::format("{}: no longer stated (was {})", name, said(was));
    }
    return fmt::format("{}: was {}, now {}", name, said(was), said(is));
}

std::string how_party_came(const Json& after) {
    const auto since = span_of(after.at("since"));
    const auto role = text_of(after.at("role"));
    return fmt::format(
        "{}{}{}", spaced(text_of(after.at("status"))), since.empty() ? "" : " since " + since,
        role.empty() ? "" : ", " + role);
}

std::string how_party_went(const Json& after) {
    return after.is_null() ? "nothing that counts now names it a member" : spaced(text_of(after.at("status")));
}

}  // namespace entente::cli
