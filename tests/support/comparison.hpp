/// Asks the projections and the naive model the same question, and makes what differs small enough to understand.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "naive_model.hpp"
#include <nlohmann/json.hpp>

#include <entente/projections/ledger.hpp>

namespace entente::naive {

/// A random history as a ledger. Errors: a rule of form or of the log that an entry breaks.
Result<Ledger> ledger_of(const std::vector<nlohmann::json>& log);
Result<Record> record_of(const nlohmann::json& line);
Result<AsOf> as_of_of(const Question& question);

/// What the projections answer. Errors: `not_found` for an unknown alliance; a question they refuse.
Result<nlohmann::json> asked(const Ledger& ledger, const Question& question);

/// What the projections answer, null for an unknown alliance; nothing (and why, in `refusal`) for a log that breaks a
/// rule.
std::optional<nlohmann::json> projected_terms(
    const std::vector<nlohmann::json>& log, const Question& question, std::string& refusal);

/// A place where the two documents differ: ids and list indexes are `*`.
using Places = std::set<std::string>;

struct Difference {
    std::vector<nlohmann::json> log;
    Question question;
    nlohmann::json naive;  ///< lists by id, what is free in `possible` sorted
    nlohmann::json projected;
    Places places;
};

/// Nothing where they agree. A refused log is a difference at `refused`.
std::optional<Difference> compare(const std::vector<nlohmann::json>& log, const Question& question);

/// The smallest history and simplest question found that still differ at the place.
Difference shrunk(Difference difference, const std::string& place);

/// The history as JSON lines, the question, and for each differing path what either side says.
std::string told(const Difference& difference);

}  // namespace entente::naive
