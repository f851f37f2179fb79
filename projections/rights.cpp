#include <entente/projections/rights.hpp>

#include <algorithm>
#include <set>

#include <entente/projections/rights_names.hpp>

namespace entente {
namespace {

/// A term of some alliance, and that rival reading (if any) by which it is read.
struct Claimant {
    const AllianceClaims* alliance;
    const ClaimingTerm* claiming;
    const RivalClaims* rival = nullptr;
};

/// Gathers what each term comes to for one party, and judges over regions.
class Judge {
public:
    Judge(const std::vector<AllianceClaims>& alliances, std::string_view party) : alliances_(alliances), party_(party) {
        for (const auto& alliance : alliances) {
            for (const auto& claiming : alliance.terms) {
                shown_.push_back({.alliance = &alliance, .claiming = &claiming});
            }
        }
    }

    [[nodiscard]] Right right_in(const ScopeRegion& region) const {
        const Stands stands = stands_of(shown_, region);
        const auto possible = possible_verdicts(stands);
        Right right{.verdict = possible.front().verdict, .because = {}, .ways = {}};
        for (const auto& way : possible) {
            right.ways.push_back(settled(shown_, stands, way));
        }
        right.because = right.ways.front().because;
        for (const auto& alliance : alliances_) {
            for (const auto& rival : alliance.rivals) {
                read_as(rival, alliance, region, right);
            }
        }
        if (std::ranges::all_of(right.ways, [&](const PossibleRight& way) { return way.verdict == right.verdict; })) {
            right.ways.clear();
            return right;
        }
        right.verdict = Verdict::uncertain;
        for (const auto& way : right.ways) {
            for (const auto& reason : way.because) {
                add_new(right.because, reason);
            }
        }
        return right;
    }

    /// The parts of a region where some term permits or bars that does not do so in all of it.
    [[nodiscard]] std::vector<ScopeRegion> parts_of(const ScopeRegion& region) const {
        std::vector<ScopeRegion> parts;
        for (const auto& claimant : shown_) {
            for (const auto& claim : claimant.claiming->ways) {
                if (!claim || stand_of(*claim, party_).weight == Stand::Weight::none || claim->scope.contains(region)) {
                    continue;
                }
                auto part = region.narrowed(claim->scope);
                if (!part.empty() && std::ranges::find(parts, part) == parts.end()) {
                    parts.push_back(std::move(part));
                }
            }
        }
        return parts;
    }

private:
    /// What a claim comes to in all of a region. What has no weight is told wherever it meets the region.
    [[nodiscard]] Stand stand_in(const std::optional<TermClaim>& claim, const ScopeRegion& region) const {
        if (!claim) {
            return {};
        }
        const Stand stand = stand_of(*claim, party_);
        const bool told =
            stand.weight == Stand::Weight::none ? claim->scope.meets(region) : claim->scope.contains(region);
        return told ? stand : Stand{};
    }

    [[nodiscard]] Stands stands_of(const std::vector<Claimant>& claimants, const ScopeRegion& region) const {
        Stands stands;
        stands.reserve(claimants.size());
        for (const auto& claimant : claimants) {
            auto& of_term = stands.emplace_back();
            for (const auto& claim : claimant.claiming->ways) {
                const Stand stand = stand_in(claim, region);
                if (std::ranges::find(of_term, stand) == of_term.end()) {
                    of_term.push_back(stand);
                }
            }
        }
        return stands;
    }

    static PossibleRight settled(
        const std::vector<Claimant>& claimants, const Stands& stands, const PossibleVerdict& way) {
        std::vector<Stand> all;
        all.reserve(stands.size());
        for (std::size_t term = 0; term < stands.size(); ++term) {
            all.push_back(stands[term][way.when[term]]);
        }
        PossibleRight right{.verdict = way.verdict, .reading = {}, .because = {}};
        for (std::size_t term = 0; term < stands.size(); ++term) {
            if (all[term].effect) {
                right.because.push_back(reason_of(claimants[term], all[term], counts(all[term], all)));
            }
        }
        return right;
    }

    static Reason reason_of(const Claimant& claimant, const Stand& stand, bool counts) {
        const auto& history = *claimant.alliance->history;
        Reason reason{
            .alliance = history.id().text,
            .term = history.terms()[claimant.claiming->term],
            .effect = *stand.effect,
            .counts = counts,
            .events = claimant.claiming->events,
            .sources = claimant.claiming->sources,
        };
        if (claimant.rival) {
            reason.events.push_back(claimant.rival->added);
            for (const Source* source : claimant.rival->sources) {
                if (std::ranges::find(reason.sources, source, &CitedSource::source) == reason.sources.end()) {
                    reason.sources.push_back({.source = source, .stance = Stance::supports});
                }
            }
        }
        return reason;
    }

