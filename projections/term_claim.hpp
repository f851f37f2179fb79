/// What one term says about who may do something, and what that comes to for one party.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <entente/events/vocabulary.hpp>
#include <entente/projections/scope_region.hpp>

namespace entente {

/// How a term bears on a question.
enum class Effect : std::uint8_t {
    permits,
    bars,       ///< it is exclusive, and others hold it
    forbids,    ///< a non_compete that binds the party
    suspended,  ///< it would do one of the above
    pending,    ///< likewise, once it begins
    states,     ///< it speaks of the matter and neither permits nor bars
};
[[nodiscard]] std::string_view word(Effect effect);

/// A term that speaks of an action on a subject, in one way of settling its doubts.
struct TermClaim {
    Status status = Status::in_force;  ///< or pending or suspended; a term that is neither claims nothing
    std::optional<Kind> kind;          ///< none for one's own kinds, `x-…`
    bool exclusive = false;
    const std::vector<std::string>* grantors = nullptr;  ///< never null
    const std::vector<std::string>* grantees = nullptr;  ///< likewise
    ScopeRegion scope;
    friend bool operator==(const TermClaim&, const TermClaim&) = default;
};

/// What a term comes to for one party, wherever its scope holds.
struct Stand {
    enum class Weight : std::uint8_t {
        none,        ///< nothing follows from it
        permission,  ///< says yes
        bar,         ///< says no, unless waived
        withheld,    ///< a suspended permission: says no where nothing is stated
    };
    std::optional<Effect> effect;  ///< none: it does not concern the party
    Weight weight = Weight::none;
    const std::vector<std::string>* parties = nullptr;  ///< of a permission its grantors; of a bar whom it protects
    friend bool operator==(const Stand&, const Stand&) = default;
};

/// `party` may be `*`, anybody whom no entry names.
[[nodiscard]] Stand stand_of(const TermClaim& claim, std::string_view party);

/// Whether a permission lets the party through a bar: some grantor of it is among those whom the bar protects. `*`
/// stands for anybody.
[[nodiscard]] bool waives(const Stand& permission, const Stand& bar);

}  // namespace entente
