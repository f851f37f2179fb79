#include <cstdio>
#include <memory>

#include "certificates.hpp"
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace entente::daemon::tests {
namespace {

struct Free {
    void operator()(EVP_PKEY* key) const { ::EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { ::X509_free(certificate); }
    void operator()(std::FILE* file) const { std::fclose(file); }
};
template <typename Type>
using Owned = std::unique_ptr<Type, Free>;

}  // namespace

TlsFiles make_certificate(const std::string& folder, const std::string& name, const std::string& passphrase) {
    const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
    const Owned<X509> certificate(::X509_new());
    ::X509_set_version(certificate.get(), X509_VERSION_3);
    ::ASN1_INTEGER_set(::X509_get_serialNumber(certificate.get()), 1);
    ::X509_gmtime_adj(::X509_getm_notBefore(certificate.get()), -60);
    ::X509_gmtime_adj(::X509_getm_notAfter(certificate.get()), 86'400);
    ::X509_set_pubkey(certificate.get(), key.get());
    auto* subject = ::X509_get_subject_name(certificate.get());
    const auto* text = reinterpret_cast<const unsigned char*>(name.c_str());
    ::X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, text, -1, -1, 0);
    ::X509_set_issuer_name(certificate.get(), subject);
    ::X509_sign(certificate.get(), key.get(), ::EVP_sha256());

    TlsFiles files{.certificate = folder + "/" + name + ".pem", .key = folder + "/" + name + ".key"};
    const Owned<std::FILE> certificate_file(std::fopen(files.certificate.c_str(), "w"));
    ::PEM_write_X509(certificate_file.get(), certificate.get());
    const Owned<std::FILE> key_file(std::fopen(files.key.c_str(), "w"));
    const auto* secret = reinterpret_cast<const unsigned char*>(passphrase.data());
    ::PEM_write_PrivateKey(
        key_file.get(), key.get(), passphrase.empty() ? nullptr : ::EVP_aes_256_cbc(), secret,
        static_cast<int>(passphrase.size()), nullptr, nullptr);
    return files;
}

}  // namespace entente::daemon::tests
