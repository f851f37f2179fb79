#include <entente/cli/term_changes.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/change_words.hpp>
#include <entente/cli/table.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/difference_json.hpp>

namespace entente::cli {
namespace {

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

/// The terms on a day; null for an alliance that the ledger does not know.
Result<std::shared_ptr<const TermsAnswer>> terms_on_day(
    const Ledger& ledger, const std::string& alliance, Day on, Day today) {
    if (!ledger.find(AllianceId{alliance})) {
        return nullptr;
    }
    const AsOf as_of{.on = on, .known_at = std::nullopt, .announced_by = std::nullopt};
    return std::make_shared<const TermsAnswer>(
        ENTENTE_TRY(terms_on(ledger, AllianceId{alliance}, as_of, today, Listing::all)));
}

Json state_of(const auto* state) {
    return state ? to_json(*state) : Json();
}

/// What is told of a change: of what comes or goes the state, else each field before and after.
Json told(const auto& difference) {
    const auto after = state_of(difference.after);
    if (difference.turn != Turn::changed) {
        return after;
    }
    const auto before = state_of(difference.before);
    auto fields = Json::object();
    for (const auto& field : difference.fields) {
        fields[field.path] = Json{reading_of(field.path, before), reading_of(field.path, after)};
    }
    return fields;
}

/// Remembers what was told, so that a change that lasts is told once.
class Telling {
public:
    void leave_out_told(Difference& difference) {
        std::erase_if(
            difference.terms, [&](const auto& term) { return is_told(terms_[std::string(term.term())], term); });
        std::erase_if(difference.parties, [&](const auto& party) {
            return is_told(parties_[std::string(party.party())], party);
        });
    }

private:
    static bool is_told(Json& last, const auto& difference) {
        auto words = told(difference);
        return std::exchange(last, words) == words;
    }

    std::map<std::string, Json> terms_;
    std::map<std::string, Json> parties_;
};

void add_rows(Table& table, std::string_view id, const auto& difference) {
    const auto before = state_of(difference.before);
    const auto after = state_of(difference.after);
    std::string name = harmless(id);
    if (difference.turn == Turn::changed) {
        for (const auto& field : difference.fields) {
            table.add(
                {.cells = {
                     {std::exchange(name, ""), Style::bold},
                     {harmless(field.path)},
                     {reading_of(field.path, before), Style::dim},
                     {reading_of(field.path, after)}}});
        }
        return;
    }
    const auto seen = [](const Json& state) {
        return state.is_null() ? std::string("–") : fmt::format("{}", fmt::join(state_in_words(state), "\n"));
    };
    name += fmt::format("\n({})", word(difference.turn));
    table.add({.cells = {{name, Style::bold}, {""}, {seen(before), Style::dim}, {seen(after)}}});
}

}  // namespace

Result<std::vector<DayChanges>> changes_of(
    const Ledger& before, const Ledger& after, std::span<const Draft> drafts, Day today) {
    std::set<std::string> alliances;
    for (const auto& draft : drafts) {
        alliances.insert(draft.entry.alliance.text);
    }
    std::vector<DayChanges> all;
    for (const auto& alliance : alliances) {
        Telling telling;
        for (const auto day : days_to_compare(drafts, alliance, today)) {
            auto was = ENTENTE_TRY(terms_on_day(before, alliance, day, today));
            auto is = ENTENTE_TRY(terms_on_day(after, alliance, day, today));
            DayChanges changes{
                .alliance = alliance,
                .on = day,
                .difference = difference(std::move(was), std::move(is), Compared::all_listed)};
            telling.leave_out_told(changes.difference);
            if (!changes.difference.empty()) {
                all.push_back(std::move(changes));
            }
        }
    }
    return all;
}

Json changes_document(std::span<const DayChanges> changes) {
    auto all = Json::array();
    for (const auto& of_day : changes) {
        for (const auto& change : changes_json(of_day.difference)) {
            auto one = Json{{"alliance", of_day.alliance}, {"on", text(of_day.on)}};
            one.update(change);
            all.push_back(std::move(one));
        }
    }
    return all;
}

std::string draw_changes(std::span<const DayChanges> changes, const Terminal& terminal) {
    if (changes.empty()) {
        return "No term or party would read differently.\n";
    }
    std::string drawn;
    for (const auto& of_day : changes) {
        Table table({{"TERM", 12, 36}, {"FIELD", 8, 28}, {"BEFORE", 12, 50}, {"AFTER", 12, 50}});
        for (const auto& term : of_day.difference.terms) {
            add_rows(table, term.term(), term);
        }
        for (const auto& party : of_day.difference.parties) {
            add_rows(table, party.party(), party);
        }
        const auto heading = fmt::format("{} on {}", harmless(of_day.alliance), text(of_day.on));
        drawn += fmt::format(
            "{}{}\n{}", drawn.empty() ? "" : "\n", terminal.styled(heading, Style::bold), table.drawn(terminal));
    }
    return drawn;
}

}  // namespace entente::cli
