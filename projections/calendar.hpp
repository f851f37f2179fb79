/// What comes next as a calendar that calendar programs subscribe to.
#pragma once

#include <string>

#include <entente/projections/upcoming.hpp>

namespace entente {

/// One all-day event an item, from its earliest to its latest day; TENTATIVE where the day is not exact, or it is only
/// planned or rumoured. Lines end in CRLF and are folded at 75 octets.
///
/// `UID` names the event of the log the item is rooted in, what comes, and of whom: it stays when beliefs change.
/// `SEQUENCE` counts how often, from record to record, the days or the status of the item came to be believed
/// otherwise, asked of the same day; `DTSTAMP` is when the last of these records was made. Both follow from the log
/// alone. Source: RFC 5545.
[[nodiscard]] std::string calendar(const UpcomingAnswer& answer);

/// A text as a property's value: backslash, semicolon, comma and line break escaped, other control characters left out.
[[nodiscard]] std::string calendar_text(std::string_view text);

/// A content line folded at 75 octets, never inside a character of UTF-8, with CRLF at the end.
[[nodiscard]] std::string folded(std::string_view line);

}  // namespace entente
