/// Writes lines to a descriptor that may be a pipe nobody reads, without ever waiting longer than it is told to.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string_view>

namespace entente::daemon {

class LineWriter {
public:
    /// The descriptor is left as it is: whether it blocks is shared with everybody who has it.
    explicit LineWriter(int descriptor);

    /// Writes the bytes; waits as long as they are not taken, until `hurry` sets an end to that. False: not all were.
    /// One thread at a time.
    [[nodiscard]] bool write(std::string_view bytes);

    /// From then on nothing is waited for. From any thread.
    void hurry(std::chrono::steady_clock::time_point until);

private:
    enum class Kind : std::uint8_t { file, pipe, socket };
    [[nodiscard]] bool wait_until_writable() const;

    int descriptor_;
    Kind kind_ = Kind::pipe;
    std::atomic<std::chrono::steady_clock::time_point> until_{std::chrono::steady_clock::time_point::max()};
};

}  // namespace entente::daemon
