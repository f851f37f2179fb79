/// Entries as CloudEvents 1.0 in JSON.
#pragma once

#include <string_view>

#include <entente/cli/words.hpp>
#include <entente/core/uuid.hpp>
#include <entente/events/entry.hpp>

namespace entente::cli {

/// One event an entry: what somebody learned at one moment is appended whole, so it is passed on whole. `id` is the
/// entry's, `source` the log's `urn:uuid:…`, `subject` the alliance, `time` when it was recorded, `data` the entry as
/// it was written; `sequence` is its position, as in the CloudEvents extension of that name, and `chain` what commits
/// to the history up to it. Source: CloudEvents 1.0.2, JSON Event Format.
[[nodiscard]] Json cloud_event(const Uuid& log, const Record& record, std::string_view canonical);

}  // namespace entente::cli
