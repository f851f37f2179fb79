/// Whatever is read as a date, duration, decimal, instant or id is written back as it stood, and its days are in order.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <entente/core/assert.hpp>
#include <entente/core/date.hpp>
#include <entente/core/decimal.hpp>
#include <entente/core/duration.hpp>
#include <entente/core/instant.hpp>
#include <entente/core/name.hpp>
#include <entente/core/uuid.hpp>

namespace {

using namespace entente;

template <typename Value>
void refusal_speaks(const Result<Value>& result) {
    ENTENTE_ASSERT(result || !result.error().message.empty());
}

void check_date(std::string_view written) {
    const auto date = parse_date(written);
    refusal_speaks(date);
    if (!date) {
        return;
    }
    ENTENTE_ASSERT(text(*date) == written);
    for (const auto formed : {std::optional<Day>(), std::optional(first_day), std::optional(final_day)}) {
        const auto days = days_of(*date, formed);
        ENTENTE_ASSERT(first_day <= days.earliest && days.earliest <= days.latest && days.latest <= final_day);
    }
    const auto day = parse_day(written);
    ENTENTE_ASSERT(!day || (days_of(*date).exact() && text(*day) == written));
}

void check_duration(std::string_view written) {
    const auto duration = parse_duration(written);
    refusal_speaks(duration);
    if (!duration) {
        return;
    }
    ENTENTE_ASSERT(text(*duration) == written);
    for (const auto day : {first_day, Day{Days{11'015}}, final_day}) {
        const auto later = plus(day, *duration);
        ENTENTE_ASSERT(day <= later && later <= final_day);
    }
}

void check_instants(std::string_view written) {
    const auto logged = parse_log_instant(written);
    ENTENTE_ASSERT(!logged || text(*logged) == written);
    const auto instant = parse_instant(written);
    refusal_speaks(instant);
    ENTENTE_ASSERT(!instant || parse_log_instant(text(*instant)) == *instant);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view written(reinterpret_cast<const char*>(data), size);
    check_date(written);
    check_duration(written);
    check_instants(written);
    const auto decimal = parse_decimal(written);
    ENTENTE_ASSERT(!decimal || text(*decimal) == written);
    const auto uuid = parse_uuid(written);
    ENTENTE_ASSERT(!uuid || text(*uuid) == written);
    ENTENTE_ASSERT(!is_name(written) || is_path(written));
    return 0;
}
