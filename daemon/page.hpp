/// The first page a browser gets: which alliances there are, and where to ask more.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace entente::daemon {

/// Drawn from the `alliances` document.
[[nodiscard]] std::string alliances_page(const nlohmann::ordered_json& document);

/// What a page may load: nothing but what is written in it.
inline constexpr std::string_view page_policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

}  // namespace entente::daemon
