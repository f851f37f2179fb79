/// How many descriptors may be open: a connection takes one.
#pragma once

#include <cstddef>

namespace entente::daemon {

/// Raises the process's soft limit to its hard one, which costs nothing and takes no rights, and answers what it is
/// then. Where that is less than `connections_max` and some 64 for everything else, connections will wait to be
/// accepted: the operator is told.
[[nodiscard]] std::size_t raise_descriptor_limit();

}  // namespace entente::daemon
