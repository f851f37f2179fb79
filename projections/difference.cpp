#include <entente/projections/difference.hpp>

#include <algorithm>
#include <array>

#include <entente/core/assert.hpp>
#include <entente/projections/difference_causes.hpp>

namespace entente {
namespace {

bool runs(const std::optional<Status>& status) {
    return status == Status::in_force || status == Status::suspended;
}

bool belongs(Membership status) {
    return status == Membership::member || status == Membership::suspended;
}

/// What reads like silence: null, an empty list, `survives` false.
bool is_silent(const FieldState& field) {
    const FieldValue& value = *field.value;
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        return texts->empty();
    }
    if (const auto* ends = std::get_if<Ends>(&value)) {
        return ends->empty();
    }
    const auto* truth = std::get_if<bool>(&value);
    return std::holds_alternative<std::monostate>(value) || (truth && !*truth && field.field == Field::survives);
}

bool read_alike(const FieldState& a, const FieldState& b) {
    return a.value == b.value || *a.value == *b.value || (is_silent(a) && is_silent(b));
}

/// The shown value stands first; the order of the others says nothing.
bool same_values(std::vector<const FieldValue*> a, const std::vector<const FieldValue*>& b) {
    return a.size() == b.size() && *a.front() == *b.front() &&
           std::is_permutation(
               a.begin(), a.end(), b.begin(), [](const auto* one, const auto* other) { return *one == *other; });
}

bool same_possibilities(const TermState& a, const TermState& b) {
    return a.possible_status == b.possible_status &&
           std::ranges::equal(a.possible_fields, b.possible_fields, [](const auto& one, const auto& other) {
               return one.field == other.field && one.key == other.key && same_values(one.values, other.values);
           });
}

bool same_value(const Dispute& a, const Dispute& b) {
    if (const auto* const* field = std::get_if<const FieldValue*>(&a.value)) {
        const auto* const* other = std::get_if<const FieldValue*>(&b.value);
        return other && **field == **other;
    }
    return a.value == b.value;
}

bool same_disputes(const TermState& a, const TermState& b) {
    return std::ranges::equal(a.disputes, b.disputes, [](const Dispute& one, const Dispute& other) {
        return one.event == other.event && one.path == other.path && one.confidence == other.confidence &&
               same_value(one, other);
    });
}

/// Collects the paths at which two states of a term differ.
class FieldsThatDiffer {
public:
    FieldsThatDiffer(const TermState& before, const TermState& after, Compared compared) {
        add_if(before.status != after.status, "status");
        add_if(before.certain != after.certain, "certain");
        add_if(!same_possibilities(before, after), "possible");
        compare_stated(before.fields, after.fields);
        if (compared == Compared::all_listed) {
            add_if(before.reason != after.reason, "reason");
            add_if(before.begins != after.begins, "begins");
            add_if(before.since != after.since, "since");
            add_if(before.last_day != after.last_day, "last_day");
            add_if(!same_disputes(before, after), "disputes");
        }
    }

    [[nodiscard]] std::vector<FieldDifference> all() && { return std::move(fields_); }

private:
    void add_if(bool differs, std::string path) {
        if (differs) {
            fields_.push_back({.path = std::move(path), .by = {}});
        }
    }

    /// Both lists stand in the same order: the plain fields, then the keyed ones by field and key.
    void compare_stated(const std::vector<FieldState>& before, const std::vector<FieldState>& after) {
        const auto plain = [](const std::vector<FieldState>& fields) {
            return std::ranges::find_if(fields, [](const FieldState& field) { return !field.key.empty(); });
        };
        auto was = before.begin();
        auto is = after.begin();
        for (; was != plain(before) && is != plain(after); ++was, ++is) {
            ENTENTE_ASSERT(was->field == is->field);
            add_if(!read_alike(*was, *is), path(is->field, {}));
        }
        ENTENTE_ASSERT(was == plain(before) && is == plain(after));
        const auto key = [](const FieldState& field) { return std::pair(field.field, field.key); };
        while (was != before.end() || is != after.end()) {
            if (is == after.end() || (was != before.end() && key(*was) < key(*is))) {
                add_if(true, path(was->field, was->key));
                ++was;
            } else if (was == before.end() || key(*is) < key(*was)) {
                add_if(true, path(is->field, is->key));
                ++is;
            } else {
                add_if(!read_alike(*was, *is), path(is->field, is->key));
                ++was;
                ++is;
            }
        }
    }

