/// What a daemon answers, read: documents, and errors as they would have been told here.
#pragma once

#include <string_view>

#include <entente/cli/http_client.hpp>
#include <entente/cli/words.hpp>

namespace entente::cli {

/// A document that is an object. Errors: `io_failed`, naming the server, for what is no JSON of a daemon.
[[nodiscard]] Result<Json> read_document(const HttpReply& reply, const ServerAddress& server);

/// The error that an answer with another status than 2xx tells: code, sentence and place of its problem document. Of
/// what is none: `io_failed`.
[[nodiscard]] Error read_problem(const HttpReply& reply, const ServerAddress& server);

}  // namespace entente::cli
