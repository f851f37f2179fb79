#include <entente/projections/rights_findings.hpp>

#include <algorithm>
#include <deque>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include <entente/core/name.hpp>
#include <entente/projections/finding_list.hpp>
#include <entente/projections/term_answer.hpp>
#include <entente/projections/verdict.hpp>

namespace entente {
namespace {

using Texts = std::vector<std::string>;

const Texts& texts_of(const TermState& term, Field field) {
    static const Texts none;
    const auto* texts = std::get_if<Texts>(&term.at(field));
    return texts ? *texts : none;
}

bool share_any(const Texts& a, const Texts& b) {
    return std::ranges::any_of(a, [&](const auto& text) { return std::ranges::find(b, text) != b.end(); });
}

/// A term in force that bears on who may do something.
struct Right {
    const TermsAnswer* answer;
    const TermState* term;
    std::string_view subject;
    TermClaim claim;

    [[nodiscard]] const Texts& actions() const { return texts_of(*term, Field::actions); }
    [[nodiscard]] std::string_view alliance() const { return answer->history->id().text; }
    [[nodiscard]] bool speaks_of(std::string_view action) const {
        return actions().empty() || std::ranges::find(actions(), action) != actions().end();
    }
    [[nodiscard]] bool shares_an_action(const Right& other) const {
        return actions().empty() || other.actions().empty() || share_any(actions(), other.actions());
    }
};

TermClaim claim_of(const TermState& term) {
    TermClaim claim{
        .status = *term.status,
        .kind = {},
        .grantors = &texts_of(term, Field::grantor),
        .grantees = &texts_of(term, Field::grantee),
        .scope = {}};
    if (const auto* kind = std::get_if<std::string>(&term.at(Field::kind))) {
        claim.kind = from_word<Kind>(*kind);
    }
    const auto* exclusive = std::get_if<bool>(&term.at(Field::exclusive));
    claim.exclusive = exclusive ? *exclusive : claim.kind == Kind::exclusivity;
    for (const auto& field : term.fields) {
        const auto* region = std::get_if<Region>(field.value);
        if (field.field == Field::scope && region) {
            claim.scope.narrow(*from_word<ScopeKey>(field.key), *region);
        }
    }
    return claim;
}

class Rights {
public:
    explicit Rights(std::span<const TermsAnswer> answers) {
        for (const auto& answer : answers) {
            for (const auto& term : answer.terms) {
                const auto* subject = std::get_if<std::string>(&term.at(Field::subject));
                if (term.status == Status::in_force && subject) {
                    rights_.push_back({.answer = &answer, .term = &term, .subject = *subject, .claim = claim_of(term)});
                }
            }
        }
        for (std::size_t place = 0; place < rights_.size(); ++place) {
            by_subject_[rights_[place].subject].push_back(place);
        }
    }

    [[nodiscard]] const std::vector<Right>& all() const { return rights_; }

    /// The rights whose subject covers a path, by place.
    [[nodiscard]] std::vector<const Right*> over(std::string_view path) const {
        std::vector<std::size_t> places;
        for (auto wide = path;; wide = wide.substr(0, wide.find_last_of('/'))) {
            if (const auto found = by_subject_.find(wide); found != by_subject_.end()) {
                places.insert(places.end(), found->second.begin(), found->second.end());
            }
            if (wide.find('/') == std::string_view::npos) {
                break;
            }
        }
        std::ranges::sort(places);
        std::vector<const Right*> over;
        for (const auto place : places) {
            over.push_back(&rights_[place]);
        }
        return over;
    }

private:
    std::vector<Right> rights_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_subject_;
};

/// Whether two exclusive rights are promised to different parties, neither of whom granted the other's.
bool conflict(const Right& one, const Right& other) {
    const auto& mine = *one.claim.grantees;
    const auto& theirs = *other.claim.grantees;
    const bool granted_onward = share_any(mine, *other.claim.grantors) || share_any(theirs, *one.claim.grantors);
    return !mine.empty() && !theirs.empty() && !share_any(mine, theirs) && !granted_onward &&
           one.shares_an_action(other) && one.claim.scope.meets(other.claim.scope);
}

class RightsReader {
public:
    using AskedAbout = std::function<bool(std::string_view alliance)>;
    RightsReader(const Rights& rights, const AskedAbout& asked, Seq head, std::vector<Finding>& findings)
        : rights_(rights), asked_(asked), head_(head), findings_(findings) {}

    void find_all() {
        for (const auto& right : rights_.all()) {
            if (asked_(right.alliance())) {
                find_overlaps(right);
                find_bars(right);
            }
        }
    }

private:
    struct Question {
        std::string_view party;
        std::string_view action;
    };

