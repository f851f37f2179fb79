/// Two days side by side: what changed between them, field by field.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <entente/daemon/web/markup.hpp>
#include <entente/daemon/web/viewing.hpp>

namespace entente::daemon {

/// Drawn from the `diff` document; `terms` names the parties.
[[nodiscard]] Markup difference_part(const Json& difference, const Json& terms, const Viewing& viewing);

/// How the two sides are spoken of.
struct Sides {
    std::string_view before;
    std::string_view after;
    std::string_view there;                      ///< what a term or party is on the side that it comes in on
    std::map<std::string, std::string> clauses;  ///< what terms say, by id, as far as it is known
};

/// The table alone.
[[nodiscard]] Markup difference_table(
    const Json& changes, std::string_view alliance, const PartyNames& names, const Viewing& viewing,
    const Sides& sides);

}  // namespace entente::daemon
