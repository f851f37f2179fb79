/// HTML, escaped in this one place.
#pragma once

#include <string>
#include <string_view>

namespace entente::daemon {

/// A text as it stands between tags and in quoted attributes: & < > " ' written as references, control characters that
/// HTML does not know left out, what is no UTF-8 replaced by U+FFFD. Source: the HTML standard, 13.1.4 and 13.5.
[[nodiscard]] std::string escaped(std::string_view text);

/// A text as one segment of a path or one value of a query: percent-encoded. Source: RFC 3986, 2.1.
[[nodiscard]] std::string url_part(std::string_view text);

}  // namespace entente::daemon
