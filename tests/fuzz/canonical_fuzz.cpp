/// Our canonical form against another reader of JSON: it refuses what we call no JSON, and reads the same out of the
/// canonical form as out of the text.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <nlohmann/json.hpp>

#include <entente/core/assert.hpp>
#include <entente/events/canonical.hpp>

using entente::canonical_json;
using entente::ErrorCode;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto canonical = canonical_json(text);
    if (canonical) {
        ENTENTE_ASSERT(canonical_json(*canonical) == *canonical);
        ENTENTE_ASSERT(nlohmann::json::parse(*canonical) == nlohmann::json::parse(text));
        return 0;
    }
    const auto& error = canonical.error();
    ENTENTE_ASSERT(!error.message.empty());
    const bool nests_too_deep = error.message.find("nest") != std::string::npos;
    // It takes a byte order mark for a part of the text and a NUL for its end, where we do not.
    const bool marked = text.starts_with("\xef\xbb\xbf") || text.find('\0') != std::string_view::npos;
    if (error.code == ErrorCode::bad_json && !nests_too_deep && !marked) {
        ENTENTE_ASSERT(!nlohmann::json::accept(text));
    }
    return 0;
}
