#include <entente/projections/stretch.hpp>

#include <algorithm>

namespace entente {
namespace {

/// The only status it can have; none where several are possible, or there is no term.
struct Sure {
    bool known;
    std::optional<Status> status;
};
Sure sure_status(const Stretch& stretch) {
    return {.known = !stretch.standing.in_doubt(), .status = stretch.standing.status};
}

}  // namespace

bool TermStanding::may_be(Status wanted) const {
    return status == wanted || std::ranges::find(possible, std::optional(wanted)) != possible.end();
}

std::vector<Edge> edges_of(const std::vector<Stretch>& stretches) {
    std::vector<Edge> edges;
    Sure before{.known = true, .status = std::nullopt};
    Day doubted = never;  // from which day on it may have turned
    Day expected = stretches.empty() ? never : stretches.front().first;
    const auto turn = [&](Sure now, Day day) {
        if (!now.known) {
            doubted = std::min(doubted, day);
            return;
        }
        if (now.status != before.status) {
            edges.push_back({.from = before.status, .to = now.status, .days = {std::min(doubted, day), day}});
        }
        before = now;
        doubted = never;
    };
    for (const auto& stretch : stretches) {
        if (expected < stretch.first) {
            turn({.known = true, .status = std::nullopt}, expected);
        }
        turn(sure_status(stretch), stretch.first);
        expected = stretch.last == never ? never : stretch.last + Days{1};
    }
    if (expected != never) {
        turn({.known = true, .status = std::nullopt}, expected);
    }
    return edges;
}

}  // namespace entente
