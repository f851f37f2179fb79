#include <entente/daemon/response_head.hpp>

#include <array>
#include <charconv>

#include <boost/beast/http/status.hpp>

namespace entente::daemon {
namespace {

void append_number(std::string& text, std::size_t number) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end);
}

void append_value(std::string& text, std::string_view value) {
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        text += (byte < 0x20 && c != '\t') || byte == 0x7f ? ' ' : c;
    }
}

/// RFC 9110, section 8.6: these have no body and no length of one.
bool has_no_length(const Reply& reply) {
    return reply.status == 204 || reply.status < 200 || (reply.status == 304 && !reply.body);
}

}  // namespace

std::string_view DateLine::at(std::time_t second) {
    if (second != second_) {
        std::tm parts{};
        ::gmtime_r(&second, &parts);
        std::array<char, 64> line;
        // Daemons do not call setlocale: the names are English.
        const auto length = std::strftime(line.data(), line.size(), "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts);
        line_.assign(line.data(), length);
        second_ = second;
    }
    return line_;
}

std::string_view reason_phrase(unsigned status) {
    const auto known = boost::beast::http::int_to_status(status);
    if (known == boost::beast::http::status::unknown) {
        return {};
    }
    const auto phrase = boost::beast::http::obsolete_reason(known);
    return {phrase.data(), phrase.size()};
}

void append_head(
    std::string& text, const Reply& reply, Framing framing, Afterwards afterwards, std::string_view date_line) {
    text += "HTTP/1.1 ";
    append_number(text, reply.status);
    text += ' ';
    text += reason_phrase(reply.status);
    text += "\r\n";
    text += date_line;
    if (framing == Framing::chunked) {
        text += "Transfer-Encoding: chunked\r\n";
    } else if (framing == Framing::sized && !has_no_length(reply)) {
        text += "Content-Length: ";
        append_number(text, reply.body ? reply.body->size() : 0);
        text += "\r\n";
    }
    if (afterwards != Afterwards::keeps) {
        text += afterwards == Afterwards::closes ? "Connection: close\r\n" : "Connection: keep-alive\r\n";
    }
    for (const auto& [name, value] : reply.headers) {
        text += name;
        text += ": ";
        append_value(text, value);
        text += "\r\n";
    }
    text += "\r\n";
}

}  // namespace entente::daemon
