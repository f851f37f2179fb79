#include <entente/daemon/html.hpp>

#include <fmt/format.h>

#include <entente/daemon/utf8.hpp>

namespace entente::daemon {

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto bytes = utf8_character_bytes(text);
        const char c = text.front();
        if (bytes == 0) {
            out += "\uFFFD";
            text.remove_prefix(1);
            continue;
        }
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else if (c == '\'') {
            out += "&#39;";
        } else if (bytes > 1 || c == '\n' || c == '\t' || (c >= ' ' && c != '\x7f')) {
            out += text.substr(0, bytes);
        }
        text.remove_prefix(bytes);
    }
    return out;
}

std::string url_part(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

}  // namespace entente::daemon
