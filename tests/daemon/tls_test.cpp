#include <entente/daemon/tls.hpp>

#include <array>
#include <filesystem>

#include "../support/temporary_folder.hpp"
#include "certificates.hpp"
#include "running_server.hpp"
#include <gmock/gmock.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace entente::daemon {
namespace {

using namespace tests;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

/// A client that speaks TLS, and trusts whoever answers.
class TlsClient {
public:
    explicit TlsClient(const std::string& address, int version_max = TLS1_3_VERSION)
        : socket_(address), context_(::SSL_CTX_new(::TLS_client_method())) {
        ::SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
        ::SSL_CTX_set_max_proto_version(context_, version_max);
        ::SSL_CTX_set_security_level(context_, 0);  // so that it offers what is old
        ssl_ = ::SSL_new(context_);
        ::SSL_set_fd(ssl_, socket_.descriptor());
        is_connected_ = ::SSL_connect(ssl_) == 1;
    }
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;
    ~TlsClient() {
        ::SSL_free(ssl_);
        ::SSL_CTX_free(context_);
    }

    [[nodiscard]] bool is_connected() const { return is_connected_; }
    [[nodiscard]] std::string version() const { return ::SSL_get_version(ssl_); }

    /// The name in the certificate that it was shown.
    [[nodiscard]] std::string server_name() const {
        X509* certificate = ::SSL_get1_peer_certificate(ssl_);
        std::array<char, 100> name{};
        ::X509_NAME_get_text_by_NID(::X509_get_subject_name(certificate), NID_commonName, name.data(), name.size());
        ::X509_free(certificate);
        return name.data();
    }

    bool send(const std::string& bytes) {
        return ::SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
    }

    /// Everything until the server ends the connection.
    std::string receive_all() {
        std::string all;
        std::array<char, 65'536> room;
        int count = 0;
        while ((count = ::SSL_read(ssl_, room.data(), room.size())) > 0) {
            all.append(room.data(), static_cast<std::size_t>(count));
        }
        was_ended_in_order_ = ::SSL_get_error(ssl_, count) == SSL_ERROR_ZERO_RETURN;
        return all;
    }
    [[nodiscard]] bool was_ended_in_order() const { return was_ended_in_order_; }

private:
    RawClient socket_;
    SSL_CTX* context_;
    SSL* ssl_ = nullptr;
    bool is_connected_ = false;
    bool was_ended_in_order_ = false;
};

class TlsTest : public RunningServer {
protected:
    void serve_tls(Bounds bounds = {}) {
        ServerSettings settings;
        settings.bounds = bounds;
        settings.tls = make_certificate(folder_ / "", "first");
        serve(settings);
    }

