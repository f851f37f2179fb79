#include <entente/cli/term_changes.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/table.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/projections/answer_json.hpp>

namespace entente::cli {
namespace {

/// Fields compared as a whole, then those compared key by key.
constexpr std::array plain_fields{"status",   "certain", "kind",      "grantor",  "grantee",
                                  "subject",  "actions", "exclusive", "ends",     "conditions",
                                  "survives", "begins",  "since",     "last_day", "disputed"};
constexpr std::array keyed_fields{"scope", "days", "attributes"};

Json field_changes(const Json& before, const Json& after) {
    auto changes = Json::object();
    const auto compare = [&](const std::string& path, const Json& from, const Json& to) {
        if (from != to) {
            changes[path] = Json{{"from", from}, {"to", to}};
        }
    };
    const auto field = [](const Json& term, const char* name) { return term.is_null() ? Json() : term[name]; };
    for (const auto* name : plain_fields) {
        compare(name, field(before, name), field(after, name));
    }
    for (const auto* name : keyed_fields) {
        const auto from = before.is_null() ? Json::object() : before[name];
        const auto to = after.is_null() ? Json::object() : after[name];
        std::set<std::string> keys;
        for (const auto* side : {&from, &to}) {
            for (const auto& [key, value] : side->items()) {
                keys.insert(key);
            }
        }
        for (const auto& key : keys) {
            compare(fmt::format("{}/{}", name, key), from.value(key, Json()), to.value(key, Json()));
        }
    }
    return changes;
}

std::map<std::string, Json> by_name(const Json& document, const char* list, const char* name) {
    std::map<std::string, Json> all;
    if (!document.is_null()) {
        for (const auto& one : document[list]) {
            all.emplace(one[name].get<std::string>(), one);
        }
    }
    return all;
}

Json party_changes(const Json& before, const Json& after) {
    auto changes = Json::object();
    for (const auto* name : {"status", "name", "role", "begins", "since"}) {
        const auto from = before.is_null() ? Json() : before[name];
        const auto to = after.is_null() ? Json() : after[name];
        if (from != to) {
            changes[name] = Json{{"from", from}, {"to", to}};
        }
    }
    return changes;
}

void add_changes(Json& all, const Json& before, const Json& after, const char* list, const char* name) {
    const auto old_ones = by_name(before, list, name);
    const auto new_ones = by_name(after, list, name);
    std::set<std::string> ids;
    for (const auto* side : {&old_ones, &new_ones}) {
        for (const auto& [id, one] : *side) {
            ids.insert(id);
        }
    }
    for (const auto& id : ids) {
        const auto was = old_ones.contains(id) ? old_ones.at(id) : Json();
        const auto is = new_ones.contains(id) ? new_ones.at(id) : Json();
        auto fields = std::string_view(list) == "terms" ? field_changes(was, is) : party_changes(was, is);
        if (!fields.empty()) {
            all.push_back(Json{
                {"alliance", after["alliance"]},
                {"on", after["as_of"]["on"]},
                {name, id},
                {"change", was.is_null()  ? "added"
                           : is.is_null() ? "removed"
                                          : "changed"},
                {"fields", std::move(fields)}});
        }
    }
}

/// The days on which something may come out differently.
std::set<Day> days_to_compare(std::span<const Draft> drafts, const std::string& alliance, Day today) {
    std::set<Day> days{today};
    for (const auto& draft : drafts) {
        for (const auto& event : draft.entry.events) {
            const auto moment = effective_of(event, draft.entry);
            if (draft.entry.alliance.text == alliance && std::holds_alternative<Date>(moment)) {
                days.insert(days_of(std::get<Date>(moment)).latest);
            }
        }
    }
    constexpr std::size_t days_max = 12;
    return days.size() <= days_max ? days : std::set<Day>{*days.begin(), today, *days.rbegin()};
}

Result<Json> terms_document(const Ledger& ledger, const std::string& alliance, Day on, Day today) {
    if (!ledger.find(AllianceId{alliance})) {
        return Json();
    }
    const auto answer = ENTENTE_TRY(terms_on(
        ledger, AllianceId{alliance}, AsOf{.on = on, .known_at = std::nullopt, .announced_by = std::nullopt}, today,
        Listing::all));
    return to_json(answer);
}

}  // namespace

Json changes_between(const Json& before, const Json& after) {
    auto all = Json::array();
    add_changes(all, before, after, "terms", "term");
    add_changes(all, before, after, "parties", "party");
    return all;
}

Result<Json> changes_of(const Ledger& before, const Ledger& after, std::span<const Draft> drafts, Day today) {
    std::set<std::string> alliances;
    for (const auto& draft : drafts) {
        alliances.insert(draft.entry.alliance.text);
    }
    auto told = Json::array();
    for (const auto& alliance : alliances) {
        std::map<std::string, Json> last_told;  // of each term or party: its fields, as told for an earlier day
        for (const auto day : days_to_compare(drafts, alliance, today)) {
            const auto was = ENTENTE_TRY(terms_document(before, alliance, day, today));
            const auto is = ENTENTE_TRY(terms_document(after, alliance, day, today));
            for (auto& change : changes_between(was, is)) {
                const auto id = change.contains("term") ? "term " + change["term"].get<std::string>()
                                                        : "party " + change["party"].get<std::string>();
                auto& before_that = last_told[id];
                if (before_that != change["fields"]) {
                    before_that = change["fields"];
                    told.push_back(std::move(change));
                }
            }
        }
    }
    return told;
}

std::string draw_changes(const Json& changes, const Terminal& terminal) {
    if (changes.empty()) {
        return "No term or party would read differently.\n";
    }
    std::string text;
    std::string group;
    Table table({{"TERM", 12, 36}, {"FIELD", 8, 28}, {"BEFORE", 12, 50}, {"AFTER", 12, 50}});
    const auto finish = [&] {
        if (!table.empty()) {
            text += fmt::format(
                "{}{}\n{}", text.empty() ? "" : "\n", terminal.styled(group, Style::bold), table.drawn(terminal));
            table = Table({{"TERM", 12, 36}, {"FIELD", 8, 28}, {"BEFORE", 12, 50}, {"AFTER", 12, 50}});
        }
    };
    for (const auto& change : changes) {
        const auto here = fmt::format("{} on {}", text_of(change["alliance"]), text_of(change["on"]));
        if (here != group) {
            finish();
            group = here;
        }
        auto name = change.contains("term") ? text_of(change["term"]) : text_of(change["party"]);
        name += change["change"] == "changed" ? "" : fmt::format("\n({})", text_of(change["change"]));
        for (const auto& [path, values] : change["fields"].items()) {
            const bool says_nothing = change["change"] != "changed" && values["from"].is_null() &&
                                      (values["to"].empty() || values["to"] == false) && path != "exclusive";
            if (!says_nothing) {
                table.add(
                    {.cells = {
                         {std::exchange(name, ""), Style::bold},
                         {harmless(path)},
                         {value_of(values["from"], path), Style::dim},
                         {value_of(values["to"], path)}}});
            }
        }
    }
    finish();
    return text;
}

}  // namespace entente::cli
