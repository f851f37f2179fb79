/// What a request is called in the journal, and in what others write about it.
#pragma once

#include <entente/daemon/request.hpp>
#include <entente/daemon/workplace.hpp>

namespace entente::daemon {

/// The client's `X-Request-Id` when it is a plain word (letters, digits, `-`, `_`, `.`; at most 64), else a new one.
void choose_id(Request& request, Workplace& workplace);

}  // namespace entente::daemon
