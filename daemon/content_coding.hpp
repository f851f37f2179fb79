/// gzip, where a client asks for it.
#pragma once

#include <string>
#include <string_view>

namespace entente::daemon {

/// Whether an `Accept-Encoding` takes gzip rather than the bytes as they are: named itself or by `*`, with a weight
/// above 0 and no less than that of `identity`. Source: RFC 9110, 12.5.3.
[[nodiscard]] bool prefers_gzip(std::string_view accept_encoding);

/// Too short to be worth it below this.
inline constexpr std::size_t gzip_bytes_min = 1'024;

/// Source: RFC 1952. The same bytes give the same bytes: no name, no time.
[[nodiscard]] std::string gzipped(std::string_view bytes);

}  // namespace entente::daemon
