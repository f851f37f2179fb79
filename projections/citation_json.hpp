/// What answers rest on, as every document of the surface has it: events by address, sources.
#pragma once

#include <span>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include <entente/projections/term_state.hpp>

namespace entente {

/// Null for what is not said.
[[nodiscard]] nlohmann::ordered_json text_or_null(std::string_view text);

/// `["ENTRY-ID#0", …]`
[[nodiscard]] nlohmann::ordered_json to_json(std::span<const EventAddress> addresses);

/// `{"url","publisher","published"}`
[[nodiscard]] nlohmann::ordered_json to_json(const Source& source);

/// The same with `stance`, one after the other.
[[nodiscard]] nlohmann::ordered_json to_json(std::span<const CitedSource> sources);

}  // namespace entente
