/// Where the log is when nobody says: the same for the command line and the daemon.
#pragma once

#include <string>
#include <string_view>

#include <entente/core/function_ref.hpp>

namespace entente {

/// ENTENTE_LOG, else $XDG_DATA_HOME/entente/log.jsonl, else ~/.local/share/entente/log.jsonl. `variable` answers an
/// empty text for what the environment does not hold.
[[nodiscard]] std::string default_log_path(FunctionRef<std::string(std::string_view)> variable);

}  // namespace entente
