/// How a browser signs in for somebody, without a script or a cookie: a name, which says nothing here, and a token as
/// the password. Source: RFC 7617.
#pragma once

#include <string>
#include <string_view>

#include <entente/core/result.hpp>
#include <entente/daemon/request.hpp>

namespace entente::daemon {

/// Makes a browser ask for both.
inline constexpr std::string_view basic_challenge = "Basic realm=\"entente\", charset=\"UTF-8\"";

[[nodiscard]] bool is_basic(std::string_view authorization);

/// The password in `Basic …`. Errors: `unauthorized`; the message never repeats the header.
[[nodiscard]] Result<std::string> basic_password(std::string_view authorization);

/// Whether a page of some other site made a browser send this. A browser says so in Sec-Fetch-Site where it can be sure
/// of what it talks to, and in Origin with every POST; neither can be left out or forged by a page.
[[nodiscard]] bool comes_from_elsewhere(const Request& request);

}  // namespace entente::daemon
