/// What is asked of the daemon from outside: SIGTERM and SIGINT to stop, SIGHUP to read its files again.
#pragma once

#include <functional>
#include <memory>

namespace entente::daemon {

class Signals {
public:
    struct Handlers {
        std::function<void()> stop;    ///< once, for the first SIGTERM or SIGINT
        std::function<void()> reload;  ///< for every SIGHUP
    };

    /// Made before every other thread, which inherit what is blocked here. A thread of its own takes the signals, so
    /// that they are noticed whatever the others are busy with, and calls the handlers: they should do little, or post
    /// it. A second SIGTERM or SIGINT ends the process at once, as if nobody had waited for it. SIGPIPE and SIGXFSZ
    /// are ignored from then on.
    Signals();

    /// As before it, but for those ignored.
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    /// From then on these are called, and those given before no more: one that is being called is waited for. What came
    /// before the first is handled now.
    void handle(Handlers handlers);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace entente::daemon
