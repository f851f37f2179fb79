/// Ctrl-C while something is being written: the first asks to stop at the next whole step, the second kills.
#pragma once

namespace entente::cli {

/// Listens for SIGINT and SIGTERM as long as it lives. One at a time.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    [[nodiscard]] bool requested() const;
};

}  // namespace entente::cli
