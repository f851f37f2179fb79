#include <entente/daemon/entry_body.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <entente/core/quoted.hpp>
#include <entente/core/uuid.hpp>
#include <entente/daemon/problem.hpp>

namespace entente::daemon {
namespace {

/// `application/json` of `Application/JSON; charset=utf-8`.
std::string media_type_of(std::string_view content_type) {
    const auto type = content_type.substr(0, content_type.find(';'));
    std::string lower(type.substr(0, type.find_last_not_of(" \t") + 1));
    std::ranges::transform(
        lower, lower.begin(), [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

}  // namespace

EntryDefaults EntryMaker::defaults_for(const Caller& caller) const {
    return {
        .make_id = [clock = clock_, randomness = randomness_] { return make_uuid(clock->now(), *randomness); },
        .actor = caller.name,
        .announced = std::nullopt};
}

bool may_hold_entries(const Request& request) {
    constexpr std::array<std::string_view, 3> types{"application/json", "application/jsonl", "application/x-ndjson"};
    const auto type = media_type_of(request.header("Content-Type"));
    return type.empty() || std::ranges::find(types, type) != types.end();
}

Reply unsupported_media(const Request& request) {
    auto reply = problem(
        415, "unsupported_media",
        fmt::format(
            "entries come as JSON, this is {}; send `Content-Type: application/json`",
            quoted(media_type_of(request.header("Content-Type")))));
    reply.headers.emplace_back("Accept-Post", "application/json, application/jsonl, application/x-ndjson");
    return reply;
}

}  // namespace entente::daemon
