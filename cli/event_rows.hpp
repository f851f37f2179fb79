/// Events as rows of a table for spreadsheets: one line an event, with what its entry says of it.
#pragma once

#include <string>
#include <string_view>

#include <entente/events/entry.hpp>

namespace entente::cli {

/// The names of the columns, as `event_rows` ends lines.
[[nodiscard]] std::string event_rows_title();

/// A line for each event of an entry: CRLF at the end, fields in quotes where they hold a comma, quote or line break.
/// Dates as written, a moment upon a milestone and what has no column of its own (`details`) as JSON, URLs of sources
/// with a space between.
/// Source: RFC 4180.
[[nodiscard]] std::string event_rows(const Record& record, std::string_view canonical);

}  // namespace entente::cli
