#include <entente/daemon/request_reader.hpp>

#include <algorithm>
#include <optional>

#include <boost/beast/http/basic_parser.hpp>
#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/core/quoted.hpp>

namespace entente::daemon {
namespace {

namespace http = boost::beast::http;
using boost::beast::string_view;
using ErrorOf = boost::beast::error_code;

std::string_view plain(string_view text) {
    return {text.data(), text.size()};
}

bool is_same(std::string_view a, std::string_view b) {
    return boost::beast::iequals({a.data(), a.size()}, b);
}

/// What stands around a request line's target: method, spaces, version, line break.
constexpr std::size_t line_bytes_beside_target = 64;
constexpr std::size_t method_bytes_max = line_bytes_beside_target - std::string_view("  HTTP/1.1\r\n").size();

/// `GET / HTTP/2.0` is another HTTP, `GET / HTTQ/1.1` is none.
bool is_other_version(std::string_view bytes) {
    const auto line = bytes.substr(0, bytes.find('\r'));
    const auto version = line.substr(std::min(line.rfind(' ') + 1, line.size()));
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) && version[6] == '.' &&
           is_digit(version[7]) && version != "HTTP/1.1" && version != "HTTP/1.0";
}

}  // namespace

class RequestReader::Parser final : public http::basic_parser<true> {
public:
    Parser(const Bounds& bounds, Request& request) : bounds_(bounds), request_(request) {
        header_limit(
            static_cast<std::uint32_t>(bounds.target_bytes_max + bounds.header_bytes_max + line_bytes_beside_target));
        body_limit(bounds.body_bytes_max);
    }

    Refusal refusal;
    bool has_begun = false;
    bool has_told_header = false;
    bool wants_continue = false;
    unsigned version = 11;

    /// One step of the parser. Errors are told in `refusal`.
    std::size_t step(std::string_view bytes, ErrorOf& error) {
        // Every chunked body still to be finished has so many bytes to come, and Beast asserts that they are there.
        constexpr std::size_t last_chunk_bytes = std::string_view("0\r\n\r\n").size();
        if (is_header_done() && chunked() && bytes.size() < last_chunk_bytes) {
            error = http::error::need_more;
            return 0;
        }
        const auto taken = put({bytes.data(), bytes.size()}, error);
        if (error == http::error::need_more) {
            explain_what_is_missing(bytes.substr(taken), error);
        } else if (error && refusal.detail.empty()) {
            explain(bytes, error);
        }
        return taken;
    }

private:
    void refuse(unsigned status, std::string detail, ErrorOf& error) {
        refusal = {status, std::move(detail)};
        error = http::error::bad_value;
    }

    /// So much is there that more would not help.
    void explain_what_is_missing(std::string_view rest, ErrorOf& error) {
        if (is_header_done()) {
            if (rest.size() > bounds_.header_bytes_max) {
                refuse(431, "the header or the trailer of a chunk is too long", error);
            }
        } else if (rest.size() > bounds_.target_bytes_max + line_bytes_beside_target && !has_line_) {
            const auto line = rest.substr(0, bounds_.target_bytes_max + line_bytes_beside_target);
            if (line.find('\n') == std::string_view::npos) {
                refuse_target(error);
            }
        }
    }

    void refuse_target(ErrorOf& error) {
        refuse(414, fmt::format("a request's target has at most {} bytes", bounds_.target_bytes_max), error);
    }

    void refuse_header(ErrorOf& error) {
        refuse(
            431, fmt::format("the header fields of a request have at most {} bytes", bounds_.header_bytes_max), error);
    }

    void explain(std::string_view bytes, ErrorOf& error) {
        using enum http::error;
        if (error == header_limit) {
            const auto line = bytes.substr(0, bounds_.target_bytes_max + line_bytes_beside_target);
            const bool has_line = has_line_ || line.find('\n') != std::string_view::npos;
            has_line ? refuse_header(error) : refuse_target(error);
        } else if (error == body_limit) {
            refuse(413, fmt::format("a request's body has at most {} bytes", bounds_.body_bytes_max), error);
        } else if (error == bad_version && is_other_version(bytes)) {
            refuse(505, "HTTP/1.1 and HTTP/1.0 are spoken here", error);
        } else if (error == bad_transfer_encoding || error == bad_content_length || error == multiple_content_length) {
            refuse(400, "a body's length is said once: by one Content-Length or by Transfer-Encoding", error);
        } else {
            refuse(400, fmt::format("this is no HTTP request: {}", error.message()), error);
        }
    }

