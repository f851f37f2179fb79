/// Which days a picture shows.
#pragma once

#include <vector>

#include <entente/projections/timeline.hpp>

namespace entente {

/// Gathers the days on which terms turn, for the window that nobody asked for.
class Turns {
public:
    explicit Turns(const Viewpoint& viewpoint);

    void add(Day first);
    void add(const std::vector<Stretch>& stretches);

    /// As asked for; else whole years, from the first turn to the last one no later than ten years from now on.
    [[nodiscard]] Window window(const TimelineScope& scope) const;

private:
    Day now_;
    Day first_;
    Day last_;
};

/// Errors: `bad_value` at `/to` for a window that ends before it begins.
[[nodiscard]] Result<void> check_window(const TimelineScope& scope);

}  // namespace entente
