/// One daemon: a log, what answers from it, and the connections, from its settings to its end.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <entente/core/clock.hpp>
#include <entente/core/randomness.hpp>
#include <entente/daemon/service_manager.hpp>
#include <entente/daemon/settings.hpp>
#include <entente/events/files.hpp>

namespace entente::daemon {

/// What it has of the world.
struct World {
    Files& files;
    Clock& clock;
    Randomness& randomness;
    std::function<Result<Settings>()> settings_now;  ///< read anew, as for a start
};

class Daemon {
public:
    /// Listens, but serves nobody yet. Errors: `usage` for settings that do not go together, `io_failed` for an address
    /// or a file that is not to be had, those of the tokens.
    [[nodiscard]] static Result<std::unique_ptr<Daemon>> open(
        const Settings& settings, const World& world, std::vector<ActivatedSocket> sockets);
    ~Daemon();
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

    /// Reads and verifies the log, answers until `stop`, ends in order. Errors: `log_damaged`, `log_newer`,
    /// `log_locked`, `io_failed`: why the log cannot be served.
    [[nodiscard]] Result<void> run(const ServiceManager& manager);

    /// From any thread: what is under way is finished, then `run` comes back.
    void stop();

    /// From any thread: tokens, certificate and the level of the journal are read again.
    void reload();

    /// Where it listens, each with its port.
    [[nodiscard]] std::vector<std::string> addresses() const;

private:
    struct Parts;
    explicit Daemon(std::unique_ptr<Parts> parts);
    void read_again();
    std::unique_ptr<Parts> parts_;
};

}  // namespace entente::daemon