    void on_request_impl(http::verb method, string_view word, string_view target, int number, ErrorOf& error) override {
        has_line_ = true;
        version = static_cast<unsigned>(number);
        if (target.size() > bounds_.target_bytes_max) {
            return refuse_target(error);
        }
        if (method == http::verb::connect) {
            return refuse(501, "CONNECT is for proxies", error);
        }
        if (word.size() > method_bytes_max) {
            return refuse(501, fmt::format("{} is no method known here", quoted(plain(word))), error);
        }
        request_.method = method;
        request_.target.assign(target.data(), target.size());
    }

    void on_field_impl(http::field field, string_view name, string_view value, ErrorOf& error) override {
        field_bytes_ += name.size() + value.size() + 4;
        if (field_bytes_ > bounds_.header_bytes_max) {
            return refuse_header(error);
        }
        if (is_header_done()) {
            return;  // trailers come too late to mean anything
        }
        switch (field) {
            case http::field::host:
                if (++hosts_ > 1) {
                    return refuse(400, "a request has one Host, this one has two", error);
                }
                break;
            case http::field::content_length:
                if (++lengths_ > 1 || value.find(',') != string_view::npos) {
                    return refuse(400, "a body's length is said once", error);
                }
                break;
            case http::field::transfer_encoding:
                if (version < 11) {
                    return refuse(400, "HTTP/1.0 knows no Transfer-Encoding", error);
                }
                if (!is_same(plain(value), "chunked")) {
                    return refuse(
                        501,
                        fmt::format("Transfer-Encoding {} is not understood, only chunked is", quoted(plain(value))),
                        error);
                }
                break;
            case http::field::expect:
                if (!is_same(plain(value), "100-continue")) {
                    return refuse(417, "the only expectation met here is 100-continue", error);
                }
                wants_continue = version >= 11;
                break;
            default:
                break;
        }
        request_.headers.insert(field, name, value);
    }

    void on_header_impl(ErrorOf& error) override {
        if (hosts_ == 0 && version >= 11) {
            return refuse(400, "a request of HTTP/1.1 names its Host", error);
        }
        field_bytes_ = 0;
    }

    void on_response_impl(int, string_view, int, ErrorOf&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorOf&) override {}

    std::size_t on_body_impl(string_view bytes, ErrorOf&) override {
        request_.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t, string_view, ErrorOf&) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, ErrorOf& error) override {
        return on_body_impl(bytes, error);
    }

    void on_finish_impl(ErrorOf&) override {}

    const Bounds& bounds_;
    Request& request_;
    std::size_t field_bytes_ = 0;
    unsigned hosts_ = 0;
    unsigned lengths_ = 0;
    bool has_line_ = false;
};

RequestReader::RequestReader(const Bounds& bounds) : bounds_(&bounds) {}
RequestReader::RequestReader(RequestReader&&) noexcept = default;
RequestReader::~RequestReader() = default;

void RequestReader::begin(Request& request) {
    parser_ = std::make_unique<Parser>(*bounds_, request);
}

RequestReader::Progress RequestReader::take(std::string_view bytes) {
    auto& parser = *parser_;
    std::size_t taken = 0;
    if (!parser.has_begun) {
        // A line break after the last request's body is forgiven: RFC 9112, section 2.2.
        taken = std::min(bytes.find_first_not_of("\r\n"), bytes.size());
    }
    while (taken < bytes.size()) {
        parser.has_begun = true;
        ErrorOf error;
        taken += parser.step(bytes.substr(taken), error);
        if (parser.is_done() && !error) {
            return {State::has_request, taken};
        }
        if (error == http::error::need_more) {
            break;
        }
        if (error) {
            return {State::refused, taken};
        }
        if (parser.is_header_done() && !parser.has_told_header) {
            parser.has_told_header = true;
            return {State::has_header, taken};
        }
    }
    return {State::wants_more, taken};
}

const Refusal& RequestReader::refusal() const {
    return parser_->refusal;
}
bool RequestReader::has_begun() const {
    return parser_->has_begun;
}
bool RequestReader::is_in_body() const {
    return parser_->is_header_done();
}
bool RequestReader::wants_continue() const {
    return parser_->wants_continue;
}
bool RequestReader::keeps_alive() const {
    return parser_->keep_alive();
}
bool RequestReader::is_http10() const {
    return parser_->version < 11;
}

}  // namespace entente::daemon
