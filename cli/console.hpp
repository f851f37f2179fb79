/// What a command is given of the world: where to print, what time it is, who asks.
#pragma once

#include <map>
#include <string>

#include <entente/cli/terminal.hpp>
#include <entente/core/clock.hpp>
#include <entente/core/randomness.hpp>
#include <entente/events/files.hpp>

namespace entente::cli {

struct Console {
    Terminal& out;
    Terminal& err;
    Files& files;
    Clock& clock;
    Randomness& randomness;
    std::map<std::string, std::string, std::less<>> environment;
    std::string login;  ///< who the entries say they are from

    /// A variable of the environment; empty when unset.
    [[nodiscard]] std::string variable(std::string_view name) const {
        const auto found = environment.find(name);
        return found == environment.end() ? std::string() : found->second;
    }
    [[nodiscard]] Day today() { return day_of(clock.now()); }
};

}  // namespace entente::cli
