/// Answers as the documents of the surface: what `--json` prints and HTTP bodies hold. Keys always present, in this
/// order.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <entente/events/log.hpp>
#include <entente/projections/alliances_on.hpp>
#include <entente/projections/field_json.hpp>
#include <entente/projections/term_history.hpp>
#include <entente/projections/terms_on.hpp>
#include <entente/projections/warnings.hpp>

namespace entente {

/// The `terms` document, without `cite` and `chain`.
[[nodiscard]] nlohmann::ordered_json to_json(const TermsAnswer& answer);

/// One term, one party of it.
[[nodiscard]] nlohmann::ordered_json to_json(const TermState& term);
[[nodiscard]] nlohmann::ordered_json to_json(const PartyState& party);

/// Adds what makes an answer citable: `cite` (null for imagined entries) and the chain at its position.
void add_citation(
    nlohmann::ordered_json& document, std::string_view question, const Viewpoint& viewpoint, const Ledger& ledger);

/// `{"alliance","term","as_of","state" (as in `terms`, or null),"changes":[…],"blame":[…]}`
[[nodiscard]] nlohmann::ordered_json to_json(const TermHistoryAnswer& answer);

/// `{"as_of","alliances":[{"alliance","title","parties","terms_in_force","entries","last_announced","version"}]}`
[[nodiscard]] nlohmann::ordered_json to_json(const std::vector<AllianceSummary>& alliances, const Viewpoint& viewpoint);

/// `{"on","known_at","announced_by","position"}`
[[nodiscard]] nlohmann::ordered_json to_json(const Viewpoint& viewpoint);

/// The `append` document.
[[nodiscard]] nlohmann::ordered_json to_json(
    Seq position, std::span<const Receipt> receipts, std::span<const Warning> warnings);

/// RFC 9457: `{"type","title","status","detail","code","where"}`; `where` is `{}` or `{"place": …}`.
[[nodiscard]] nlohmann::ordered_json to_json(const Error& error);

/// HTTP status of a refusal.
[[nodiscard]] int http_status(ErrorCode code);

}  // namespace entente
