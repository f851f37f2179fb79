/// ETags: two equal ones stand for the same bytes.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace entente::daemon {

/// A strong tag over some parts, in their order: `"9f86d081884c7d65…"`, 128 bits of SHA-256.
[[nodiscard]] std::string entity_tag(std::initializer_list<std::string_view> parts);

/// Whether `If-None-Match` names the tag, or is `*`: then a client has the answer already. Weak and strong tags
/// compare alike there. Source: RFC 9110, 8.8.3.2 and 13.1.2.
[[nodiscard]] bool names_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace entente::daemon
