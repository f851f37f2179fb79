/// The page that appends: shown, and sent back with what was typed in.
#pragma once

#include <vector>

#include <entente/daemon/entry_body.hpp>
#include <entente/daemon/entry_desk.hpp>
#include <entente/daemon/route.hpp>

namespace entente::daemon {

/// GET and POST `/append`. A form is taken from our own pages only; its token stands in its body, never in an address.
[[nodiscard]] std::vector<Route> append_page_routes(EntryDesk desk, const EntryMaker& maker);

}  // namespace entente::daemon
