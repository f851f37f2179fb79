/// Which version this is.
#pragma once

#include <string_view>

namespace entente::daemon {

inline constexpr std::string_view version = ENTENTE_VERSION;

}  // namespace entente::daemon
