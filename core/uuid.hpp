/// Ids the tool makes: UUIDs, of version 7 so that they sort by time.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <entente/core/instant.hpp>
#include <entente/core/randomness.hpp>
#include <entente/core/result.hpp>

namespace entente {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};
    friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

/// A fresh version 7 UUID: 48 bits of `now` in milliseconds, the rest random. Source: RFC 9562, 5.7.
[[nodiscard]] Uuid make_uuid(Instant now, Randomness& randomness);

/// Reads the 8-4-4-4-12 form in lower case, of version 7 and variant 10. Errors: `bad_value`.
[[nodiscard]] Result<Uuid> parse_uuid(std::string_view text);
[[nodiscard]] std::string text(const Uuid& uuid);

/// The id of an entry.
using EntryId = Uuid;

}  // namespace entente

template <>
struct std::hash<entente::Uuid> {
    std::size_t operator()(const entente::Uuid& uuid) const noexcept;
};
