/// What went wrong, for who looks at pages; and the API's description made readable.
#pragma once

#include <entente/daemon/web/sheet.hpp>
#include <entente/daemon/web/words.hpp>

namespace entente::daemon {

/// Drawn from a problem document (RFC 9457).
[[nodiscard]] Sheet problem_sheet(const Json& problem, std::string_view target = {});

/// Drawn from the OpenAPI document: every path with a sentence, its parameters and a line of curl.
/// `origin`: `http://127.0.0.1:7411`.
[[nodiscard]] Sheet api_sheet(const Json& description, std::string_view origin);

}  // namespace entente::daemon
