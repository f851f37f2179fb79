#include <entente/daemon/router.hpp>

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include <entente/core/nearest_name.hpp>

namespace entente::daemon {
namespace {

namespace http = boost::beast::http;

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    path.remove_prefix(1);
    while (!path.empty()) {
        const auto slash = path.find('/');
        segments.push_back(path.substr(0, slash));
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    }
    return segments;
}

bool is_open(std::string_view segment) {
    return segment.starts_with('{');
}

std::optional<PathParameters> match(
    const std::vector<std::string_view>& pattern, const std::vector<std::string>& path) {
    if (pattern.size() != path.size()) {
        return std::nullopt;
    }
    PathParameters parameters;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (is_open(pattern[i])) {
            if (path[i].empty()) {
                return std::nullopt;
            }
            parameters.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), path[i]);
        } else if (pattern[i] != path[i]) {
            return std::nullopt;
        }
    }
    return parameters;
}

std::string_view name_of(http::verb method) {
    const auto name = http::to_string(method);
    return {name.data(), name.size()};
}

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
    for (auto& route : routes_) {
        route.number = static_cast<std::size_t>(&route - routes_.data());
        patterns_.push_back({.segments = segments_of(route.path), .route = &route});
    }
    // Where one names a part and the other leaves it open, the one that names it comes first.
    std::ranges::stable_sort(patterns_, [](const Pattern& a, const Pattern& b) {
        return std::ranges::lexicographical_compare(
            a.segments, b.segments, [](std::string_view x, std::string_view y) { return !is_open(x) && is_open(y); });
    });
}

Router::Found Router::find(const Request& request) const {
    Found found;
    std::vector<std::string_view> methods;
    const auto wanted = request.method == http::verb::head ? http::verb::get : request.method;
    const std::vector<std::string_view>* path =
        nullptr;  // the first pattern that fits; others that fit are other paths
    for (const auto& [segments, route] : patterns_) {
        if (path != nullptr && segments != *path) {
            continue;
        }
        auto parameters = match(segments, request.path);
        if (!parameters) {
            continue;
        }
        path = &segments;
        methods.push_back(name_of(route->method));
        if (route->method == http::verb::get) {
            methods.push_back("HEAD");
        }
        if (route->method == wanted && found.route == nullptr) {
            found.route = route;
            found.parameters = *std::move(parameters);
        }
    }
    if (path != nullptr) {
        methods.push_back("OPTIONS");
        found.allowed = fmt::format("{}", fmt::join(methods, ", "));
    }
    return found;
}

std::string Router::nearest_path(const Request& request) const {
    const auto asked = fmt::format("/{}", fmt::join(request.path, "/"));
    std::vector<std::string_view> known;
    for (const auto& route : routes_) {
        known.push_back(route.path);
    }
    if (const auto nearest = nearest_name(asked, known)) {
        return std::string(*nearest);
    }
    // A path with parts of the asker's own is compared by its beginning and its length.
    for (const auto& [segments, route] : patterns_) {
        if (segments.size() == request.path.size() && segments.size() > 2 && segments[1] == request.path[1]) {
            return std::string(route->path);
        }
    }
    return {};
}

}  // namespace entente::daemon
