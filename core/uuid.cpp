#include <entente/core/uuid.hpp>

#include <algorithm>
#include <functional>
#include <span>

#include <fmt/format.h>

#include <entente/core/hex.hpp>
#include <entente/core/quoted.hpp>

namespace entente {
namespace {

constexpr std::string_view shape = "xxxxxxxx-xxxx-7xxx-Vxxx-xxxxxxxxxxxx";  // V: 8, 9, a or b, the variant 10

bool has_uuid_shape(std::string_view text) {
    return text.size() == shape.size() && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-' &&
           text[14] == '7' && (text[19] == '8' || text[19] == '9' || text[19] == 'a' || text[19] == 'b');
}

}  // namespace

Uuid make_uuid(Instant now, Randomness& randomness) {
    Uuid uuid;
    auto& bytes = uuid.bytes;
    randomness.fill(std::as_writable_bytes(std::span(bytes).subspan<6>()));
    const auto since_1970 = std::chrono::floor<std::chrono::milliseconds>(now.time_since_epoch()).count();
    auto milliseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(0, since_1970));
    for (std::size_t i = 6; i-- > 0; milliseconds >>= 8) {
        bytes[i] = static_cast<std::uint8_t>(milliseconds & 0xff);
    }
    bytes[6] = static_cast<std::uint8_t>(0x70 | (bytes[6] & 0x0f));
    bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3f));
    return uuid;
}

Result<Uuid> parse_uuid(std::string_view text) {
    Uuid uuid;
    bool well_formed = has_uuid_shape(text);
    if (well_formed) {
        unsigned digits = 0;
        const char* at = text.data();
        for (auto& byte : uuid.bytes) {
            at += *at == '-' ? 1 : 0;
            const unsigned high = hex_value(at[0]);
            const unsigned low = hex_value(at[1]);
            digits |= high | low;
            byte = static_cast<std::uint8_t>(high << 4 | low);
            at += 2;
        }
        well_formed = digits < 16;
    }
    if (!well_formed) {
        constexpr std::string_view example = "0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17";
        return fail(
            ErrorCode::bad_value,
            fmt::format("{} is no UUID of version 7 in lower case, such as {}", quoted(text), example));
    }
    return uuid;
}

std::string text(const Uuid& uuid) {
    std::string text;
    text.reserve(shape.size());
    for (const auto byte : uuid.bytes) {
        if (shape[text.size()] == '-') {
            text += '-';
        }
        append_hex(text, byte);
    }
    return text;
}

}  // namespace entente

std::size_t std::hash<entente::Uuid>::operator()(const entente::Uuid& uuid) const noexcept {
    const auto& bytes = uuid.bytes;
    return std::hash<std::string_view>{}({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}
