/// A line of the log has one spelling: what is taken apart is put together to the same bytes, but for its chain; and
/// the chain takes its own lines and no other.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <entente/core/assert.hpp>
#include <entente/events/chain.hpp>
#include <entente/events/codec.hpp>

namespace {

using namespace entente;

constexpr std::chrono::microseconds tick{1};

void check_header(std::string_view line) {
    const auto header = parse_header(line);
    ENTENTE_ASSERT(header ? text(*header) == line : !header.error().message.empty());
    ENTENTE_ASSERT(!header || format_version(line) == 1);
}

void check_line(std::string_view line) {
    const auto parts = take_apart(line);
    if (!parts) {
        ENTENTE_ASSERT(!parts.error().message.empty() && parts.error().byte <= line.size());
        return;
    }
    if (parts->seq == Seq{0} || parts->recorded == Instant{}) {
        return;
    }
    const Head before{.seq = {parts->seq.value - 1}, .chain = {}};
    Chain writing(before, parts->recorded - tick);
    auto written = writing.extend(parts->recorded, parts->entry);
    ENTENTE_ASSERT(written.ends_with('\n'));
    written.pop_back();
    const auto unchained = line.size() - chain_text_bytes - 2;
    ENTENTE_ASSERT(written.substr(0, unchained) == line.substr(0, unchained));
    Chain reading(before, parts->recorded - tick);
    const auto followed = reading.follow(line);
    ENTENTE_ASSERT(followed.has_value() == (written == line));
    if (!followed) {
        ENTENTE_ASSERT(reading.follow(written));
    }
    ENTENTE_ASSERT(reading.head() == writing.head());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Decoder decoder;
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    check_header(line);
    check_line(line);
    if (const auto parts = take_apart(line)) {
        const auto entry = decoder.decode(parts->entry);
        ENTENTE_ASSERT(entry || !entry.error().message.empty());
    }
    return 0;
}
