/// Ids people choose: alliances, parties, terms, milestones. Text inside, never interchangeable.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include <entente/core/result.hpp>

namespace entente {

template <typename Tag>
struct Name {
    std::string text;
    friend auto operator<=>(const Name&, const Name&) = default;
};

using AllianceId = Name<struct AllianceTag>;
using PartyId = Name<struct PartyTag>;
using TermId = Name<struct TermTag>;
using MilestoneId = Name<struct MilestoneTag>;

/// Whether `text` reads `[a-z0-9][a-z0-9._-]{0,63}`.
[[nodiscard]] bool is_name(std::string_view text);

/// Whether `text` is one or more names joined by `/`, as in `openai/products/api`.
[[nodiscard]] bool is_path(std::string_view text);

/// Whether `wide` covers `narrow`: the same path or one above it (`cn` covers `cn/shanghai`, not `cnx`).
[[nodiscard]] bool covers(std::string_view wide, std::string_view narrow);

}  // namespace entente
