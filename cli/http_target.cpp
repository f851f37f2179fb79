#include <entente/cli/http_target.hpp>

#include <fmt/format.h>

namespace entente::cli {

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool is_plain = ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '-' ||
                              c == '_' || c == '~';
        encoded += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

std::string target_of(std::string_view path, const Parameters& parameters) {
    std::string target(path);
    std::string query;
    for (const auto& [name, values] : parameters.values()) {
        const auto open = fmt::format("{{{}}}", name);
        if (const auto at = target.find(open); at != std::string::npos) {
            target.replace(at, open.size(), percent_encoded(values.back()));
            continue;
        }
        for (const auto& value : values) {
            query += fmt::format("{}{}={}", query.empty() ? "?" : "&", name, percent_encoded(value));
        }
    }
    return target + query;
}

}  // namespace entente::cli
