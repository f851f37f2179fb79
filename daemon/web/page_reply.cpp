#include <entente/daemon/web/page_reply.hpp>

#include <entente/daemon/web/problem_sheet.hpp>

namespace entente::daemon {

std::vector<std::pair<std::string, std::string>> page_headers() {
    return {
        {"Content-Security-Policy", std::string(sheet_policy)},
        {"Referrer-Policy", "same-origin"},
        {"X-Frame-Options", "DENY"}};
}

Reply page_reply(unsigned status, const Sheet& sheet) {
    Reply reply;
    reply.status = status;
    reply.headers = page_headers();
    reply.headers.emplace_back("Content-Type", page_media_type);
    reply.headers.emplace_back("Cache-Control", "no-store");
    reply.body = std::make_shared<const std::string>(page(sheet));
    return reply;
}

boost::asio::awaitable<Reply> at_once(Reply reply) {
    co_return std::move(reply);
}

bool wants_page(const Request& request) {
    const bool of_api = !request.path.empty() && request.path.front() == "v1";
    return !of_api && request.header("Accept").find("text/html") != std::string_view::npos;
}

void show_as_page(Reply& problem, std::string_view target) {
    const auto document = problem.body ? Json::parse(*problem.body, nullptr, false) : Json();
    if (!document.is_object() || !document.contains("title")) {
        return;
    }
    auto shown = page_reply(problem.status, problem_sheet(document, target));
    for (auto& header : problem.headers) {
        if (header.first != "Content-Type" && header.first != "Cache-Control") {
            shown.headers.push_back(std::move(header));
        }
    }
    problem.headers = std::move(shown.headers);
    problem.body = std::move(shown.body);
}

}  // namespace entente::daemon