    void find_overlaps(const Right& right) {
        if (!right.claim.exclusive) {
            return;
        }
        for (const Right* other : rights_.over(right.subject)) {
            const bool told_there = other->subject == right.subject && asked_(other->alliance()) && &right < other;
            if (other == &right || told_there || !other->claim.exclusive || !conflict(right, *other)) {
                continue;
            }
            add(right, FindingCode::overlapping_exclusivities,
                fmt::format(
                    "it is exclusive to {}, and {} is to {}", fmt::join(*right.claim.grantees, ", "),
                    named(*other, right), fmt::join(*other->claim.grantees, ", ")),
                fmt::format(
                    "find out which of them holds; entente end, amend --scope or amend --non-exclusive the other"));
        }
    }

    /// The bars that void a permission for some of its grantees.
    void find_bars(const Right& right) {
        std::set<const Right*> bars;
        std::vector<std::string_view> barred;
        const auto over = rights_.over(right.subject);
        for (const auto& party : *right.claim.grantees) {
            const Stand own = stand_of(right.claim, party);
            if (own.weight != Stand::Weight::permission) {
                continue;
            }
            bool any = false;
            for (const auto action : actions_of(right, over)) {
                any |= add_bars(right, over, {party, action}, own, bars);
            }
            if (any) {
                barred.push_back(party);
            }
        }
        for (const Right* bar : bars) {
            if (right.claim.exclusive && bar->claim.exclusive && conflict(right, *bar)) {
                continue;  // told as an overlap
            }
            const auto& whom = *bar->claim.grantees;
            add(right, FindingCode::barred_permission,
                fmt::format(
                    "it permits {}, whom {} bars; {} may waive that, nobody else", fmt::join(barred, ", "),
                    named(*bar, right), whom.empty() ? "whom it protects" : fmt::format("{}", fmt::join(whom, ", "))),
                fmt::format(
                    "entente may {} {} {} tells why; append the waiver, the end of the bar, or a correction of either",
                    barred.front(), right.actions().empty() ? "ACTION" : right.actions().front(), right.subject));
        }
    }

    /// What the permission names; where it names nothing and so covers all, what the others name.
    static std::set<std::string_view> actions_of(const Right& right, const std::vector<const Right*>& over) {
        std::set<std::string_view> actions(right.actions().begin(), right.actions().end());
        if (actions.empty()) {
            actions.insert("");  // whatever nobody names
            for (const Right* other : over) {
                actions.insert(other->actions().begin(), other->actions().end());
            }
        }
        return actions;
    }

    static bool add_bars(
        const Right& right, const std::vector<const Right*>& over, const Question& question, const Stand& own,
        std::set<const Right*>& bars) {
        std::vector<Stand> stands;
        std::vector<const Right*> who;
        for (const Right* other : over) {
            if (other->speaks_of(question.action) && other->claim.scope.contains(right.claim.scope)) {
                stands.push_back(stand_of(other->claim, question.party));
                who.push_back(other);
            }
        }
        if (counts(own, stands)) {
            return false;
        }
        for (std::size_t place = 0; place < stands.size(); ++place) {
            if (stands[place].weight == Stand::Weight::bar && counts(stands[place], stands)) {
                bars.insert(who[place]);
            }
        }
        return true;
    }

    /// `azure-api-exclusivity`, with its alliance where that is another.
    static std::string named(const Right& right, const Right& from) {
        return right.answer == from.answer ? std::string{right.term->term}
                                           : fmt::format("{} of {}", right.term->term, right.alliance());
    }

    void add(const Right& right, FindingCode code, std::string message, std::string cure) {
        const auto& history = *right.answer->history;
        const Considered considered{history, right.answer->viewpoint};
        const Occasions occasions{considered};
        std::deque<FieldValue> values;
        DerivedValues derived{history, values};
        const Number term = history.terms().find(std::string{right.term->term});
        const auto setters = term_setters({.considered = considered, .occasions = occasions, .derived = derived}, term);
        if (!setters.grant) {
            return;
        }
        FindingList list{history, head_, findings_};
        list.add(
            {.code = code,
             .subject = FindingSubject::term,
             .id = right.term->term,
             .event = setters.grant,
             .field = code == FindingCode::barred_permission ? "grantee" : "exclusive",
             .message = std::move(message),
             .cure = std::move(cure)});
    }

    const Rights& rights_;
    const AskedAbout& asked_;
    Seq head_;
    std::vector<Finding>& findings_;
};

}  // namespace

void find_in_rights(
    std::span<const TermsAnswer> answers, const std::function<bool(std::string_view alliance)>& asked, Seq head,
    std::vector<Finding>& findings) {
    const Rights rights{answers};
    RightsReader{rights, asked, head, findings}.find_all();
}

}  // namespace entente