    /// Puts one rival reading in place; keeps what it leads to where that is another verdict.
    void read_as(
        const RivalClaims& rival, const AllianceClaims& alliance, const ScopeRegion& region, Right& right) const {
        auto claimants = shown_;
        for (auto& claimant : claimants) {
            const auto read = std::ranges::find(rival.terms, claimant.claiming->term, &ClaimingTerm::term);
            if (claimant.alliance == &alliance && read != rival.terms.end()) {
                claimant.claiming = &*read;
                claimant.rival = &rival;
            }
        }
        const Stands stands = stands_of(claimants, region);
        const auto possible = possible_verdicts(stands);
        for (const auto& way : possible) {
            const bool is_reading_alone = &way == &possible.front();
            const bool is_known =
                std::ranges::find(right.ways, way.verdict, &PossibleRight::verdict) != right.ways.end();
            if (is_reading_alone ? way.verdict != right.ways.front().verdict : !is_known) {
                right.ways.push_back(settled(claimants, stands, way));
                right.ways.back().reading = rival.added;
            }
        }
    }

    static void add_new(std::vector<Reason>& reasons, const Reason& reason) {
        const auto is_same = [&](const Reason& known) {
            return known.alliance == reason.alliance && known.term == reason.term && known.effect == reason.effect;
        };
        const auto place = [](const Reason& of) { return std::tie(of.alliance, of.term); };
        if (std::ranges::none_of(reasons, is_same)) {
            reasons.insert(std::ranges::upper_bound(reasons, place(reason), {}, place), reason);
        }
    }

    const std::vector<AllianceClaims>& alliances_;
    std::string_view party_;
    std::vector<Claimant> shown_;
};

MayAnswer answer_of(const std::vector<AllianceClaims>& alliances, const RightsQuestion& question) {
    const Judge judge{alliances, question.party};
    MayAnswer answer{.question = question, .right = judge.right_in(question.scope), .exceptions = {}};
    for (auto& part : judge.parts_of(question.scope)) {
        auto right = judge.right_in(part);
        answer.exceptions.push_back({.scope = std::move(part), .right = std::move(right)});
    }
    return answer;
}

RightsBasis basis_of(const Ledger& ledger, const RightsQuestion& question, const Viewpoint& viewpoint) {
    RightsBasis basis{.viewpoint = viewpoint, .alliances = {}};
    for (auto& history : ledger.histories()) {
        auto claims =
            claims_on(std::move(history), viewpoint, {.action = question.action, .subject = question.subject});
        if (!claims.terms.empty()) {
            basis.alliances.push_back(std::move(claims));
        }
    }
    return basis;
}

/// Whether some term with a say names the party.
bool is_named(const RightsBasis& basis, const std::string& party) {
    const auto names = [&](const std::vector<std::string>& parties) {
        return std::ranges::find(parties, party) != parties.end();
    };
    const auto claims = [&](const std::optional<TermClaim>& claim) {
        return claim && (names(*claim->grantors) || names(*claim->grantees));
    };
    return std::ranges::any_of(basis.alliances, [&](const AllianceClaims& alliance) {
        return std::ranges::any_of(
            alliance.terms, [&](const ClaimingTerm& term) { return std::ranges::any_of(term.ways, claims); });
    });
}

/// What is claimed is known; only for what is not the whole log is searched.
Result<void> check_matter_known(const Ledger& ledger, const RightsQuestion& question, const RightsBasis& basis) {
    return basis.alliances.empty() ? check_matter(ledger, question.action, question.subject) : Result<void>{};
}

Result<void> check_party_known(const Ledger& ledger, const RightsQuestion& question, const RightsBasis& basis) {
    return is_named(basis, question.party) ? Result<void>{} : check_party(ledger, question.party);
}

}  // namespace

Result<MayReply> may(const Ledger& ledger, const RightsQuestion& question, const AsOf& as_of, Day today) {
    ENTENTE_TRY(check_form(question.party, question.action, question.subject));
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(as_of, today));
    MayReply reply{.basis = basis_of(ledger, question, viewpoint), .answer = {}};
    ENTENTE_TRY(check_party_known(ledger, question, reply.basis));
    ENTENTE_TRY(check_matter_known(ledger, question, reply.basis));
    reply.answer = answer_of(reply.basis.alliances, question);
    return reply;
}

Result<WhoReply> who(const Ledger& ledger, const RightsQuestion& question, const AsOf& as_of, Day today) {
    ENTENTE_TRY(check_form("*", question.action, question.subject));
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(as_of, today));
    WhoReply reply{
        .basis = basis_of(ledger, question, viewpoint),
        .action = question.action,
        .subject = question.subject,
        .scope = question.scope,
        .verdicts = {},
    };
    ENTENTE_TRY(check_matter_known(ledger, question, reply.basis));
    auto asked = question;
    for (const auto& party : parties_named(ledger, viewpoint)) {
        asked.party = party;
        reply.verdicts.push_back(answer_of(reply.basis.alliances, asked));
    }
    return reply;
}

}  // namespace entente
