/// What the daemon writes down of what it does: a line of JSON a happening, on standard error.
///
/// Nobody waits for a line to be written: lines are queued for a thread of the journal's own (spdlog's asynchronous
/// logger), and where the reader of standard error does not keep up, the oldest are dropped and counted. `dropped()`
/// tells how many, and so does a line of their own once lines are taken again. Secrets never get here: no header but
/// `traceparent` is written, targets pass `redacted_target`, every other text `redacted`.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <variant>

#include <entente/core/clock.hpp>
#include <entente/daemon/level.hpp>
#include <entente/daemon/request.hpp>

namespace entente::daemon {

/// One more thing that a line says: `{"position", 41}`. Names are words of ours, none of time, level, event, message.
struct Field {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, std::uint64_t, double, bool> value;
};

/// A request as its line tells it.
struct Answered {
    unsigned status = 0;
    std::size_t bytes = 0;  ///< of the body
    std::chrono::nanoseconds took{0};
    std::string_view actor;  ///< who asked; empty when nobody knows
};

class Journal {
public:
    struct Options {
        int descriptor = 2;  ///< stays open as long as the journal lives
        Level level = Level::info;
        bool access = true;                        ///< a line for every answer
        std::size_t lines_max = 8'192;             ///< waiting to be written
        std::chrono::milliseconds parting{2'000};  ///< how long the destructor waits for the last ones to be taken
    };

    /// The clock must outlive it.
    Journal(Clock& clock, const Options& options);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// `{"time":"…Z","level":"info","event":"started","message":"…", …}`. Thread-safe, and never waits.
    void tell(Level level, std::string_view event, std::string_view message, std::initializer_list<Field> fields = {});

    /// An answer that is out. Of level `info`; of `warning` when it was refused for want of rights (401, 403) or failed
    /// (500 and above): those are written without `access`, too.
    void answered(const Request& request, const Answered& answer);

    /// What never became a request, or a connection over the bounds. Of level `info`, or `warning` from 500 on.
    void refused(unsigned status, std::string_view detail, const Peer& peer);

    /// Lines of lesser levels are left out from now on.
    void set_level(Level level);

    [[nodiscard]] std::uint64_t dropped() const;

private:
    class Sink;
    struct State;
    [[nodiscard]] bool writes(Level level) const;
    void write(Level level, std::string_view line);

    Clock& clock_;
    bool access_;
    std::chrono::milliseconds parting_;
    std::unique_ptr<State> state_;
};

}  // namespace entente::daemon
