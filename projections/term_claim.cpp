#include <entente/projections/term_claim.hpp>

#include <algorithm>
#include <array>

namespace entente {
namespace {

using Parties = std::vector<std::string>;

bool names(const Parties& parties, std::string_view party) {
    return std::ranges::any_of(parties, [&](const std::string& named) { return named == party || named == "*"; });
}

bool is_permission(std::optional<Kind> kind) {
    static constexpr std::array permissions{Kind::license, Kind::distribution, Kind::supply,     Kind::carve_out,
                                            Kind::option,  Kind::voting,       Kind::governance, Kind::priority};
    return kind && std::ranges::find(permissions, *kind) != permissions.end();
}

/// What it does to the party while it is in force.
std::optional<Effect> effect_in_force(const TermClaim& claim, std::string_view party) {
    if (claim.kind == Kind::non_compete && names(*claim.grantors, party)) {
        return Effect::forbids;
    }
    const bool is_grantee = names(*claim.grantees, party);
    if (claim.exclusive) {
        return is_grantee ? Effect::permits : Effect::bars;
    }
    if (is_permission(claim.kind)) {
        return is_grantee ? std::optional(Effect::permits) : std::nullopt;
    }
    return claim.kind == Kind::non_compete ? std::nullopt : std::optional(Effect::states);
}

}  // namespace

std::string_view word(Effect effect) {
    static constexpr std::array<std::string_view, 6> words{"permits",   "bars",    "forbids",
                                                           "suspended", "pending", "states"};
    return words[static_cast<std::size_t>(effect)];
}

Stand stand_of(const TermClaim& claim, std::string_view party) {
    using enum Stand::Weight;
    const auto effect = effect_in_force(claim, party);
    if (!effect) {
        return {};
    }
    if (claim.status == Status::pending) {
        return {.effect = Effect::pending, .weight = none, .parties = nullptr};
    }
    const bool permits = effect == Effect::permits;
    if (claim.status == Status::suspended) {
        return {.effect = Effect::suspended, .weight = permits ? withheld : none, .parties = nullptr};
    }
    if (effect == Effect::states) {
        return {.effect = effect, .weight = none, .parties = nullptr};
    }
    return {
        .effect = effect,
        .weight = permits ? permission : bar,
        .parties = permits ? claim.grantors : claim.grantees,
    };
}

bool waives(const Stand& permission, const Stand& bar) {
    return std::ranges::any_of(*permission.parties, [&](const std::string& grantor) {
        return std::ranges::any_of(
            *bar.parties, [&](const std::string& kept) { return grantor == kept || grantor == "*" || kept == "*"; });
    });
}

}  // namespace entente
