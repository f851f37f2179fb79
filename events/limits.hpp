/// Every bound on what comes in, once. What is over is refused with `too_large` (nesting: `bad_json`), never cut.
#pragma once

#include <cstddef>
#include <cstdint>

namespace entente::limits {

inline constexpr std::size_t entry_bytes_max = std::size_t{1} << 20;  ///< of an entry as given and in canonical form
inline constexpr std::size_t entry_events_max = 1'000;
inline constexpr std::size_t json_bytes_max = std::size_t{64} << 20;  ///< of one JSON text, where no entry is meant
inline constexpr std::size_t nesting_max = 32;                        ///< of JSON brackets in an entry
inline constexpr std::size_t text_bytes_max = 64 * 1024;  ///< of one text (note, condition, attribute, reason)
inline constexpr std::size_t title_bytes_max = 1'024;     ///< of a title, a party's name or role, an actor
inline constexpr std::size_t url_bytes_max = 4'096;
inline constexpr std::size_t sources_max = 200;  ///< of an entry or an event
inline constexpr std::size_t list_max = 500;     ///< parties, actions, conditions, paths, attributes, days of one term
inline constexpr std::size_t path_bytes_max = 1'024;
inline constexpr std::size_t ends_max = 32;  ///< ends of one term, nested ones counted
inline constexpr std::size_t ends_nesting_max = 4;
inline constexpr std::int64_t number_max = (std::int64_t{1} << 53) - 1;
inline constexpr std::size_t batch_entries_max = 100'000;             ///< of one append
inline constexpr std::size_t batch_bytes_max = std::size_t{1} << 30;  ///< of one append's input
/// A line of the log: the entry and what the log adds around it (seq, recorded, chain).
inline constexpr std::size_t line_bytes_max = entry_bytes_max + 256;

static_assert(entry_bytes_max <= json_bytes_max);
static_assert(text_bytes_max < entry_bytes_max && title_bytes_max <= text_bytes_max && url_bytes_max <= text_bytes_max);

}  // namespace entente::limits
