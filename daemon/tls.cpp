#include <entente/daemon/tls.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

namespace entente::daemon {
namespace {

using Outcome = Attempt::Outcome;

constexpr std::size_t record_bytes_max = std::size_t{16} << 10;  // RFC 8446, section 5.1

std::string openssl_says() {
    const auto code = ::ERR_get_error();
    const char* reason = ::ERR_reason_error_string(code);
    ::ERR_clear_error();
    return reason != nullptr ? reason : code != 0 ? fmt::format("OpenSSL error {:#x}", code) : "no reason was given";
}

/// The first of the other side's offers that we speak; without one, the handshake goes on without ALPN.
int choose_protocol(
    SSL*, const unsigned char** chosen, unsigned char* chosen_size, const unsigned char* offered, unsigned offered_size,
    void*) {
    static constexpr std::array<unsigned char, 9> spoken = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char* found = nullptr;
    const int result =
        ::SSL_select_next_proto(&found, chosen_size, spoken.data(), spoken.size(), offered, offered_size);
    *chosen = found;
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

/// Nobody is asked for a passphrase: whoever started the daemon may be gone, and its terminal with them.
int refuse_passphrase(char*, int, int, void* was_wanted) {
    *static_cast<bool*>(was_wanted) = true;
    return -1;
}

class TlsChannel final : public Channel {
public:
    TlsChannel(SSL* ssl, int descriptor) : ssl_(ssl), descriptor_(descriptor) {}
    TlsChannel(const TlsChannel&) = delete;
    TlsChannel& operator=(const TlsChannel&) = delete;
    ~TlsChannel() override { ::SSL_free(ssl_); }

    Attempt shake_hands() override {
        ::ERR_clear_error();
        return attempt(::SSL_accept(ssl_), 0);
    }

    Attempt read(std::span<char> room) override {
        ::ERR_clear_error();
        std::size_t bytes = 0;
        const int result = ::SSL_read_ex(ssl_, room.data(), room.size(), &bytes);
        return attempt(result, bytes);
    }

    Attempt write(std::span<const iovec> pieces) override {
        ::ERR_clear_error();
        // A record of its own for every piece would cost more than copying them together.
        static thread_local std::array<char, record_bytes_max> record;
        std::size_t size = 0;
        for (const auto& piece : pieces) {
            const auto part = std::min(piece.iov_len, record.size() - size);
            std::memcpy(record.data() + size, piece.iov_base, part);
            size += part;
        }
        std::size_t bytes = 0;
        const int result = ::SSL_write_ex(ssl_, record.data(), size, &bytes);
        return attempt(result, bytes);
    }

    void end_writing() override {
        ::ERR_clear_error();
        if (::SSL_is_init_finished(ssl_) == 1) {
            ::SSL_shutdown(ssl_);
        }
        ::ERR_clear_error();
        ::shutdown(descriptor_, SHUT_WR);
    }

    bool holds_bytes() const override { return true; }

private:
    Attempt attempt(int result, std::size_t bytes) {
        if (result > 0) {
            return {Outcome::done, bytes};
        }
        switch (::SSL_get_error(ssl_, result)) {
            case SSL_ERROR_WANT_READ:
                return {Outcome::wants_read};
            case SSL_ERROR_WANT_WRITE:
                return {Outcome::wants_write};
            default: {
                const bool spoke_http = ERR_GET_REASON(::ERR_peek_error()) == SSL_R_HTTP_REQUEST;
                ::ERR_clear_error();
                return {spoke_http ? Outcome::spoke_http : Outcome::over};
            }
        }
    }

    SSL* ssl_;
    int descriptor_;
};

}  // namespace

Result<std::shared_ptr<const TlsIdentity>> TlsIdentity::load(const TlsFiles& files) {
    ::ERR_clear_error();
    const std::shared_ptr<TlsIdentity> identity(new TlsIdentity(::SSL_CTX_new(::TLS_server_method())));
    SSL_CTX* context = identity->context_;
    if (context == nullptr) {
        return fail(ErrorCode::io_failed, fmt::format("TLS cannot begin: {}", openssl_says()));
    }
    ::SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    ::SSL_CTX_set_options(
        context,
        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    ::SSL_CTX_set_mode(
        context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    ::SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);  // tickets do, without memory of ours
    ::SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
    bool wants_passphrase = false;
    ::SSL_CTX_set_default_passwd_cb(context, refuse_passphrase);
    ::SSL_CTX_set_default_passwd_cb_userdata(context, &wants_passphrase);
    if (::SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1) {
        return fail(
            ErrorCode::io_failed, fmt::format("the TLS certificate cannot be used: {}", openssl_says()),
            files.certificate);
    }
    if (::SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        ::SSL_CTX_check_private_key(context) != 1) {
        const auto why = openssl_says();
        return fail(
            ErrorCode::io_failed,
            fmt::format(
                "the TLS key cannot be used: {}",
                wants_passphrase ? "it has a passphrase, which nobody is asked for; `openssl pkey -in KEY -out PLAIN` "
                                   "writes it without, for this user only"
                                 : why),
            files.key);
    }
    ::SSL_CTX_set_default_passwd_cb_userdata(context, nullptr);
    return identity;
}

TlsIdentity::~TlsIdentity() {
    ::SSL_CTX_free(context_);
}

std::unique_ptr<Channel> TlsIdentity::channel(int descriptor) const {
    SSL* ssl = ::SSL_new(context_);
    if (ssl == nullptr || ::SSL_set_fd(ssl, descriptor) != 1) {
        ::SSL_free(ssl);
        throw std::bad_alloc();
    }
    return std::make_unique<TlsChannel>(ssl, descriptor);
}

}  // namespace entente::daemon
