#include <stdexcept>

#include "story.hpp"
#include <fmt/format.h>

#include <entente/events/codec.hpp>
#include <entente/events/rules.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/terms_on.hpp>
#include <entente/projections/upcoming_json.hpp>

namespace entente::testing {
namespace {

template <typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(fmt::format("{} at {}", result.error().message, result.error().where));
    }
    return std::move(*result);
}

}  // namespace

Story::Story() {
    told(
        "2020-01-01",
        R"({"type":"alliance.formed","title":"A","parties":[{"party":"x","name":"X"},{"party":"y","name":"Y"}]})");
}

std::string Story::told(std::string_view announced, std::string_view events, std::string_view more_fields) {
    const std::string id = fmt::format("0196f3a2-0000-7000-8000-{:012x}", ++ids_);
    const std::string json = fmt::format(
        R"({{"id":"{}","alliance":"a","announced":"{}","actor":"ann"{}{},"events":[{}]}})", id, announced,
        more_fields.empty() ? "" : ",", more_fields, events);
    const auto draft = must(read_draft(json, {}));
    if (const auto allowed = check_rules(draft.entry, index_); !allowed) {
        throw std::runtime_error(fmt::format("{} at {}", allowed.error().message, allowed.error().where));
    }
    // Recorded one a day from 2026-01-01 on, so that known_at has days to tell apart.
    const Instant recorded = Day{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}} + std::chrono::days(ids_ - 1);
    const Record record{
        .seq = Seq{ids_}, .recorded = recorded, .entry = std::make_shared<const Entry>(draft.entry), .chain = {}};
    ledger_.apply(record);
    index_.add(record.seq, *record.entry);
    warnings_ = warnings_of(*ledger_.find(AllianceId{"a"}), recorded);
    return id;
}

std::vector<std::string> Story::warnings() const {
    std::vector<std::string> codes;
    for (const auto& warning : warnings_) {
        codes.emplace_back(word(warning.code));
    }
    return codes;
}

nlohmann::json Story::terms(std::string_view on, std::string_view known_at, std::string_view announced_by) const {
    AsOf as_of{.on = must(parse_day(on)), .known_at = {}, .announced_by = {}};
    if (!known_at.empty()) {
        as_of.known_at = must(parse_known_at(known_at));
    }
    if (!announced_by.empty()) {
        as_of.announced_by = must(parse_day(announced_by));
    }
    const auto answer = must(terms_on(ledger_, AllianceId{"a"}, as_of, must(parse_day(today_)), Listing::all));
    return nlohmann::json::parse(to_json(answer).dump());
}

nlohmann::json Story::term(
    std::string_view id, std::string_view on, std::string_view known_at, std::string_view announced_by) const {
    const auto document = terms(on, known_at, announced_by);  // must outlive the loop over a part of it
    for (const auto& term : document["terms"]) {
        if (term["term"] == id) {
            return term;
        }
    }
    return nullptr;
}

std::string Story::status(
    std::string_view id, std::string_view on, std::string_view known_at, std::string_view announced_by) const {
    const auto found = term(id, on, known_at, announced_by);
    if (found.is_null()) {
        return "absent";
    }
    const auto said = [](const nlohmann::json& status) {
        return status.is_null() ? "null" : status.get<std::string>();
    };
    if (!found["possible"].contains("status")) {
        return said(found["status"]);
    }
    std::vector<std::string> all;
    for (const auto& status : found["possible"]["status"]) {
        all.push_back(said(status));
    }
    return fmt::format("{}", fmt::join(all, "|"));
}

std::string Story::party(std::string_view id, std::string_view on) const {
    const auto document = terms(on);
    for (const auto& party : document["parties"]) {
        if (party["party"] == id) {
            const std::string status = party["status"];
            return status == "expected" ? fmt::format("expected from {}", span(party["begins"]))
                                        : fmt::format("{} since {}", status, span(party["since"]));
        }
    }
    return "absent";
}

nlohmann::json Story::coming(std::string_view on, std::string_view within, std::string_view announced_by) const {
    AsOf as_of{.on = must(parse_day(on)), .known_at = {}, .announced_by = {}};
    if (!announced_by.empty()) {
        as_of.announced_by = must(parse_day(announced_by));
    }
    UpcomingScope scope;
    if (!within.empty()) {
        scope.within = must(parse_duration(within));
    }
    return nlohmann::json::parse(
        to_json(must(entente::upcoming(ledger_, scope, as_of, must(parse_day(today_))))).dump())["items"];
}

std::vector<std::string> Story::upcoming(
    std::string_view on, std::string_view within, std::string_view announced_by) const {
    std::vector<std::string> lines;
    for (const auto& item : coming(on, within, announced_by)) {
        const std::string name = item["name"].is_null() ? "" : " " + item["name"].get<std::string>();
        const std::string id = item.contains("term")    ? item["term"].get<std::string>()
                               : item.contains("party") ? "party " + item["party"].get<std::string>()
                                                        : "milestone " + item["milestone"].get<std::string>();
        lines.push_back(fmt::format("{} {}{} {}", item["what"].get<std::string>(), id, name, span(item)));
    }
    return lines;
}

std::vector<std::vector<std::string>> Story::upcoming_because(std::string_view on) const {
    std::vector<std::vector<std::string>> all;
    for (const auto& item : coming(on, {}, {})) {
        all.push_back(item["because"].get<std::vector<std::string>>());
    }
    return all;
}

std::string span(const nlohmann::json& document) {
    if (document.is_null()) {
        return "null";
    }
    const std::string earliest = document["earliest"];
    const std::string latest = document["latest"];
    return earliest == latest ? earliest : earliest + ".." + latest;
}

}  // namespace entente::testing
