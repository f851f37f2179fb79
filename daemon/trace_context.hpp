/// W3C Trace Context: which trace of a distributed system a request belongs to.
#pragma once

#include <string_view>

namespace entente::daemon {

/// Whether it is a `traceparent` to pass on: `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`. Of a version
/// that is not known yet, what is known of it must fit. What does not fit is passed to nobody.
/// Source: W3C Trace Context (2021), 3.2.
[[nodiscard]] bool is_traceparent(std::string_view header);

}  // namespace entente::daemon
