/// What people type, as entries write it: `April 27, 2026` is 2026-04-27, `Azure Supply` is azure-supply.
#pragma once

#include <string>
#include <string_view>

namespace entente::daemon {

/// A date in words as a date; what is none, or is one already, stays as it is. Reads `27 April 2026`, `April 27, 2026`,
/// `Apr. 27 2026`, `April 2026`, also with a weekday before it.
[[nodiscard]] std::string date_meant(std::string_view typed);

/// An id: small letters, dashes for blanks, nothing that an id cannot hold.
[[nodiscard]] std::string id_meant(std::string_view typed);

/// A path of ids: `OpenAI / Products` is openai/products.
[[nodiscard]] std::string path_meant(std::string_view typed);

/// A date, or else the id of a milestone; what begins with a brace stays as it is.
[[nodiscard]] std::string moment_meant(std::string_view typed);

}  // namespace entente::daemon
