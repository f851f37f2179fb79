/// Which parties, actions and subjects a log speaks of; so that a mistyped one is told apart from one nobody granted
/// anything.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <entente/projections/ledger.hpp>

namespace entente {

/// Every party that a considered entry names: as member, grantor or grantee (also in a correction or a rival reading),
/// or in a change of membership. By id; `*` last, always there.
[[nodiscard]] std::vector<std::string> parties_named(const Ledger& ledger, const Viewpoint& viewpoint);

/// Errors: `bad_value` for what is no name, `not_found` for a party no entry of the log names.
[[nodiscard]] Result<void> check_party(const Ledger& ledger, std::string_view party);

/// Errors: `bad_value` for what is no name or path; `not_found` for a subject that is neither on nor below nor above a
/// path the log names, and for an action that no entry names, unless something grants every action on the subject.
[[nodiscard]] Result<void> check_matter(const Ledger& ledger, std::string_view action, std::string_view subject);

}  // namespace entente
