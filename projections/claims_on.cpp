#include <entente/projections/claims_on.hpp>

#include <algorithm>
#include <array>

#include <entente/core/name.hpp>
#include <entente/projections/because.hpp>
#include <entente/projections/term_answer.hpp>
#include <entente/projections/term_ways.hpp>

namespace entente {
namespace {

using Texts = std::vector<std::string>;

const Texts& texts_of(const FieldValue& value) {
    static const Texts none;
    const auto* texts = std::get_if<Texts>(&value);
    return texts ? *texts : none;
}

bool names_action(const FieldValue& actions, std::string_view action) {
    const auto& named = texts_of(actions);
    return named.empty() || std::ranges::find(named, action) != named.end();
}

bool covers_subject(const FieldValue& subject, std::string_view asked) {
    const auto* path = std::get_if<std::string>(&subject);
    return path && covers(*path, asked);
}

/// Which terms could speak of the subject at all: some event about them, or some reading of one, ever set their subject
/// so. What revisions moved to another term counts for both.
class Candidates {
public:
    Candidates(const AllianceHistory& history, std::string_view subject)
        : history_(history), wide_enough_(paths_over(history, subject)) {
        if (wide_enough_.empty()) {
            return;  // most alliances of a large log: they do not speak of it at all
        }
        may_speak_.resize(history.terms().size(), false);
        for (const Fact& fact : history.facts()) {
            if (fact.type == EventType::source_added && fact.part != nothing) {
                look_at(history.changes_of(history.reading(fact.part)), terms_of(fact.subject));
            } else if (fact.type == EventType::event_corrected) {
                const Fact& replacement = history.replacement(fact.part);
                if (Considered::is_about_term(replacement.type)) {
                    look_at(history.changes_of(replacement), std::array{replacement.subject});
                }
            } else if (Considered::is_about_term(fact.type)) {
                look_at(history.changes_of(fact), std::array{fact.subject});
            }
        }
    }

    [[nodiscard]] bool any() const { return any_; }
    [[nodiscard]] bool holds(Number term) const { return may_speak_[term]; }

private:
    /// The values of the history that are the path, or one above it.
    static std::vector<Number> paths_over(const AllianceHistory& history, std::string_view subject) {
        std::vector<Number> paths;
        for (auto path = subject; !path.empty(); path = path.substr(0, path.find_last_of('/') + 1)) {
            path.remove_suffix(path.back() == '/' ? 1 : 0);
            const Number known = history.lexicon().find(FieldValue{std::string{path}});
            if (known != nothing) {
                paths.push_back(known);
            }
        }
        return paths;
    }

    template <typename Terms>
    void look_at(std::span<const Change> changes, const Terms& terms) {
        const bool covers = std::ranges::any_of(changes, [&](const Change& change) {
            return change.field() == Field::subject &&
                   std::ranges::find(wide_enough_, change.value()) != wide_enough_.end();
        });
        for (const Number term : terms) {
            if (covers) {
                may_speak_[term] = true;
                any_ = true;
            }
        }
    }

    /// The terms an event was ever about, its revisions followed down.
    [[nodiscard]] std::vector<Number> terms_of(Number target) const {
        std::vector<Number> terms;
        for (const Fact* fact = &history_.facts()[target];; fact = &history_.facts()[fact->subject]) {
            const Fact& said = fact->type == EventType::event_corrected ? history_.replacement(fact->part) : *fact;
            if (Considered::is_about_term(said.type)) {
                terms.push_back(said.subject);
            }
            if (!is_revision(fact->type)) {
                return terms;
            }
        }
    }

    const AllianceHistory& history_;
    std::vector<Number> wide_enough_;
    std::vector<bool> may_speak_;
    bool any_ = false;
};

class Claims {
public:
    Claims(
        const AllianceHistory& history, const Viewpoint& viewpoint, const RightsMatter& matter, DerivedValues& derived)
        : history_(history), viewpoint_(viewpoint), matter_(matter), derived_(derived) {}

    /// What a term claims; `because` and sources only where it claims something in some way.
    [[nodiscard]] ClaimingTerm of_term(const Considered& considered, const Occasions& occasions, Number term) const {
        ClaimingTerm claiming{.term = term, .ways = {}, .events = {}, .sources = {}};
        const TermFacts facts = facts_of_term(considered, term);
        MilestoneBook book{considered, occasions, {.on = viewpoint_.asked.on, .knowledge = viewpoint_.knowledge}};
        const TermRules rules{history_, derived_, book};
        TermWays ways{facts, occasions, book, rules};
        claiming.ways.push_back(claim_of(ways.shown(), ways.shown().fold));
        if (ways.doubtful()) {
            for (const auto& way : ways.all()) {
                auto claim = claim_of(way, ways.crowded() ? ways.shown().fold : way.fold);
                if (std::ranges::find(claiming.ways, claim) == claiming.ways.end()) {
                    claiming.ways.push_back(std::move(claim));
                }
            }
        }
        if (claims_anything(claiming)) {
            TermState state;
            state.status = ways.shown().status;
            const TermContext context{.considered = considered, .occasions = occasions, .derived = derived_};
            give_reasons(state, context, ways, rules);
            claiming.events = std::move(state.because);
            claiming.sources = std::move(state.sources);
        }
        return claiming;
    }

