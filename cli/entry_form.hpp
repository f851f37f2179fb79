/// One-event entries from flags, as the JSON a person would have written.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <entente/cli/command.hpp>
#include <entente/core/date.hpp>

namespace entente::cli {

/// An event the log holds, as a revision needs it.
struct EarlierEvent {
    std::string alliance;
    std::string address;  ///< ENTRY-ID#INDEX
    std::string json;     ///< the event as it was recorded
};

/// What the form asks of the world.
struct FormNeeds {
    Day today;
    std::function<Result<EarlierEvent>(std::string_view)> find_event;  ///< `7.0`, ENTRY-ID#INDEX
    std::function<Result<std::string>(const std::string&)> read_file;  ///< `--replacement FILE`
};

/// The entry that `entente COMMAND …` appends. Errors: `bad_value` and those of `needs`, with the flag as the place.
[[nodiscard]] Result<std::string> entry_json(std::string_view command, const Asked& asked, const FormNeeds& needs);

/// Where on the command line something stands that the codec places at a JSON Pointer into that entry:
/// `--attribute` for `/events/0/attributes/percent`, `argument TERM` for `/events/0/term`; empty for the whole of it.
[[nodiscard]] std::string place_on_command_line(std::string_view pointer, const Asked& asked);

}  // namespace entente::cli
