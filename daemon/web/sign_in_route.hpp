/// The way into pages that want a token for a browser without script: it asks, and brings the token along from then on.
#pragma once

#include <string>
#include <string_view>

#include <entente/daemon/access.hpp>
#include <entente/daemon/route.hpp>

namespace entente::daemon {

/// `/sign-in?to=/upcoming`. The access must outlive it.
[[nodiscard]] Route sign_in_route(const Access& access);

/// Where somebody is led who signed in: a path of this place, as asked for; else the first page.
[[nodiscard]] std::string way_back(std::string_view to);

}  // namespace entente::daemon
