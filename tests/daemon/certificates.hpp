/// Certificates for tests: signed by themselves, for a day.
#pragma once

#include <string>

#include <entente/daemon/tls.hpp>

namespace entente::daemon::tests {

/// Writes `name.pem` and `name.key` into the folder; the name is the certificate's, too.
[[nodiscard]] TlsFiles make_certificate(const std::string& folder, const std::string& name);

}  // namespace entente::daemon::tests
