#include <entente/core/sha256.hpp>

#include <openssl/evp.h>

#include <entente/core/assert.hpp>
#include <entente/core/hex.hpp>

namespace entente {
namespace {

/// Looked up once: OpenSSL 3 searches its providers anew for every `EVP_sha256()`.
const EVP_MD* algorithm() {
    static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    ENTENTE_ASSERT(fetched != nullptr);
    return fetched;
}

}  // namespace

struct Sha256::Context {
    EVP_MD_CTX* evp = EVP_MD_CTX_new();

    Context() {
        ENTENTE_ASSERT(evp != nullptr);
        begin();
    }
    ~Context() { EVP_MD_CTX_free(evp); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    void begin() const { ENTENTE_ASSERT(EVP_DigestInit_ex(evp, algorithm(), nullptr) == 1); }
};

std::string hex(const Digest& digest) {
    std::string text;
    text.reserve(2 * digest.bytes.size());
    for (const auto byte : digest.bytes) {
        append_hex(text, byte);
    }
    return text;
}

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::update(std::string_view bytes) {
    ENTENTE_ASSERT(EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size()) == 1);
    return *this;
}

Sha256& Sha256::update(const Digest& digest) {
    ENTENTE_ASSERT(EVP_DigestUpdate(context_->evp, digest.bytes.data(), digest.bytes.size()) == 1);
    return *this;
}

Digest Sha256::digest() {
    Digest digest;
    ENTENTE_ASSERT(EVP_DigestFinal_ex(context_->evp, digest.bytes.data(), nullptr) == 1);
    context_->begin();
    return digest;
}

Digest sha256(std::string_view bytes) {
    return Sha256{}.update(bytes).digest();
}

}  // namespace entente
