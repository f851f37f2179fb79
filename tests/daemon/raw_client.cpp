#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "raw_client.hpp"
#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace entente::daemon::tests {
namespace {

constexpr int patience_seconds = 60;  // then a test fails rather than hangs

Descriptor connected(int family, const sockaddr* address, socklen_t size) {
    Descriptor socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval patience{.tv_sec = patience_seconds, .tv_usec = 0};
    ::setsockopt(socket.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
    EXPECT_EQ(::connect(socket.number(), address, size), 0) << std::strerror(errno);
    return socket;
}

Descriptor connect_to(const std::string& address) {
    if (address.starts_with("unix:")) {
        sockaddr_un path{};
        path.sun_family = AF_UNIX;
        std::strncpy(path.sun_path, address.c_str() + 5, sizeof(path.sun_path) - 1);
        return connected(AF_UNIX, reinterpret_cast<const sockaddr*>(&path), sizeof(path));
    }
    const auto colon = address.rfind(':');
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
    ::inet_pton(AF_INET, address.substr(0, colon).c_str(), &where.sin_addr);
    return connected(AF_INET, reinterpret_cast<const sockaddr*>(&where), sizeof(where));
}

}  // namespace

std::string Answer::header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
    return found == headers.end() ? std::string() : found->second;
}

RawClient::RawClient(const std::string& address) : socket_(connect_to(address)) {}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawClient::end_sending() {
    ::shutdown(socket_.number(), SHUT_WR);
}

void RawClient::take_in_little() {
    const int bytes = 4'096;
    ::setsockopt(socket_.number(), SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
}

bool RawClient::read_some() {
    std::array<char, 65'536> room;
    const auto count = ::recv(socket_.number(), room.data(), room.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        ADD_FAILURE() << "nothing came within " << patience_seconds << " s";
    }
    if (count <= 0) {
        return false;
    }
    read_.append(room.data(), static_cast<std::size_t>(count));
    return true;
}

std::optional<std::string> RawClient::line() {
    std::size_t end = 0;
    while ((end = read_.find("\r\n")) == std::string::npos) {
        if (!read_some()) {
            return std::nullopt;
        }
    }
    auto text = read_.substr(0, end);
    read_.erase(0, end + 2);
    return text;
}

std::optional<std::string> RawClient::bytes(std::size_t count) {
    while (read_.size() < count) {
        if (!read_some()) {
            return std::nullopt;
        }
    }
    auto text = read_.substr(0, count);
    read_.erase(0, count);
    return text;
}

std::optional<std::string> RawClient::chunks() {
    std::string body;
    for (;;) {
        const auto size_line = line();
        if (!size_line) {
            return std::nullopt;
        }
        const auto size = std::stoul(*size_line, nullptr, 16);
        const auto chunk = bytes(size + 2);
        if (!chunk || !chunk->ends_with("\r\n")) {
            return std::nullopt;
        }
        if (size == 0) {
            return body;
        }
        body.append(*chunk, 0, size);
    }
}

std::optional<Answer> RawClient::receive(Asked asked) {
    const auto status = line();
    if (!status || !status->starts_with("HTTP/1.1 ")) {
        return std::nullopt;
    }
    Answer answer;
    answer.status = static_cast<unsigned>(std::stoul(status->substr(9)));
    for (;;) {
        const auto field = line();
        if (!field) {
            return std::nullopt;
        }
        if (field->empty()) {
            break;
        }
        auto name = field->substr(0, field->find(':'));
        std::ranges::transform(name, name.begin(), [](char c) { return static_cast<char>(std::tolower(c)); });
        answer.headers.emplace_back(name, field->substr(name.size() + 2));
    }
    if (asked == Asked::head || answer.status < 200) {
        return answer;
    }
    const auto length = answer.header("content-length");
    std::optional<std::string> body;
    if (answer.header("transfer-encoding") == "chunked") {
        body = chunks();
    } else if (!length.empty()) {
        body = bytes(std::stoul(length));
    } else {
        body = answer.status == 204 || answer.status == 304 ? std::string() : receive_all();
    }
    if (!body) {
        return std::nullopt;
    }
    answer.body = *body;
    return answer;
}

std::string RawClient::receive_all() {
    while (read_some()) {
    }
    return std::exchange(read_, {});
}

bool RawClient::is_over() {
    return receive_all().empty();
}

std::string get(std::string_view target, std::string_view more_headers) {
    return fmt::format("GET {} HTTP/1.1\r\nHost: test\r\n{}\r\n", target, more_headers);
}

std::string post(std::string_view target, std::string_view body) {
    return fmt::format("POST {} HTTP/1.1\r\nHost: test\r\nContent-Length: {}\r\n\r\n{}", target, body.size(), body);
}

}  // namespace entente::daemon::tests
