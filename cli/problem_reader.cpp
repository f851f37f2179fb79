#include <entente/cli/problem_reader.hpp>

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

constexpr int depth_max = 64;  // twice what any document needs

std::optional<Json> parsed(const std::string& body) {
    bool too_deep = false;
    const auto keep = [&](int depth, Json::parse_event_t, Json&) {
        too_deep = too_deep || depth > depth_max;
        return !too_deep;
    };
    auto value = Json::parse(body, keep, false);
    return too_deep || value.is_discarded() || !value.is_object() ? std::nullopt : std::optional(std::move(value));
}

std::optional<ErrorCode> code_of(std::string_view text) {
    for (int code = 0; code <= static_cast<int>(ErrorCode::usage); ++code) {
        if (word(static_cast<ErrorCode>(code)) == text) {
            return static_cast<ErrorCode>(code);
        }
    }
    return std::nullopt;
}

std::string text_at(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Error no_daemon(const HttpReply& reply, const ServerAddress& server, std::string_view what) {
    return {
        .code = ErrorCode::io_failed,
        .message =
            fmt::format("{} answers {} {}: {}", harmless(server.written), reply.status, harmless(reply.reason), what),
        .where = {}};
}

}  // namespace

Result<Json> read_document(const HttpReply& reply, const ServerAddress& server) {
    auto document = reply.content_type == "application/json" ? parsed(reply.body) : std::nullopt;
    if (!document) {
        return std::unexpected(no_daemon(reply, server, "that is no document of ententd"));
    }
    return *std::move(document);
}

Error read_problem(const HttpReply& reply, const ServerAddress& server) {
    const auto problem = reply.content_type == "application/problem+json" ? parsed(reply.body) : std::nullopt;
    if (!problem) {
        return no_daemon(reply, server, "that is no answer of ententd");
    }
    Error error{
        .code = code_of(text_at(*problem, "code")).value_or(ErrorCode::io_failed),
        .message = text_at(*problem, "detail"),
        .where = {}};
    if (const auto where = problem->find("where"); where != problem->end() && where->is_object()) {
        const auto parameter = text_at(*where, "parameter");
        error.where = parameter.empty() ? text_at(*where, "place") : "/" + parameter;
    }
    if (error.code == ErrorCode::unauthorized && error.message.find("ENTENTE_TOKEN") == std::string::npos) {
        error.message += "; ENTENTE_TOKEN is where a token is given";
    }
    return error;
}

}  // namespace entente::cli
