/// Hashes of the values a history pools.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <entente/core/moment.hpp>
#include <entente/events/event.hpp>
#include <entente/events/term.hpp>

namespace entente {

[[nodiscard]] std::size_t pool_hash(std::string_view text);
[[nodiscard]] inline std::size_t pool_hash(const std::string& text) {
    return pool_hash(std::string_view{text});
}
[[nodiscard]] std::size_t pool_hash(const Moment& moment);
[[nodiscard]] std::size_t pool_hash(const Source& source);
[[nodiscard]] std::size_t pool_hash(const FieldValue& value);

}  // namespace entente
