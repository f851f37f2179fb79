/// The file that keeps the tokens' digests: one line of JSON a token, mode 0600.
#pragma once

#include <optional>
#include <string>

#include <entente/core/function_ref.hpp>
#include <entente/core/result.hpp>
#include <entente/daemon/token_book.hpp>

namespace entente::daemon {

/// LOG.tokens, where tokens are kept when nobody names another file.
[[nodiscard]] std::string default_token_path(const std::string& log);

/// Nothing when there is no such file. Errors: `io_failed`, for a file that others could read or change: a symbolic
/// link, no regular file, another user's, one with rights for group or others; `bad_value`, for what is not written in
/// it as it should be. Each says what would do; none repeats what the file holds.
[[nodiscard]] Result<std::optional<TokenBook>> read_token_file(const std::string& path);

/// Reads the book (an empty one when there is none), lets `change` change it, and puts it in the place of the old one:
/// whole, durable, or not at all. Two at once wait for each other. Errors: as `read_token_file`, and `change`'s.
[[nodiscard]] Result<void> change_token_file(const std::string& path, FunctionRef<Result<void>(TokenBook&)> change);

}  // namespace entente::daemon
