#include <entente/daemon/trace_context.hpp>

#include <algorithm>

namespace entente::daemon {
namespace {

constexpr std::size_t version_00_bytes = 55;
constexpr std::size_t header_bytes_max = 512;  // of versions to come; they add fields behind a dash

bool is_hex(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return ('0' <= c && c <= '9') || ('a' <= c && c <= 'f'); });
}

bool is_zero(std::string_view text) {
    return text.find_first_not_of('0') == std::string_view::npos;
}

}  // namespace

bool is_traceparent(std::string_view header) {
    if (header.size() < version_00_bytes || header.size() > header_bytes_max) {
        return false;
    }
    const auto version = header.substr(0, 2);
    const auto trace = header.substr(3, 32);
    const auto parent = header.substr(36, 16);
    const auto flags = header.substr(53, 2);
    const bool dashes = header[2] == '-' && header[35] == '-' && header[52] == '-';
    const bool digits = is_hex(version) && is_hex(trace) && is_hex(parent) && is_hex(flags);
    if (!dashes || !digits || version == "ff" || is_zero(trace) || is_zero(parent)) {
        return false;
    }
    const auto rest = header.substr(version_00_bytes);
    const bool plain = std::ranges::all_of(rest, [](char c) { return '!' <= c && c <= '~'; });
    return rest.empty() || (version != "00" && rest.front() == '-' && plain);
}

}  // namespace entente::daemon
