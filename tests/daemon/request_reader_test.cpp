#include <entente/daemon/request_reader.hpp>

#include <gmock/gmock.h>

namespace entente::daemon {
namespace {

using State = RequestReader::State;
using namespace std::string_literals;

/// What a reader makes of bytes that come a few at a time.
class RequestReaderTest : public testing::Test {
protected:
    State read(std::string_view bytes, std::size_t at_once = std::string_view::npos) {
        reader_.begin(request);
        std::string kept;
        auto state = State::wants_more;
        while (!bytes.empty() && state != State::has_request && state != State::refused) {
            const auto some = bytes.substr(0, at_once);
            bytes.remove_prefix(some.size());
            kept += some;
            do {
                const auto progress = reader_.take(kept);
                kept.erase(0, progress.taken);
                state = progress.state;
            } while (state == State::has_header && !kept.empty());
        }
        left = kept.append(bytes);
        return state;
    }

    unsigned refused(std::string_view bytes) { return read(bytes) == State::refused ? reader_.refusal().status : 0; }

    Bounds bounds;
    Request request;
    std::string left;  ///< behind the request

private:
    RequestReader reader_{bounds};
};

constexpr std::string_view plain_request =
    "POST /v1/entries?dry_run=true HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nX-A: 1\r\n\r\nhello";
constexpr std::string_view chunked_request =
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n2;a=b\r\nhe\r\n3\r\nllo\r\n0\r\nX-T: 1\r\n\r\n";
/// Beast asserts that what follows the first `0` came with it.
constexpr std::string_view empty_chunked_request =
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";

TEST_F(RequestReaderTest, ARequestIsTheSameHoweverItIsCut) {
    for (const auto bytes : {plain_request, chunked_request, empty_chunked_request}) {
        for (std::size_t at_once = 1; at_once <= bytes.size(); ++at_once) {
            request = {};
            ASSERT_EQ(read(bytes, at_once), State::has_request) << at_once;
            EXPECT_EQ(request.method, boost::beast::http::verb::post);
            EXPECT_EQ(request.body, bytes == empty_chunked_request ? "" : "hello");
            EXPECT_EQ(request.header("host"), "a");
            EXPECT_EQ(request.header("X-T"), "") << "a trailer is no header";
            EXPECT_EQ(left, "");
        }
    }
}

TEST_F(RequestReaderTest, WhatFollowsIsLeftForTheNextRequest) {
    ASSERT_EQ(read(std::string(plain_request) + "\r\nGET / HTTP/1.1\r\nHost: b\r\n\r\n"), State::has_request);
    request = {};
    ASSERT_EQ(read(std::string(left)), State::has_request);
    EXPECT_EQ(request.header("host"), "b");
}

TEST_F(RequestReaderTest, TwoReadersShallNotSeeTwoRequestsInTheSameBytes) {
    const auto with = [](const std::string& fields) { return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"; };
    EXPECT_EQ(refused(with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")), 400);
    EXPECT_EQ(refused(with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")), 400);
    EXPECT_EQ(refused(with("Content-Length: 5\r\nContent-Length: 5\r\n")), 400);
    EXPECT_EQ(refused(with("Content-Length: 5, 5\r\n")), 400);
    EXPECT_EQ(refused(with("Content-Length: 5\r\nContent-Length: 6\r\n")), 400);
    for (const auto* length : {"+5", "-5", "0x5", "5 5", "", "99999999999999999999"}) {
        EXPECT_EQ(refused(with("Content-Length: "s + length + "\r\n")), 400) << length;
    }
    EXPECT_EQ(refused(with("Content-Length : 5\r\n")), 400);
    EXPECT_EQ(refused(with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")), 400);
    EXPECT_EQ(refused("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
    EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n"), 400);
}

TEST_F(RequestReaderTest, AnUnknownTransferEncodingIsNotImplemented) {
    for (const auto* coding : {"gzip", "gzip, chunked", "chunked, gzip", "identity", "xchunked", "chunked;q=1", ""}) {
        EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "s + coding + "\r\n\r\n"), 501) << coding;
    }
}

TEST_F(RequestReaderTest, ARequestHasOneHost) {
    EXPECT_EQ(refused("GET / HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(read("GET / HTTP/1.0\r\n\r\n"), State::has_request);
}

TEST_F(RequestReaderTest, OtherVersionsAreNamedAndOtherProtocolsAreNone) {
    EXPECT_EQ(refused("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
    EXPECT_EQ(refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505);
    EXPECT_EQ(refused("GET / HTTQ/1.1\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(refused("GET / HTTP/1.1\rHost: a\r\r"), 400);
    EXPECT_EQ(refused("GET /\r\n\r\n"), 400);
    EXPECT_EQ(refused("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s), 400);
    EXPECT_EQ(refused("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n"), 501);
}

TEST_F(RequestReaderTest, BoundsAreKeptToTheByte) {
    const auto target = [&](std::size_t size) {
        return "GET /" + std::string(size - 1, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n";
    };
    EXPECT_EQ(read(target(bounds.target_bytes_max)), State::has_request);
    EXPECT_EQ(refused(target(bounds.target_bytes_max + 1)), 414);
    EXPECT_EQ(refused(target(bounds.target_bytes_max * 9)), 414);
    EXPECT_EQ(refused("GET /" + std::string(bounds.target_bytes_max * 2, 'a')), 414) << "no end of it in sight";

    EXPECT_EQ(read(std::string(52, 'M') + " / HTTP/1.1\r\nHost: a\r\n\r\n"), State::has_request);
    EXPECT_EQ(refused(std::string(53, 'M') + " / HTTP/1.1\r\nHost: a\r\n\r\n"), 501);

    // `Host: a` and its line break, then another.
    const auto header = [&](std::size_t size) {
        return "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(size - 9 - 5, 'a') + "\r\n\r\n";
    };
    EXPECT_EQ(read(header(bounds.header_bytes_max)), State::has_request);
    EXPECT_EQ(refused(header(bounds.header_bytes_max + 1)), 431);
    EXPECT_EQ(refused(header(bounds.header_bytes_max * 9)), 431);
    std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
    while (many.size() < bounds.header_bytes_max * 2) {
        many += "X: a\r\n";
    }
    EXPECT_EQ(refused(many), 431) << "no end of them in sight";

    const auto body = [&](std::size_t size) {
        return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
    };
    EXPECT_EQ(read(body(bounds.body_bytes_max)), State::has_header);
    EXPECT_EQ(refused(body(bounds.body_bytes_max + 1)), 413);
    EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n"), 413);
}

TEST_F(RequestReaderTest, ChunksAreCountedTogether) {
    bounds.body_bytes_max = 10;
    const auto chunks = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello \r\n"s;
    EXPECT_EQ(read(chunks + "4\r\nyou!\r\n0\r\n\r\n"), State::has_request);
    EXPECT_EQ(refused(chunks + "5\r\nthere\r\n0\r\n\r\n"), 413);
    EXPECT_EQ(refused(chunks + "ffffffffffffffff\r\n"), 413);
    EXPECT_EQ(refused(chunks + "4;" + std::string(bounds.header_bytes_max + 1, 'a')), 431);
    EXPECT_EQ(refused(chunks + "0\r\nX: " + std::string(bounds.header_bytes_max + 1, 'a')), 431);
}

TEST_F(RequestReaderTest, AnExpectationThatIsNotMetIsRefused) {
    EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: a\r\nExpect: the-unexpected\r\n\r\n"), 417);
}

}  // namespace
}  // namespace entente::daemon
