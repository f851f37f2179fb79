/// How an error is told: a line for people, a problem document under `--json`.
#pragma once

#include <string>

#include <entente/cli/terminal.hpp>
#include <entente/core/result.hpp>

namespace entente::cli {

/// `entente: log.jsonl, line 7, byte 912: the chain does not fit`, and what to try where the message does not say.
[[nodiscard]] std::string problem_in_words(const Error& error, const Terminal& terminal);

/// RFC 9457, in one line.
[[nodiscard]] std::string problem_document(const Error& error);

}  // namespace entente::cli
