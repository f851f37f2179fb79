/// Where a command writes a file for somebody: whole or not at all, and never over the log.
#pragma once

#include <string>
#include <string_view>

#include <entente/cli/console.hpp>

namespace entente::cli {

struct OutputFile {
    std::string path;   ///< `-`: standard output
    std::string never;  ///< the log that is read: never written
};

/// Writes beside the file, then puts it in its place. What is there already is replaced when it is a regular file, and
/// no log. Errors: `io_failed`, naming the file.
[[nodiscard]] Result<void> write_output(const OutputFile& output, std::string_view bytes, Console& console);

}  // namespace entente::cli
