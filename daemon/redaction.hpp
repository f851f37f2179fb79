/// Secrets blotted out of what is written down.
#pragma once

#include <string>
#include <string_view>

namespace entente::daemon {

/// The text, with `entente_[redacted]` where it holds a token or most of one.
[[nodiscard]] std::string redacted(std::string_view text);

/// A request's target as it may be written down: parameters keep their values, but for those whose name says that they
/// are secret (`token`, `access_token`, `password`, …) and those that hold a token, percent-encoded or not; neither
/// does a path or a user name before the host.
[[nodiscard]] std::string redacted_target(std::string_view target);

}  // namespace entente::daemon
