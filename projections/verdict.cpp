#include <entente/projections/verdict.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace entente {
namespace {

using Weight = Stand::Weight;

constexpr std::size_t ways_tried_max = 4'096;

bool weighs(const Stand& stand, Weight weight) {
    return stand.weight == weight;
}

bool is_waived(const Stand& bar, std::span<const Stand> all) {
    return std::ranges::any_of(
        all, [&](const Stand& other) { return weighs(other, Weight::permission) && waives(other, bar); });
}

bool is_closed(std::span<const Stand> all) {
    return std::ranges::any_of(
        all, [&](const Stand& stand) { return weighs(stand, Weight::bar) && !is_waived(stand, all); });
}

std::vector<Stand> settled(const Stands& stands, const Settlement& when) {
    std::vector<Stand> all;
    all.reserve(stands.size());
    for (std::size_t term = 0; term < stands.size(); ++term) {
        all.push_back(stands[term][when[term]]);
    }
    return all;
}

/// Takes back whatever need not be otherwise than shown.
Settlement least(const Stands& stands, Settlement when, Verdict verdict) {
    for (std::size_t term = 0; term < stands.size(); ++term) {
        const auto before = std::exchange(when[term], 0);
        if (before != 0 && judge(settled(stands, when)) != verdict) {
            when[term] = before;
        }
    }
    return when;
}

/// For each term the first of its stands that fits; none where a term has no such stand.
template <typename Fits>
std::optional<Settlement> all_that(const Stands& stands, Fits fits) {
    Settlement when;
    for (const auto& of_term : stands) {
        const auto found = std::ranges::find_if(of_term, fits);
        if (found == of_term.end()) {
            return std::nullopt;
        }
        when.push_back(static_cast<std::size_t>(found - of_term.begin()));
    }
    return when;
}

/// A bar may stand that nothing waives: each other term has a way in which it does not.
std::optional<Settlement> closed(const Stands& stands) {
    for (std::size_t term = 0; term < stands.size(); ++term) {
        for (std::size_t which = 0; which < stands[term].size(); ++which) {
            const Stand& bar = stands[term][which];
            if (!weighs(bar, Weight::bar)) {
                continue;
            }
            auto when = all_that(
                stands, [&](const Stand& other) { return !weighs(other, Weight::permission) || !waives(other, bar); });
            if (when) {
                (*when)[term] = which;
                return when;
            }
        }
    }
    return std::nullopt;
}

/// No permission and no bar.
std::optional<Settlement> silent(const Stands& stands) {
    return all_that(stands, [](const Stand& stand) { return weighs(stand, Weight::none); });
}

/// The same, but a permission that is suspended.
std::optional<Settlement> withheld(const Stands& stands) {
    const auto is_no_say = [](const Stand& stand) {
        return weighs(stand, Weight::none) || weighs(stand, Weight::withheld);
    };
    auto when = all_that(stands, is_no_say);
    for (std::size_t term = 0; when && term < stands.size(); ++term) {
        const auto suspended = std::ranges::find(stands[term], Weight::withheld, &Stand::weight);
        if (suspended != stands[term].end()) {
            (*when)[term] = static_cast<std::size_t>(suspended - stands[term].begin());
            return when;
        }
    }
    return std::nullopt;
}

/// The stands of a term that a yes may rest on: a permission never stands in the way of one, and only what cannot be
/// anything else need be a bar.
std::vector<std::size_t> best_for_yes(const std::vector<Stand>& of_term) {
    std::vector<std::size_t> permissions;
    std::vector<std::size_t> bars;
    std::optional<std::size_t> neither;
    for (std::size_t which = 0; which < of_term.size(); ++which) {
        const Weight weight = of_term[which].weight;
        if (weight == Weight::permission) {
            permissions.push_back(which);
        } else if (weight == Weight::bar) {
            bars.push_back(which);
        } else if (!neither) {
            neither = which;
        }
    }
    return !permissions.empty() ? permissions : neither ? std::vector{*neither} : bars;
}

/// Whether some term must bar and nobody could waive that, however all the others stand.
bool is_closed_for_ever(const Stands& stands) {
    const auto may_waive = [&](const Stand& bar) {
        return std::ranges::any_of(stands, [&](const auto& of_term) {
            return std::ranges::any_of(
                of_term, [&](const Stand& other) { return weighs(other, Weight::permission) && waives(other, bar); });
        });
    };
    return std::ranges::any_of(stands, [&](const auto& of_term) {
        return std::ranges::all_of(
            of_term, [&](const Stand& stand) { return weighs(stand, Weight::bar) && !may_waive(stand); });
    });
}

/// Something permits and every bar is waived.
std::optional<Settlement> permitted(const Stands& stands) {
    if (is_closed_for_ever(stands)) {
        return std::nullopt;
    }
    std::vector<std::vector<std::size_t>> choices;
    Settlement turn(stands.size(), 0);
    Settlement when(stands.size(), 0);
    choices.reserve(stands.size());
    for (const auto& of_term : stands) {
        choices.push_back(best_for_yes(of_term));
    }
    for (std::size_t tried = 0; tried < ways_tried_max; ++tried) {
        for (std::size_t term = 0; term < stands.size(); ++term) {
            when[term] = choices[term][turn[term]];
        }
        if (judge(settled(stands, when)) == Verdict::yes) {
            return when;
        }
        std::size_t term = 0;
        while (term < stands.size() && ++turn[term] == choices[term].size()) {
            turn[term++] = 0;
        }
        if (term == stands.size()) {
            return std::nullopt;
        }
    }
    return when;
}

}  // namespace

std::string_view word(Verdict verdict) {
    static constexpr std::array<std::string_view, 4> words{"yes", "no", "not_stated", "uncertain"};
    return words[static_cast<std::size_t>(verdict)];
}

Verdict judge(std::span<const Stand> stands) {
    const auto some = [&](Weight weight) {
        return std::ranges::any_of(stands, [&](const Stand& stand) { return weighs(stand, weight); });
    };
    if (is_closed(stands)) {
        return Verdict::no;
    }
    if (some(Weight::permission)) {
        return Verdict::yes;
    }
    return some(Weight::withheld) ? Verdict::no : Verdict::not_stated;
}

bool counts(const Stand& stand, std::span<const Stand> all) {
    switch (stand.weight) {
        case Weight::bar:
            return !is_waived(stand, all);
        case Weight::permission:
            return !is_closed(all);
        case Weight::none:
        case Weight::withheld:
            break;
    }
    return true;
}

std::vector<PossibleVerdict> possible_verdicts(const Stands& stands) {
    const Settlement shown(stands.size(), 0);
    std::vector<PossibleVerdict> possible{{.verdict = judge(settled(stands, shown)), .when = shown}};
    const bool in_doubt = std::ranges::any_of(stands, [](const auto& of_term) { return of_term.size() > 1; });
    const auto add = [&](Verdict verdict, auto find) {
        if (std::ranges::find(possible, verdict, &PossibleVerdict::verdict) != possible.end()) {
            return;
        }
        if (const auto when = find(stands)) {
            possible.push_back({.verdict = verdict, .when = least(stands, *when, verdict)});
        }
    };
    if (in_doubt) {
        add(Verdict::yes, permitted);
        add(Verdict::no, closed);
        add(Verdict::no, withheld);
        add(Verdict::not_stated, silent);
    }
    return possible;
}

}  // namespace entente
