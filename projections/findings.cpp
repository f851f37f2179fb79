#include <entente/projections/findings.hpp>

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include <entente/projections/event_findings.hpp>
#include <entente/projections/rights_findings.hpp>
#include <entente/projections/term_findings.hpp>

namespace entente {
namespace {

using enum FindingCode;

constexpr std::array codes{assertion_broken,  overlapping_exclusivities,
                           barred_permission, dispute_open,
                           only_rumour,       plan_past,
                           milestone_past,    party_gone,
                           not_confirmed,     no_end,
                           no_source};

/// Whether the field stands in the replacement where an event was corrected; sources and confidence are the
/// correction's own.
bool stands_in_replacement(std::string_view field) {
    return !field.empty() && field != "sources" && field != "confidence";
}

}  // namespace

std::string_view word(FindingCode code) {
    static constexpr std::array<std::string_view, codes.size()> words{"assertion_broken",  "overlapping_exclusivities",
                                                                      "barred_permission", "dispute_open",
                                                                      "only_rumour",       "plan_past",
                                                                      "milestone_past",    "party_gone",
                                                                      "not_confirmed",     "no_end",
                                                                      "no_source"};
    return words[static_cast<std::size_t>(code)];
}

std::span<const FindingCode> finding_codes() {
    return codes;
}

std::string_view meaning(FindingCode code) {
    static constexpr std::array<std::string_view, codes.size()> sentences{
        "not as asserted",
        "promised exclusively to two",
        "permitted under a bar that nobody waived",
        "disputed, and nobody settled it",
        "only rumoured",
        "planned, the day is past, and nobody says what became of it",
        "to be reached, the day is past, and nobody says what became of it",
        "taken over by another party, and named still",
        "not confirmed for long",
        "without a stated end",
        "without a source"};
    return sentences[static_cast<std::size_t>(code)];
}

void FindingList::add(Found found) {
    const auto& entry = history_.entries()[found.event->entry];
    const Fact& raw = history_.facts()[entry.first_fact + found.event->entry_index];
    std::string place = fmt::format("/events/{}", found.event->entry_index);
    if (raw.type == EventType::event_corrected && stands_in_replacement(found.field)) {
        place += "/replacement";
    }
    place += found.field.empty() ? "" : fmt::format("/{}", found.field);
    findings_.push_back({
        .code = found.code,
        .alliance = history_.id().text,
        .subject = found.subject,
        .id = found.id,
        .event = history_.address(*found.event),
        .seq = entry.seq,
        .place = std::move(place),
        .message = std::move(found.message),
        .cure = std::move(found.cure),
    });
}

std::string FindingList::named(const Fact& event) const {
    const auto address = history_.address(event);
    const Seq seq = history_.entries()[event.entry].seq;
    return seq > head_ ? fmt::format("{} {}", alliance(), text(address))
                       : fmt::format("{} {}.{}", alliance(), seq.value, address.index);
}

Result<FindingsAnswer> findings(const Ledger& ledger, const FindingsScope& scope, const AsOf& as_of, Day today) {
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(as_of, today));
    FindingsAnswer answer{.histories = ledger.histories(), .viewpoint = viewpoint, .findings = {}};
    if (scope.alliance) {
        ENTENTE_TRY(ledger.history(*scope.alliance));
    }
    const auto is_asked = [&](std::string_view alliance) {
        return !scope.alliance || scope.alliance->text == alliance;
    };
    std::vector<TermsAnswer> current;
    TakenOverParties taken_over;
    for (const auto& history : answer.histories) {
        current.push_back(terms_on(history, answer.viewpoint, Listing::current));
        collect_taken_over(Considered{*history, answer.viewpoint}, taken_over);
    }
    const Seq head = ledger.head().seq;
    for (const auto& terms : current) {
        if (is_asked(terms.history->id().text)) {
            const Considered considered{*terms.history, answer.viewpoint};
            FindingList list{*terms.history, head, answer.findings};
            find_in_events(considered, list);
            find_past_plans(considered, list);
            find_broken_assertions(considered, list);
            find_in_terms(considered, terms, scope.stale, taken_over, list);
        }
    }
    find_in_rights(current, is_asked, head, answer.findings);
    std::erase_if(answer.findings, [&](const Finding& finding) {
        return !scope.only.empty() && std::ranges::find(scope.only, finding.code) == scope.only.end();
    });
    std::ranges::stable_sort(answer.findings, {}, [](const Finding& finding) {
        return std::tuple(
            finding.alliance, finding.code, finding.id, finding.seq, finding.event.index, finding.place,
            std::string_view{finding.message});
    });
    return answer;
}

}  // namespace entente
