#include <entente/projections/terms_on.hpp>

#include <algorithm>
#include <array>

#include <entente/projections/milestones_on.hpp>
#include <entente/projections/parties_on.hpp>
#include <entente/projections/term_answer.hpp>

namespace entente {

std::string_view word(Membership membership) {
    static constexpr std::array<std::string_view, 4> words{"member", "suspended", "left", "expected"};
    return words[static_cast<std::size_t>(membership)];
}

TermsAnswer terms_on(std::shared_ptr<const AllianceHistory> history, const Viewpoint& viewpoint, Listing listing) {
    history->bring_near(viewpoint.asked.on);
    TermsAnswer answer{
        .history = std::move(history),
        .viewpoint = viewpoint,
        .listing = listing,
        .title = {},
        .parties = {},
        .terms = {},
        .milestones = {},
        .derived = std::make_unique<std::deque<FieldValue>>(),
    };
    const Considered considered{*answer.history, viewpoint};
    const Occasions occasions{considered};
    DerivedValues derived{*answer.history, *answer.derived};
    std::array<std::byte, 16'384> near;
    std::pmr::monotonic_buffer_resource memory{near.data(), near.size()};
    const TermContext context{.considered = considered, .occasions = occasions, .derived = derived, .memory = &memory};
    if (const Fact* formed = answer.history->facts().empty() ? nullptr : considered.reading(0)) {
        answer.title = formed->detail == nothing ? std::string_view{} : answer.history->text(formed->detail);
    }
    constexpr std::size_t usual = 32;
    answer.terms.reserve(std::min(usual, answer.history->terms_by_id().size()));
    for (const Number term : answer.history->terms_by_id()) {
        if (auto state = term_state(context, term, listing)) {
            answer.terms.push_back(std::move(*state));
        }
        memory.release();
    }
    answer.parties = parties_on(considered);
    if (listing == Listing::current) {
        std::erase_if(answer.parties, [](const PartyState& party) { return party.status == Membership::left; });
    }
    answer.milestones = milestones_on(considered);
    return answer;
}

Result<TermsAnswer> terms_on(
    const Ledger& ledger, const AllianceId& alliance, const AsOf& as_of, Day today, Listing listing) {
    auto history = ENTENTE_TRY(ledger.history(alliance));
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(as_of, today));
    return terms_on(std::move(history), viewpoint, listing);
}

}  // namespace entente