    std::vector<FieldDifference> fields_;
};

std::vector<FieldDifference> fields_that_differ(const PartyState& before, const PartyState& after, Compared compared) {
    std::vector<FieldDifference> fields;
    const auto add_if = [&](bool differs, const char* path) {
        if (differs) {
            fields.push_back({.path = path, .by = {}});
        }
    };
    add_if(before.status != after.status, "status");
    add_if(before.name != after.name, "name");
    add_if(before.role != after.role, "role");
    if (compared == Compared::all_listed) {
        add_if(before.begins != after.begins, "begins");
        add_if(before.since != after.since, "since");
    }
    return fields;
}

/// Walks over two lists sorted by id; what only one of them has meets null.
template <typename State, typename Visit>
void each_pair(
    const std::vector<State>& before, const std::vector<State>& after, std::string_view State::* id, Visit visit) {
    const State* const nobody = nullptr;
    auto old = before.begin();
    auto now = after.begin();
    while (old != before.end() || now != after.end()) {
        if (now == after.end() || (old != before.end() && (*old).*id < (*now).*id)) {
            visit(&*old++, nobody);
        } else if (old == before.end() || (*now).*id < (*old).*id) {
            visit(nobody, &*now++);
        } else {
            visit(&*old++, &*now++);
        }
    }
}

/// The pairs of which one side takes part and, where both do, anything differs.
template <typename StateDifference, typename State, typename Counts, typename Fields>
std::vector<StateDifference> differences(
    const std::vector<State>& before, const std::vector<State>& after, std::string_view State::* id, Counts counts,
    Fields fields_that_differ, const DifferenceCauses& causes) {
    std::vector<StateDifference> found;
    each_pair(before, after, id, [&](const State* old, const State* now) {
        const bool was = old && counts(*old);
        const bool is = now && counts(*now);
        StateDifference difference{
            .turn = was && is ? Turn::changed
                    : is      ? Turn::added
                              : Turn::removed,
            .before = old,
            .after = now,
            .fields = was && is ? fields_that_differ(*old, *now) : std::vector<FieldDifference>{},
            .because = {}};
        if (was != is || !difference.fields.empty()) {
            causes.explain(difference);
            found.push_back(std::move(difference));
        }
    });
    return found;
}

}  // namespace

std::string_view word(Turn turn) {
    static constexpr std::array<std::string_view, 3> words{"added", "removed", "changed"};
    return words[static_cast<std::size_t>(turn)];
}

Difference difference(
    std::shared_ptr<const TermsAnswer> before, std::shared_ptr<const TermsAnswer> after, Compared compared) {
    Difference found{.before = std::move(before), .after = std::move(after), .terms = {}, .parties = {}};
    const std::vector<TermState> no_terms;
    const std::vector<PartyState> nobody;
    const TermsAnswer* was = found.before.get();
    const TermsAnswer& is = *found.after;
    const bool all = compared == Compared::all_listed;
    const DifferenceCauses causes{was, is};
    found.terms = differences<TermDifference>(
        was ? was->terms : no_terms, is.terms, &TermState::term,
        [&](const TermState& term) { return all || runs(term.status); },
        [&](const TermState& old, const TermState& now) { return FieldsThatDiffer{old, now, compared}.all(); }, causes);
    found.parties = differences<PartyDifference>(
        was ? was->parties : nobody, is.parties, &PartyState::party,
        [&](const PartyState& party) { return all || belongs(party.status); },
        [&](const PartyState& old, const PartyState& now) { return fields_that_differ(old, now, compared); }, causes);
    return found;
}

Result<Difference> difference(
    const Ledger& ledger, const AllianceId& alliance, const AsOf& before, const AsOf& after, Day today) {
    auto was = ENTENTE_TRY(terms_on(ledger, alliance, before, today, Listing::all));
    auto is = ENTENTE_TRY(terms_on(ledger, alliance, after, today, Listing::all));
    return difference(
        std::make_shared<const TermsAnswer>(std::move(was)), std::make_shared<const TermsAnswer>(std::move(is)),
        Compared::in_force);
}

}  // namespace entente
