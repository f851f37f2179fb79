/// TLS 1.2 and 1.3 around a connection, with a certificate and a key from files.
#pragma once

#include <memory>
#include <string>

#include <entente/core/result.hpp>
#include <entente/daemon/channel.hpp>

struct ssl_ctx_st;

namespace entente::daemon {

struct TlsFiles {
    std::string certificate;  ///< PEM: the server's own, then those between it and the root
    std::string key;          ///< PEM, without a passphrase
    friend bool operator==(const TlsFiles&, const TlsFiles&) = default;
};

/// A certificate and its key, loaded; connections share it.
class TlsIdentity {
public:
    /// Errors: `io_failed` with what OpenSSL says, when a file cannot be read, the key is not the certificate's or
    /// has a passphrase.
    [[nodiscard]] static Result<std::shared_ptr<const TlsIdentity>> load(const TlsFiles& files);

    TlsIdentity(const TlsIdentity&) = delete;
    TlsIdentity& operator=(const TlsIdentity&) = delete;
    ~TlsIdentity();

    /// As `plain_channel`. A connection keeps the identity it began with.
    [[nodiscard]] std::unique_ptr<Channel> channel(int descriptor) const;

private:
    explicit TlsIdentity(ssl_ctx_st* context) : context_(context) {}
    ssl_ctx_st* context_;
};

}  // namespace entente::daemon
