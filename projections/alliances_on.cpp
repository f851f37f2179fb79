#include <entente/projections/alliances_on.hpp>

#include <algorithm>

namespace entente {
namespace {

AllianceSummary summary_of(std::shared_ptr<const AllianceHistory> history, const Viewpoint& viewpoint) {
    AllianceSummary summary{.alliance = history->id(), .title = {}, .parties = {}, .last_announced = {}, .version = {}};
    const Day by = viewpoint.asked.announced_by.value_or(never);
    Day last = first_day;
    for (const auto& entry : history->entries()) {
        if (!viewpoint.knows(entry.seq) || entry.announced_day > by) {
            continue;
        }
        ++summary.entries;
        summary.version = entry.seq;
        if (!summary.last_announced || entry.announced_day >= last) {
            last = entry.announced_day;
            summary.last_announced = entry.announced;
        }
    }
    const auto answer = terms_on(std::move(history), viewpoint, Listing::current);
    summary.title = answer.title.value_or("");
    for (const auto& party : answer.parties) {
        if (party.status != Membership::expected) {
            summary.parties.emplace_back(party.party);
        }
    }
    summary.terms_in_force =
        static_cast<std::size_t>(std::ranges::count(answer.terms, std::optional(Status::in_force), &TermState::status));
    return summary;
}

}  // namespace

Result<std::vector<AllianceSummary>> alliances_on(const Ledger& ledger, const AsOf& as_of, Day today) {
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(as_of, today));
    std::vector<AllianceSummary> summaries;
    for (auto& history : ledger.histories()) {
        auto summary = summary_of(std::move(history), viewpoint);
        if (summary.entries > 0) {
            summaries.push_back(std::move(summary));
        }
    }
    return summaries;
}

}  // namespace entente