    static bool claims_anything(const ClaimingTerm& claiming) {
        return std::ranges::any_of(claiming.ways, [](const auto& claim) { return claim.has_value(); });
    }

private:
    [[nodiscard]] const FieldValue& value(const TermFold& fold, Field field) const {
        return derived_[fold.at(field).value];
    }

    [[nodiscard]] std::optional<TermClaim> claim_of(const Way& way, const TermFold& fold) const {
        const bool counts =
            way.status == Status::in_force || way.status == Status::pending || way.status == Status::suspended;
        if (!counts || !covers_subject(value(fold, Field::subject), matter_.subject) ||
            !names_action(value(fold, Field::actions), matter_.action)) {
            return std::nullopt;
        }
        TermClaim claim{
            .status = *way.status,
            .kind = {},
            .grantors = &texts_of(value(fold, Field::grantor)),
            .grantees = &texts_of(value(fold, Field::grantee)),
            .scope = {},
        };
        if (const auto* kind = std::get_if<std::string>(&value(fold, Field::kind))) {
            claim.kind = from_word<Kind>(*kind);
        }
        const auto* exclusive = std::get_if<bool>(&value(fold, Field::exclusive));
        claim.exclusive = exclusive ? *exclusive : claim.kind == Kind::exclusivity;
        for (const auto& keyed : fold.keyed) {
            const auto* region = std::get_if<Region>(&derived_[keyed.slot.value]);
            if (keyed.field == Field::scope && region) {
                claim.scope.narrow(*from_word<ScopeKey>(history_.key(keyed.key)), *region);
            }
        }
        return claim;
    }

    const AllianceHistory& history_;
    const Viewpoint& viewpoint_;
    const RightsMatter& matter_;
    DerivedValues& derived_;
};

/// What reads otherwise when the event is read as the rival source reads it; none where nothing does.
std::optional<RivalClaims> rival_claims(
    const AllianceClaims& as_shown, const Claims& claims, const Viewpoint& viewpoint, const Fact& added) {
    const auto& history = *as_shown.history;
    Considered considered{history, viewpoint};
    const Fact* imagined = considered.imagine(added);
    if (!imagined) {
        return std::nullopt;
    }
    const bool of_one_term = Considered::is_about_term(imagined->type);
    const auto is_touched = [&](Number term) { return !of_one_term || term == imagined->subject; };
    if (std::ranges::none_of(as_shown.terms, is_touched, &ClaimingTerm::term)) {
        return std::nullopt;
    }
    const Occasions occasions{considered};
    RivalClaims rival{.added = history.address(added), .sources = {}, .terms = {}};
    for (const auto& shown : as_shown.terms) {
        if (is_touched(shown.term)) {
            auto claiming = claims.of_term(considered, occasions, shown.term);
            if (claiming.ways != shown.ways) {
                rival.terms.push_back(std::move(claiming));
            }
        }
    }
    if (rival.terms.empty()) {
        return std::nullopt;
    }
    for (const Number source : history.sources_of(added)) {
        rival.sources.push_back(&history.source(source));
    }
    return rival;
}

}  // namespace

AllianceClaims claims_on(
    std::shared_ptr<const AllianceHistory> history, const Viewpoint& viewpoint, const RightsMatter& matter) {
    AllianceClaims answer{
        .history = std::move(history),
        .terms = {},
        .rivals = {},
        .derived = std::make_unique<std::deque<FieldValue>>(),
    };
    const auto& read = *answer.history;
    const Candidates candidates{read, matter.subject};
    if (!candidates.any()) {
        return answer;
    }
    const Considered considered{read, viewpoint};
    const Occasions occasions{considered};
    DerivedValues derived{read, *answer.derived};
    const Claims claims{read, viewpoint, matter, derived};
    for (const Number term : read.terms_by_id()) {
        if (candidates.holds(term)) {
            answer.terms.push_back(claims.of_term(considered, occasions, term));
        }
    }
    const auto adds = [](const Fact& fact) { return fact.type == EventType::source_added; };
    considered.each(read.added_sources(), adds, [&](const Fact& added) {
        if (auto rival = rival_claims(answer, claims, viewpoint, added)) {
            answer.rivals.push_back(std::move(*rival));
        }
    });
    const auto is_silent = [&](const ClaimingTerm& shown) {
        const auto reads_it = [&](const RivalClaims& rival) {
            return std::ranges::find(rival.terms, shown.term, &ClaimingTerm::term) != rival.terms.end();
        };
        return !Claims::claims_anything(shown) && std::ranges::none_of(answer.rivals, reads_it);
    };
    std::erase_if(answer.terms, is_silent);
    return answer;
}

}  // namespace entente
