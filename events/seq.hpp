/// Positions in a log and addresses of events.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <entente/core/result.hpp>
#include <entente/core/uuid.hpp>

namespace entente {

/// The place of an entry in its log: 1, 2, 3 …; 0 is before the first.
struct Seq {
    std::uint64_t value = 0;
    friend auto operator<=>(const Seq&, const Seq&) = default;
};

/// One event of one entry, `ENTRY-ID#INDEX`; the index counts from 0.
struct EventAddress {
    EntryId entry;
    std::uint32_t index = 0;
    friend auto operator<=>(const EventAddress&, const EventAddress&) = default;
};

[[nodiscard]] std::string text(const EventAddress& address);

/// Errors: `bad_value`.
[[nodiscard]] Result<EventAddress> parse_event_address(std::string_view text);

}  // namespace entente
