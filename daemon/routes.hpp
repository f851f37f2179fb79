/// The routes, by what they are for.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include <entente/daemon/answering.hpp>
#include <entente/daemon/entry_body.hpp>
#include <entente/daemon/entry_desk.hpp>
#include <entente/daemon/metrics.hpp>
#include <entente/daemon/route.hpp>

namespace entente::daemon {

/// Every query of projections/query.hpp: GET answers it, POST answers it with the entries sent imagined on top. All
/// that is passed must outlive the routes.
[[nodiscard]] std::vector<Route> question_routes(EntryDesk desk, const EntryMaker& maker);

/// Appending entries, reading them back, following them, verifying the log.
[[nodiscard]] std::vector<Route> entry_routes(EntryDesk desk, const EntryMaker& maker);

/// How the daemon stands.
struct Readiness {
    bool ready = false;    ///< questions are answered
    bool writing = false;  ///< entries are taken
    Seq position;          ///< the log's last
    std::string reason;    ///< why not ready, or why not writing; empty when both
};

/// `/healthz`, `/readyz`, `/metrics`. `readiness` is asked from every thread.
[[nodiscard]] std::vector<Route> operation_routes(const Metrics& metrics, std::function<Readiness()> readiness);

/// What a browser is shown, and what that loads. All that is passed must outlive the routes.
[[nodiscard]] std::vector<Route> page_routes(EntryDesk desk, const EntryMaker& maker);

/// `/api`: the description of the API, for people.
[[nodiscard]] Route api_page_route(std::shared_ptr<const nlohmann::ordered_json> description);

/// Adds `/openapi.json`, which describes all routes, itself included; the last thing to add.
void add_description(std::vector<Route>& routes);

}  // namespace entente::daemon
