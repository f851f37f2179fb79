/// Entries as they were recorded, drawn for people.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <entente/cli/terminal.hpp>
#include <entente/cli/words.hpp>
#include <entente/events/entry.hpp>

namespace entente::cli {

/// `{"seq","recorded","entry","chain"}`: a line of the log. Of an imagined entry all but `entry` is null.
[[nodiscard]] Json record_json(const Record& record, std::string_view canonical);
[[nodiscard]] Json imagined_json(const Draft& draft);

/// What an entry is called in a line: its title, else what its events do.
[[nodiscard]] std::string entry_name(const Entry& entry);

/// The line that stands over the rows of `entry_row`.
[[nodiscard]] std::string entry_rows_title(const Terminal& terminal, std::size_t seq_columns);

/// One entry in a line: position, when recorded, when announced, alliance, title or what its events are.
[[nodiscard]] std::string entry_row(const Record& record, const Terminal& terminal, std::size_t seq_columns);

/// The same of an entry that is only imagined.
[[nodiscard]] std::string imagined_row(const Entry& entry, const Terminal& terminal, std::size_t seq_columns);

/// One entry in full: the record, then each event with its address. `only`: just that event.
[[nodiscard]] std::string entry_in_full(
    const Json& record, std::optional<std::uint32_t> only, const Terminal& terminal);

}  // namespace entente::cli