    test::TemporaryFolder folder_;
};

const std::string last_request = get("/echo", "Connection: close\r\n");

TEST_F(TlsTest, RequestsAreAnswered) {
    serve_tls();
    TlsClient client(address);
    ASSERT_TRUE(client.is_connected());
    EXPECT_EQ(client.version(), "TLSv1.3");
    client.send(get("/echo/1") + get("/echo/2"));
    client.send(last_request);
    const auto all = client.receive_all();
    EXPECT_THAT(all, HasSubstr("GET /echo/1 HTTP/1.1 200 OK"));
    EXPECT_THAT(all, testing::EndsWith("GET /echo "));
    EXPECT_TRUE(client.was_ended_in_order());
    ASSERT_FALSE(application.peers().empty());
    EXPECT_TRUE(application.peers().front().is_secret);
}

TEST_F(TlsTest, LargeBodiesGoBothWays) {
    serve_tls();
    TlsClient client(address);
    const std::string body(std::size_t{3} << 20, 'b');
    client.send(post("/echo", body));
    client.send(get("/large", "Connection: close\r\n"));
    EXPECT_GT(client.receive_all().size(), std::size_t{23} << 20);
}

TEST_F(TlsTest, VersionsFrom12Are) {
    serve_tls();
    EXPECT_EQ(TlsClient(address, TLS1_2_VERSION).version(), "TLSv1.2");
    EXPECT_FALSE(TlsClient(address, TLS1_1_VERSION).is_connected());
}

TEST_F(TlsTest, PlainHttpIsToldToSpeakTls) {
    serve_tls();
    auto plain = client();
    plain.send(get("/echo"));
    const auto answer = plain.receive();
    EXPECT_EQ(answer.value().status, 400);
    EXPECT_THAT(answer.value().body, HasSubstr("https"));
    EXPECT_TRUE(plain.is_over());
    EXPECT_THAT(application.refused(), ElementsAre(400));
}

TEST_F(TlsTest, NoiseAndSilenceAreCutOff) {
    serve_tls({.header_time = 100ms});
    auto noisy = client();
    noisy.send(std::string(100, '\x01'));
    noisy.receive_all();
    auto silent = client();
    EXPECT_TRUE(silent.is_over());
    EXPECT_TRUE(eventually([&] { return application.notices().size() == 2; }));
    EXPECT_EQ(TlsClient(address).server_name(), "first");
}

TEST_F(TlsTest, AFeedIsEncryptedPieceByPiece) {
    serve_tls();
    TlsClient client(address);
    client.send(get("/feed?pieces=2"));
    EXPECT_THAT(client.receive_all(), testing::EndsWith("8\r\npiece 0\n\r\n8\r\npiece 1\n\r\n0\r\n\r\n"));
}

TEST_F(TlsTest, AFeedEndsWhenItsReceiverLeaves) {
    serve_tls();
    {
        TlsClient client(address);
        client.send(get("/feed"));
        ASSERT_TRUE(eventually([&] { return application.feeds() == 1; }));
    }
    EXPECT_TRUE(eventually([&] { return application.feeds() == 0; }));
}

TEST_F(TlsTest, ANewCertificateIsForNewConnections) {
    serve_tls();
    TlsClient before(address);
    const auto renewed = make_certificate(folder_ / "", "second");
    std::filesystem::rename(renewed.certificate, folder_ / "first.pem");
    EXPECT_FALSE(server->reload_tls()) << "the key is not the certificate's";
    EXPECT_EQ(TlsClient(address).server_name(), "first");
    std::filesystem::rename(renewed.key, folder_ / "first.key");
    EXPECT_TRUE(server->reload_tls());
    EXPECT_EQ(TlsClient(address).server_name(), "second");
    before.send(last_request);
    EXPECT_THAT(before.receive_all(), HasSubstr("200 OK"));
}

TEST_F(TlsTest, FilesThatWillNotDoAreNamed) {
    const auto good = make_certificate(folder_ / "", "good");
    const auto other = make_certificate(folder_ / "", "other");
    test::set_bytes(folder_ / "noise", "no PEM");
    const auto error_of = [](const TlsFiles& files) { return TlsIdentity::load(files).error(); };
    EXPECT_EQ(error_of({folder_ / "none", good.key}).where, folder_ / "none");
    EXPECT_EQ(error_of({folder_ / "noise", good.key}).where, folder_ / "noise");
    EXPECT_EQ(error_of({good.certificate, folder_ / "noise"}).where, folder_ / "noise");
    EXPECT_EQ(error_of({good.certificate, other.key}).where, other.key);
    EXPECT_THAT(error_of({good.certificate, other.key}).message, HasSubstr("key values mismatch"));
}

TEST_F(TlsTest, NobodyIsAskedForAPassphrase) {
    const auto locked = make_certificate(folder_ / "", "locked", "secret");
    const auto error = TlsIdentity::load(locked).error();
    EXPECT_EQ(error.where, locked.key);
    EXPECT_THAT(error.message, HasSubstr("passphrase"));
    EXPECT_THAT(error.message, HasSubstr("openssl pkey"));
}

}  // namespace
}  // namespace entente::daemon
