/// What is read from people is stored and decoded to the same meaning; what the log accepts has one spelling; what is
/// refused is refused with a sentence.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <entente/core/assert.hpp>
#include <entente/events/canonical.hpp>
#include <entente/events/codec.hpp>
#include <entente/events/limits.hpp>
#include <entente/events/log_index.hpp>
#include <entente/events/rules.hpp>

namespace {

using namespace entente;

const EntryDefaults& defaults() {
    static const EntryDefaults filled = {
        .make_id = [] { return parse_uuid("0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17").value(); },
        .actor = "ann",
        .announced = parse_day("2026-04-27").value()};
    return filled;
}

void check_drafts(std::string_view text, Decoder& decoder) {
    const auto drafts = read_drafts(text, defaults());
    if (!drafts) {
        ENTENTE_ASSERT(!drafts.error().message.empty());
        return;
    }
    LogIndex index;
    for (const auto& draft : *drafts) {
        ENTENTE_ASSERT(draft.canonical.size() <= limits::entry_bytes_max);
        const auto decoded = decoder.decode(draft.canonical);
        ENTENTE_ASSERT(decoded && *decoded == draft.entry);
        ENTENTE_ASSERT(canonical_json(draft.canonical) == draft.canonical);
        if (index.find(draft.entry.id) == nullptr && check_rules(draft.entry, index)) {
            index.add({index.version(draft.entry.alliance).value + 1}, draft.entry);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Decoder decoder;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_drafts(text, decoder);
    if (const auto entry = decoder.decode(text)) {
        ENTENTE_ASSERT(canonical_json(text) == text);
        ENTENTE_ASSERT(read_draft(text, {})->entry == *entry);
    }
    return 0;
}
