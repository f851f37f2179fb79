/// When the events that an answer names held, and what rival sources read differently, for people.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <entente/projections/alliance_history.hpp>

namespace entente::cli {

/// The effective date of ENTRY-ID#1 as written, `2026-04-27`, `upon closing`; of a source added later the day it came
/// out. Empty for an address nobody knows.
using EventDates = std::function<std::string(const std::string& address)>;

[[nodiscard]] EventDates dates_in(const std::vector<std::shared_ptr<const AllianceHistory>>& histories);

/// What the source added by ENTRY-ID#1 reads differently, and who says so: `exclusive no (reuters.com 2026-04-29)`.
/// Empty for what is no reading.
using RivalReadings = std::function<std::string(const std::string& address)>;

[[nodiscard]] RivalReadings readings_in(const std::vector<std::shared_ptr<const AllianceHistory>>& histories);

}  // namespace entente::cli
