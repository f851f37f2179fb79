/// Line 0: how a log begins.
#pragma once

#include <string>

#include <entente/events/chain.hpp>
#include <entente/events/files.hpp>

namespace entente {

struct Beginning {
    std::string line;  ///< line 0, without its newline
    LogHeader header;
};

/// Errors: `log_newer`; `log_damaged` in line 0, also for a log whose making was cut short; `io_failed`.
[[nodiscard]] Result<Beginning> read_beginning(File& file, const std::string& path);

}  // namespace entente
