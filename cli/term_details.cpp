#include <entente/cli/term_details.hpp>

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

std::string rests_on(const Json& term, const EventNames& names) {
    const auto supporting = sources_in_short(term.at("sources"), "supports", 3);
    const auto contradicting = sources_in_short(term.at("sources"), "contradicts", 2);
    auto text = fmt::format(
        "rests on {}, {}", events_in_short(term.at("because"), names),
        supporting.empty() ? "no source" : "according to " + supporting);
    return contradicting.empty() ? text : fmt::format("{}; otherwise {}", text, contradicting);
}

/// What rival sources say of a field; those that say the same in one line.
std::vector<std::string> disputes_of(const Json& term) {
    std::vector<std::pair<std::string, std::vector<std::string>>> claims;
    for (const auto& dispute : term.at("disputes")) {
        const auto path = text_of(dispute.at("field"));
        constexpr std::size_t value_columns_max = 72;
        const auto value = path == "effective" ? moment_of(dispute.at("value")) : value_of(dispute.at("value"), path);
        auto claim = fmt::format("disputed: {} is {}", field_in_words(path), shortened(value, value_columns_max));
        auto known = std::ranges::find(claims, claim, [](const auto& one) { return one.first; });
        if (known == claims.end()) {
            known = claims.insert(claims.end(), {std::move(claim), {}});
        }
        for (const auto& source : dispute.at("sources")) {
            known->second.push_back(source_in_short(source));
        }
    }
    std::vector<std::string> lines;
    for (const auto& [claim, sources] : claims) {
        lines.push_back(sources.empty() ? claim : fmt::format("{} according to {}", claim, fmt::join(sources, ", ")));
    }
    return lines;
}

}  // namespace

std::string who_to_whom(const Json& term) {
    const auto named = [](const Json& parties) {
        const auto names = list_of(parties);
        return names == "*" ? std::string("anybody") : names;
    };
    const auto grantor = named(term.at("grantor"));
    const auto grantee = named(term.at("grantee"));
    if (grantor.empty() && grantee.empty()) {
        return {};
    }
    return fmt::format("{} → {}", grantor.empty() ? "–" : grantor, grantee.empty() ? "–" : grantee);
}

std::string what_it_covers(const Json& term) {
    const auto actions = list_of(term.at("actions"));
    const auto subject = text_of(term.at("subject"));
    auto rest = actions;
    rest += subject.empty() ? "" : (rest.empty() ? "" : " ") + subject;
    const auto kind = spaced(text_of(term.at("kind")));
    return rest.empty() ? kind : fmt::format("{}: {}", kind, rest);
}

std::string how_it_ends(const Json& term) {
    if (text_of(term.at("end_kind")) != "ended") {
        return ends_of(term.at("ends"));
    }
    const auto last = span_of(term.at("last_day"));
    const auto status = text_of(term.at("status"));
    auto words = last.empty() ? std::string("never began") : fmt::format("last day {}", last);
    if (status == "ended" && term.at("reason").is_string()) {
        words += fmt::format(", {}", spaced(text_of(term.at("reason"))));
    }
    return words;
}

std::string stated_in_short(const Json& term) {
    std::string all;
    for (const auto* field : {"scope", "days", "attributes"}) {
        for (const auto& [key, value] : term.at(field).items()) {
            const auto path = fmt::format("{}/{}", field, key);
            all += fmt::format("{}{} {}", all.empty() ? "" : " · ", harmless(key), value_of(value, path));
        }
    }
    return all;
}

std::string field_in_words(std::string_view path) {
    constexpr std::string_view attributes = "attributes/";
    return harmless(path.starts_with(attributes) ? path.substr(attributes.size()) : path);
}

std::string doubts_in_words(const Json& term) {
    auto all = "in doubt: " + doubt_of(text_of(term.at("reason")));
    for (const auto& [path, values] : term.at("possible").items()) {
        if (path == "status") {
            continue;
        }
        std::string ways;
        for (const auto& value : values) {
            ways +=
                fmt::format("{}{}", ways.empty() ? "" : " or ", value.is_null() ? "not stated" : value_of(value, path));
        }
        all += fmt::format("; {}: {}", field_in_words(path), ways);
    }
    return all;
}

std::string sources_in_short(const Json& sources, std::string_view stance, std::size_t shown_max) {
    std::vector<std::string> shown;
    std::size_t all = 0;
    for (const auto& source : sources) {
        if (source.at("stance") == stance) {
            ++all;
            auto words = source_in_short(source);
            if (shown.size() < shown_max && std::ranges::find(shown, words) == shown.end()) {
                shown.push_back(std::move(words));
            }
        }
    }
    auto text = fmt::format("{}", fmt::join(shown, ", "));
    return all > shown.size() ? fmt::format("{} and {} more", text, all - shown.size()) : text;
}

std::string events_in_short(const Json& addresses, const EventNames& names) {
    std::string events;
    for (const auto& address : addresses) {
        events += fmt::format("{}{}", events.empty() ? "" : ", ", names(address.get<std::string>()));
    }
    return events;
}

std::string status_in_words(const Json& term) {
    if (term.at("status").is_null()) {
        return "rumoured";
    }
    return spaced(text_of(term.at("status"))) + (term.at("possible").contains("status") ? "?" : "");
}

std::vector<std::string> term_details(const Json& term, const EventNames& names) {
    std::vector<std::string> below;
    if (auto fields = stated_in_short(term); !fields.empty()) {
        below.push_back(std::move(fields));
    }
    if (!term.at("conditions").empty()) {
        below.push_back("on condition: " + list_of(term.at("conditions"), "; "));
    }
    if (term.at("survives").is_boolean() && term.at("survives").get<bool>()) {
        below.push_back("outlives the alliance");
    }
    if (!term.at("certain").get<bool>()) {
        below.push_back(doubts_in_words(term));
    }
    for (auto& dispute : disputes_of(term)) {
        below.push_back(std::move(dispute));
    }
    below.push_back(rests_on(term, names));
    return below;
}

}  // namespace entente::cli
