/// Pages as answers.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <entente/daemon/reply.hpp>
#include <entente/daemon/request.hpp>
#include <entente/daemon/web/sheet.hpp>

namespace entente::daemon {

inline constexpr std::string_view page_media_type = "text/html; charset=utf-8";

/// What a page may do, and who may know where it was come from: nobody but this daemon, which looks at Origin.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> page_headers();

/// A page that is made for one request, and kept nowhere.
[[nodiscard]] Reply page_reply(unsigned status, const Sheet& sheet);

/// An answer that is there already, for who waits for one.
[[nodiscard]] boost::asio::awaitable<Reply> at_once(Reply reply);

/// Whether somebody looks at pages there: a browser does, outside the API.
[[nodiscard]] bool wants_page(const Request& request);

/// Turns a problem document into a page that says the same. `target`: what was asked for, to come back to.
void show_as_page(Reply& problem, std::string_view target);

}  // namespace entente::daemon
