/// Requests are the same however their bytes are cut, up to the first that is refused (a bound counts what is there);
/// what is refused says why, with a status that is meant; a target is read or refused, and what is read obeys what
/// `Target` says of itself.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <entente/core/assert.hpp>
#include <entente/daemon/request_reader.hpp>
#include <entente/daemon/target.hpp>
#include <entente/daemon/utf8.hpp>

namespace {

using namespace entente;
using namespace entente::daemon;
using State = RequestReader::State;

/// Every request in the bytes, as text. Where they are refused depends on how much of them is there.
std::vector<std::string> read(std::string_view bytes, std::size_t at_once, const Bounds& bounds) {
    std::vector<std::string> seen;
    Request request;
    RequestReader reader(bounds);
    reader.begin(request);
    std::string kept;
    while (!bytes.empty()) {
        kept += bytes.substr(0, at_once);
        bytes.remove_prefix(std::min(at_once, bytes.size()));
        for (bool goes_on = true; goes_on && !kept.empty();) {
            const auto [state, taken] = reader.take(kept);
            ENTENTE_ASSERT(taken <= kept.size());
            kept.erase(0, taken);
            goes_on = state != State::wants_more;
            if (state == State::refused) {
                const auto& refusal = reader.refusal();
                constexpr unsigned meant[] = {400, 413, 414, 417, 431, 501, 505};
                ENTENTE_ASSERT(std::ranges::find(meant, refusal.status) != std::end(meant));
                ENTENTE_ASSERT(!refusal.detail.empty());
                return seen;
            }
            if (state == State::has_request) {
                ENTENTE_ASSERT(request.body.size() <= bounds.body_bytes_max);
                ENTENTE_ASSERT(request.target.size() <= bounds.target_bytes_max);
                seen.push_back(request.target + "\n" + std::string(request.header("host")) + "\n" + request.body);
                request = {};
                reader.begin(request);
            }
        }
        ENTENTE_ASSERT(kept.size() <= bounds.target_bytes_max + bounds.header_bytes_max + at_once + 128);
    }
    return seen;
}

void check_target(std::string_view text) {
    const auto target = parse_target(text);
    if (!target) {
        ENTENTE_ASSERT(!target.error().message.empty());
        return;
    }
    const auto is_text = [](const std::string& part) { return is_utf8(part) && part.find('\0') == std::string::npos; };
    for (std::size_t place = 0; place < target->path.size(); ++place) {
        const auto& segment = target->path[place];
        ENTENTE_ASSERT(is_text(segment) && segment != "." && segment != "..");
        ENTENTE_ASSERT(!segment.empty() || place + 1 == target->path.size());
    }
    for (const auto& [key, value] : target->query) {
        ENTENTE_ASSERT(is_text(key) && is_text(value));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    Bounds bounds;
    bounds.target_bytes_max = 100;
    bounds.header_bytes_max = 200;
    bounds.body_bytes_max = 300;
    const auto whole = read(bytes, bytes.size(), bounds);
    for (const std::size_t at_once : {std::size_t{1}, std::size_t{7}}) {
        const auto pieces = read(bytes, at_once, bounds);
        const auto count = std::min(pieces.size(), whole.size());
        ENTENTE_ASSERT(std::equal(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(count), whole.begin()));
    }
    check_target(bytes.substr(0, bytes.find('\n')));
    const auto line = bytes.substr(0, bytes.find('\r'));
    const auto begin = std::min(line.find(' '), line.size());
    check_target(line.substr(std::min(begin + 1, line.size()), line.rfind(' ') - begin - 1));
    return 0;
}
