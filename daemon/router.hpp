/// Finds the route of a request.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include <entente/core/result.hpp>
#include <entente/daemon/route.hpp>

namespace entente::daemon {

/// The parts of a path that the route leaves open, by name: `alliance` → `openai-microsoft`.
using PathParameters = std::vector<std::pair<std::string_view, std::string>>;

class Router {
public:
    /// Routes with the same method and path, or that leave a part open which another names, are told apart by the part
    /// that is named: `/v1/entries/stream` before `/v1/entries/{entry}`.
    explicit Router(std::vector<Route> routes);

    struct Found {
        const Route* route = nullptr;  ///< none: the path is not known, or not by that method
        PathParameters parameters;
        std::string allowed;  ///< the methods that the path is known by: `GET, HEAD, OPTIONS`; empty: it is not known
    };
    [[nodiscard]] Found find(const Request& request) const;

    /// The path most like one that is not known; empty for none.
    [[nodiscard]] std::string nearest_path(const Request& request) const;

    [[nodiscard]] std::span<const Route> routes() const { return routes_; }

private:
    struct Pattern {
        std::vector<std::string_view> segments;
        const Route* route;
    };
    std::vector<Route> routes_;
    std::vector<Pattern> patterns_;  ///< those that name more come first
};

}  // namespace entente::daemon
