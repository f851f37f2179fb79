/// Where rights of one alliance, or of several, do not fit together.
#pragma once

#include <functional>
#include <span>

#include <entente/projections/findings.hpp>
#include <entente/projections/terms_on.hpp>

namespace entente {

/// The same promised exclusively to two parties, and permissions that a bar nobody waived makes void (DESIGN §6), as
/// the terms are shown: doubts are told by `may`. Only what begins in an alliance that `asked` accepts is told, but
/// all answers (listings of current terms) count. The rule is that of `may`: a bar covers a permission when its subject
/// and its scope do.
void find_in_rights(
    std::span<const TermsAnswer> answers, const std::function<bool(std::string_view alliance)>& asked, Seq head,
    std::vector<Finding>& findings);

}  // namespace entente
