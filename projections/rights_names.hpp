/// Which parties, actions and subjects a log speaks of; so that a mistyped one is told apart from one nobody granted
/// anything.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <entente/projections/ledger.hpp>
#include <entente/projections/scope_region.hpp>

namespace entente {

/// Every party that a considered entry names: as member, grantor or grantee (also in a correction or a rival reading),
/// or in a change of membership. By id; `*` last, always there.
[[nodiscard]] std::vector<std::string> parties_named(const Ledger& ledger, const Viewpoint& viewpoint);

/// Errors: `bad_value` for what is no party (`*` is one), no action or no path.
[[nodiscard]] Result<void> check_form(std::string_view party, std::string_view action, std::string_view subject);

/// Errors: `not_found` for a party no entry of the log names.
[[nodiscard]] Result<void> check_party(const Ledger& ledger, std::string_view party);

/// Errors: `not_found` for a subject that is neither on nor below nor above a path the log names, and for an action
/// that no entry names, unless something grants every action on the subject.
[[nodiscard]] Result<void> check_matter(const Ledger& ledger, std::string_view action, std::string_view subject);

/// A path of a question's scope that is neither on nor below nor above a path that some entry names for that key.
struct StrangePath {
    std::string_view key;
    std::string path;
    std::string nearest;             ///< the nearest that one does name; empty for none
    std::vector<std::string> known;  ///< all that are named
};
[[nodiscard]] std::vector<StrangePath> strange_scopes(const Ledger& ledger, const ScopeRegion& scope);

/// Of a subject that only wide terms cover (`openai`): the path that entries name which it is most likely a misspelling
/// of; empty for none.
[[nodiscard]] std::string likelier_subject(const Ledger& ledger, std::string_view subject);

}  // namespace entente
