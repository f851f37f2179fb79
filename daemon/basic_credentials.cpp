#include <entente/daemon/basic_credentials.hpp>

#include <algorithm>
#include <cctype>
#include <optional>

namespace entente::daemon {
namespace {

constexpr std::string_view scheme = "basic ";

std::optional<unsigned> digit(char c) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto place = digits.find(c);
    return place == std::string_view::npos ? std::nullopt : std::optional(static_cast<unsigned>(place));
}

/// Source: RFC 4648, 4.
std::optional<std::string> base64_read(std::string_view text) {
    if (text.empty() || text.size() % 4 != 0) {
        return std::nullopt;
    }
    const auto padding = text.ends_with("==") ? 2U : text.ends_with('=') ? 1U : 0U;
    std::string bytes;
    unsigned bits = 0;
    unsigned count = 0;
    for (const char c : text.substr(0, text.size() - padding)) {
        const auto value = digit(c);
        if (!value) {
            return std::nullopt;
        }
        bits = (bits << 6U | *value) & 0xffffU;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> count & 0xffU);
        }
    }
    return bytes;
}

}  // namespace

bool is_basic(std::string_view authorization) {
    return std::ranges::equal(authorization.substr(0, scheme.size()), scheme, [](char given, char wanted) {
        return std::tolower(static_cast<unsigned char>(given)) == wanted;
    });
}

Result<std::string> basic_password(std::string_view authorization) {
    if (is_basic(authorization)) {
        auto text = authorization.substr(scheme.size());
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        const auto pair = base64_read(text);
        const auto colon = pair ? pair->find(':') : std::string::npos;
        if (colon != std::string::npos) {
            return pair->substr(colon + 1);
        }
    }
    return fail(ErrorCode::unauthorized, "the Authorization header reads `Basic` and NAME:TOKEN in base64");
}

bool comes_from_elsewhere(const Request& request) {
    if (const auto site = request.header("Sec-Fetch-Site"); !site.empty()) {
        return site != "same-origin" && site != "none";
    }
    const auto origin = request.header("Origin");
    const auto slashes = origin.find("://");
    const auto host = slashes == std::string_view::npos ? origin : origin.substr(slashes + 3);
    return !origin.empty() && host != request.header("Host");
}

}  // namespace entente::daemon
