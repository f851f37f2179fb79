/// Bytes from files and standard input.
#pragma once

#include <string>

#include <entente/core/result.hpp>

namespace entente::cli {

/// All of a file; `-` is standard input. Errors: `io_failed` with the file's name (not there, a directory, not
/// readable), `too_large` over limits::batch_bytes_max.
[[nodiscard]] Result<std::string> read_input(const std::string& path);

/// How messages call it: the path, or `standard input`.
[[nodiscard]] std::string input_name(const std::string& path);

}  // namespace entente::cli
