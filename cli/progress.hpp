/// A bar for what takes longer than a second, when a person watches.
#pragma once

#include <chrono>
#include <string_view>

#include <entente/cli/terminal.hpp>

namespace entente::cli {

class Progress {
public:
    /// `what`: `entries appended`.
    Progress(Terminal& terminal, std::string_view what, std::size_t total);
    ~Progress();  ///< takes the bar away
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void reached(std::size_t count);

private:
    using SteadyClock = std::chrono::steady_clock;

    Terminal& terminal_;
    std::string_view what_;
    std::size_t total_;
    SteadyClock::time_point shown_next_;
    bool shown_ = false;
};

/// `████████░░░░  4096 of 10000 entries appended`
[[nodiscard]] std::string progress_bar(
    std::size_t count, std::size_t total, std::string_view what, std::size_t columns);

}  // namespace entente::cli
