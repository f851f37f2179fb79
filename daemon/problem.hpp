/// Refusals as HTTP knows them: RFC 9457, `application/problem+json`.
#pragma once

#include <string>
#include <string_view>

#include <entente/core/result.hpp>
#include <entente/daemon/reply.hpp>

namespace entente::daemon {

/// What the log, a rule or a question refuses.
[[nodiscard]] Reply problem(const Error& error);

/// The same of a question: a place that is a parameter is told as one, `{"parameter": "on"}`.
[[nodiscard]] Reply parameter_problem(const Error& error);

/// What HTTP itself refuses: `problem(405, "method_not_allowed", "…")`. The title is the status's own.
[[nodiscard]] Reply problem(unsigned status, std::string_view code, std::string_view detail);

/// 412: the version that `If-Match` names is not the one there is.
[[nodiscard]] Reply precondition_failed(const Error& error);

/// 503 while the log is still being read.
[[nodiscard]] Reply not_ready();

}  // namespace entente::daemon
