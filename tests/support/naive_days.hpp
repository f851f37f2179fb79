/// Computed days of a term in the shown way, found by walking over days.
#pragma once

#include <optional>
#include <string>

#include "naive_fold.hpp"

namespace entente::naive {

/// Which days a walk visits. All of them is slow, and gives the same.
enum class Walk { days_that_matter, every_day };

class TermDays {
public:
    /// `fold` and `state` (the state on the day asked, `status` with the ends decided) are those of the shown way.
    TermDays(const TermFold& fold, const TermState& state, Status status, Walk walk);

    [[nodiscard]] std::optional<Span> begins() const;
    [[nodiscard]] std::optional<Span> since() const;
    [[nodiscard]] std::optional<Span> last_day() const;
    [[nodiscard]] std::string end_kind() const;

private:
    struct Run {
        Day first;
        Day last;
    };
    /// A step of the deal as it stood; `days` of what is still ahead.
    struct Ahead {
        Step step;
        std::optional<Span> days;
    };

    [[nodiscard]] bool alive(Day day) const;
    [[nodiscard]] std::optional<Run> last_run() const;
    [[nodiscard]] std::vector<Ahead> announced_steps(const std::optional<std::pair<std::string, Day>>& imagined) const;
    [[nodiscard]] std::optional<Span> last_day_ahead(const std::optional<std::pair<std::string, Day>>& imagined) const;
    [[nodiscard]] std::optional<Run> run_along(
        const std::vector<Step>& steps, Over dead_from,
        const std::optional<std::pair<std::string, Day>>& imagined) const;
    [[nodiscard]] bool a_milestone_would_end_it_sooner() const;
    void collect_days_that_matter();

    const TermFold& fold_;
    const World& world_;
    const TermState& state_;
    Status status_;
    Walk walk_;
    Day on_;
    std::set<Day> days_;
};

}  // namespace entente::naive
