/// A process that appends is killed, again and again; what it acknowledged must be there.
#pragma once

#include <cstdint>
#include <string>

namespace entente::test {

/// So many rounds over logs in a folder of its own: a child appends from several threads and reports each
/// acknowledgement through a pipe, and is killed in the middle of it, or while it opens. Answers what went wrong; empty
/// when nothing did.
[[nodiscard]] std::string kill_rounds(unsigned rounds, std::uint64_t seed);

}  // namespace entente::test
