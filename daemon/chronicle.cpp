#include <entente/daemon/chronicle.hpp>

namespace entente::daemon {

void Chronicle::know(std::span<const Route> routes) {
    for (const auto& route : routes) {
        routes_.push_back(metrics_.add_route(route.name));
    }
}

void Chronicle::answered(const Request& request, const Reply& reply, std::size_t bytes, std::chrono::nanoseconds took) {
    metrics_.answered(
        {.route = reply.route == nullptr ? RouteNumber::unrouted : routes_[reply.route->number],
         .method = request.method,
         .status = reply.status,
         .request_bytes = request.body.size(),
         .response_bytes = bytes,
         .took = took});
    journal_.answered(request, {.status = reply.status, .bytes = bytes, .took = took, .actor = reply.actor});
}

void Chronicle::refused(unsigned status, std::string_view detail, const Peer& peer) {
    metrics_.refused(refusal_code(status));
    journal_.refused(status, detail, peer);
}

void Chronicle::noticed(const Peer& peer, std::string_view what) {
    journal_.tell(Level::info, "connection", what, {{"peer", std::string_view(peer.address)}});
}

void Chronicle::failed(const Request& request, std::string_view what) {
    journal_.tell(
        Level::error, "failed", what,
        {{"request", std::string_view(request.id)}, {"peer", std::string_view(request.peer.address)}});
}

void Chronicle::feed_cut() {
    metrics_.stream_cut();
}

std::string_view refusal_code(unsigned status) {
    switch (status) {
        case 400:
            return "bad_request";
        case 408:
            return "too_slow";
        case 413:
            return "body_too_large";
        case 414:
            return "target_too_large";
        case 429:
            return "too_many";
        case 431:
            return "header_too_large";
        case 501:
            return "not_implemented";
        case 503:
            return "too_many_connections";
        case 505:
            return "http_version";
        default:
            return "refused";
    }
}

}  // namespace entente::daemon
