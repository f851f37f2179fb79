#include <entente/projections/day_changes.hpp>

#include <map>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include <entente/projections/answer_json.hpp>
#include <entente/projections/difference_json.hpp>

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

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
Json told(const auto& difference, const Json& change) {
    return difference.turn == Turn::changed ? change["fields"] : state_of(difference.after);
}

/// Remembers what was told, so that a change that lasts is told once.
class Telling {
public:
    void leave_out_told(Difference& difference) {
        const auto changes = changes_json(difference);  // the terms, then the parties, in their order
        auto change = changes.begin();
        std::erase_if(difference.terms, [&](const auto& term) {
            return is_told(terms_[std::string(term.term())], told(term, *change++));
        });
        std::erase_if(difference.parties, [&](const auto& party) {
            return is_told(parties_[std::string(party.party())], told(party, *change++));
        });
    }

private:
    static bool is_told(Json& last, Json now) { return std::exchange(last, now) == now; }

    std::map<std::string, Json> terms_;
    std::map<std::string, Json> parties_;
};

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

Json changes_json(std::span<const DayChanges> changes) {
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

Json rehearsal_json(
    Seq position, std::span<const Receipt> receipts, std::span<const Warning> warnings,
    std::span<const DayChanges> changes) {
    auto document = to_json(position, receipts, warnings);
    document["dry_run"] = true;
    document["changes"] = changes_json(changes);
    return document;
}

}  // namespace entente
