/// A record as it leaves the house: for another log, a table, or a broker of events.
#pragma once

#include <string>
#include <string_view>

#include <entente/core/uuid.hpp>
#include <entente/events/entry.hpp>

namespace entente::cli {

/// What stands before the first record in that form: the titles of `csv`, else nothing.
[[nodiscard]] std::string exported_title(std::string_view format);

/// A record of that log in the form `jsonl`, `csv` or `cloudevents`, with its newline.
[[nodiscard]] std::string exported(
    std::string_view format, const Uuid& log, const Record& record, std::string_view canonical);

}  // namespace entente::cli
