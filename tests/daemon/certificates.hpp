/// Certificates for tests: signed by themselves, for a day.
#pragma once

#include <string>

#include <entente/daemon/tls.hpp>

namespace entente::daemon::tests {

/// Writes `name.pem` and `name.key` into the folder; the name is the certificate's, too. With a passphrase the
/// key is encrypted.
[[nodiscard]] TlsFiles make_certificate(
    const std::string& folder, const std::string& name, const std::string& passphrase = {});

}  // namespace entente::daemon::tests
