/// Malformed requests over real sockets: a corpus, and random changes to what is well formed. ENTENTE_MUTATIONS says
/// how many (100000 for the whole count), ENTENTE_SEED which.
#include <cstdlib>
#include <filesystem>

#include "../support/clock_and_dice.hpp"
#include "../support/first_seed.hpp"
#include "../support/temporary_folder.hpp"
#include "running_server.hpp"
#include <gmock/gmock.h>

namespace entente::daemon {
namespace {

using namespace tests;
using testing::AnyOf;

class MalformedTest : public RunningServer {
protected:
    /// Sends the bytes and no more; whatever comes back is answers that are meant so, or nothing.
    void expect_harmless(const std::string& bytes, const std::string& name) {
        auto one = client();
        one.send(bytes);
        one.end_sending();
        const auto all = one.receive_all();
        ASSERT_TRUE(all.empty() || all.starts_with("HTTP/1.1 ")) << name;
        for (auto place = all.find("HTTP/1.1 "); place != std::string::npos; place = all.find("HTTP/1.1 ", place + 1)) {
            const auto status = all.substr(place + 9, 3);
            // The application answers 200, and echoes what it was sent: its words may stand in a body.
            if (place == 0 || all.substr(place - 2, 2) == "\r\n") {
                EXPECT_TRUE(status[0] < '5' || status == "501" || status == "505") << name << ": " << status;
            }
        }
    }

    void expect_healthy() {
        auto one = client();
        one.send(get("/echo"));
        EXPECT_EQ(one.receive().value().status, 200);
    }
};

std::size_t mutations() {
    const auto* given = std::getenv("ENTENTE_MUTATIONS");
    return given != nullptr ? std::stoull(given) : 2'000;
}

/// A few changes of the kinds that parsers fall over.
std::string mutated(std::string bytes, test::Dice& dice) {
    static const std::vector<std::string> pieces = {
        "\r\n",
        "\n",
        "\r",
        " ",
        "\t",
        ":",
        "%",
        "%00",
        "\0x",
        "\x7f",
        "\xff",
        "0",
        "-1",
        "99999999999999999999",
        "Transfer-Encoding: chunked\r\n",
        "Content-Length: 3\r\n",
        "Host: a\r\n",
        "Connection: upgrade\r\n",
        "HTTP/1.1",
        "HTTP/0.9",
        "GET ",
        "ffffffffffffffff\r\n",
        "0\r\n\r\n",
        ";",
        ",",
        "\"",
        "\r\n \r\n"};
    for (auto changes = 1 + dice.roll(4); changes > 0; --changes) {
        const auto place = dice.roll(bytes.size() + 1);
        const auto count = dice.roll(8);
        switch (dice.roll(5)) {
            case 0:
                if (place < bytes.size()) {
                    bytes[place] = static_cast<char>(dice.roll(256));
                }
                break;
            case 1:
                bytes.erase(place, count);
                break;
            case 2:
                bytes.insert(place, pieces[dice.roll(pieces.size())]);
                break;
            case 3:
                bytes.insert(place, bytes.substr(dice.roll(bytes.size() + 1), count * 8));
                break;
            default:
                bytes.resize(place);
        }
    }
    return bytes;
}

const std::vector<std::string>& well_formed() {
    static const std::vector<std::string> requests = {
        get("/echo?a=b%20c&d", "Accept: */*\r\nConnection: keep-alive\r\nIf-None-Match: \"1\"\r\n") + get("/echo"),
        post("/echo", "{\"id\": 1}") + post("/empty", ""),
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"b\"\r\nhello\r\n0\r\nX: 1\r\n\r\n",
        "HEAD /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET http://a/echo HTTP/1.0\r\n\r\n",
        "PUT /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    };
    return requests;
}

TEST_F(MalformedTest, TheCorpusHarmsNothing) {
    serve();
    std::size_t files = 0;
    for (const auto& file : std::filesystem::directory_iterator(ENTENTE_REQUEST_CORPUS)) {
        expect_harmless(test::bytes_of(file.path()), file.path());
        ++files;
    }
    EXPECT_GT(files, 20);
    expect_healthy();
}

TEST_F(MalformedTest, RandomChangesHarmNothing) {
    serve();
    const auto seed = naive::first_seed();
    for (std::size_t round = 0; round < mutations(); ++round) {
        test::Dice dice(seed + round);
        const auto& request = well_formed()[round % well_formed().size()];
        expect_harmless(mutated(request, dice), "ENTENTE_SEED=" + std::to_string(seed + round));
        if (HasFailure()) {
            break;
        }
    }
    expect_healthy();
    EXPECT_TRUE(eventually([&] { return server->connections() <= 1; }));
    EXPECT_THAT(application.notices(), testing::IsEmpty());
}

}  // namespace
}  // namespace entente::daemon
