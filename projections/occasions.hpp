/// What terms of one alliance share at a viewpoint: the reaches of milestones, dissolutions, successions.
#pragma once

#include <span>
#include <vector>

#include <entente/projections/considered.hpp>

namespace entente {

class Occasions {
public:
    explicit Occasions(const Considered& considered);

    /// Unplanned dissolutions and departures with a successor.
    [[nodiscard]] std::span<const Fact* const> sweeps() const { return sweeps_; }

    /// The unplanned reaches of a milestone on record, in the order recorded.
    [[nodiscard]] std::span<const Fact* const> reaches(Number milestone) const {
        return milestone < reaches_.size() ? std::span<const Fact* const>(reaches_[milestone])
                                           : std::span<const Fact* const>();
    }

private:
    std::vector<const Fact*> sweeps_;
    std::vector<std::vector<const Fact*>> reaches_;  ///< by milestone
};

/// The day a `state.asserted` speaks of; its own effective says nothing, and revisions move that alone.
[[nodiscard]] Day asserted_on(const Fact& assertion);

/// The order of a fold: by earliest day, then as recorded.
[[nodiscard]] bool folds_before(const Fact& a, const Fact& b);
[[nodiscard]] inline bool recorded_before(const Fact* a, const Fact* b) {
    return a->place < b->place;
}

}  // namespace entente
