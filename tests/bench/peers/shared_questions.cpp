#include <stdexcept>

#include "shared_questions.hpp"
#include <fmt/format.h>
#include <simdjson.h>

namespace entente::bench {

WorkloadMeta read_meta(const std::string& path) {
    simdjson::dom::parser parser;
    simdjson::dom::element meta;
    if (parser.load(path).get(meta) != simdjson::SUCCESS) {
        throw std::runtime_error("cannot read " + path);
    }
    return {
        .events = meta["n"].get_uint64().value(),
        .alliances = meta["alliances"].get_uint64().value(),
        .recorded_first = meta["rec_first"].get_int64().value(),
        .recorded_last = meta["rec_last"].get_int64().value(),
        .day_first = meta["d_first"].get_int64().value(),
        .day_last = meta["d_last"].get_int64().value(),
        .checksum = std::string{meta["checksum"].get_string().value()},
    };
}

std::string alliance_id(std::uint32_t number) {
    return fmt::format("al-{:06}", number);
}

std::uint64_t SharedQuestions::draw() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

SharedQuestion SharedQuestions::next() {
    const auto within = [&](std::int64_t first, std::int64_t last) {
        return first + static_cast<std::int64_t>(draw() % static_cast<std::uint64_t>(last - first + 1));
    };
    const auto alliance = static_cast<std::uint32_t>(draw() % meta_.alliances);
    const Day on{Days{static_cast<std::int32_t>(within(meta_.day_first, meta_.day_last))}};
    const Instant known_at{std::chrono::microseconds{within(meta_.recorded_first, meta_.recorded_last)}};
    return {.alliance = alliance, .on = on, .known_at = known_at};
}

}  // namespace entente::bench
