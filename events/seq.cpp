#include <entente/events/seq.hpp>

#include <charconv>

#include <fmt/format.h>

namespace entente {

std::string text(const EventAddress& address) {
    return fmt::format("{}#{}", text(address.entry), address.index);
}

Result<EventAddress> parse_event_address(std::string_view address) {
    const auto refuse = [&] {
        return fail(
            ErrorCode::bad_value,
            "an event is addressed as ENTRY-ID#INDEX, as in 0196f3a2-7b1c-7def-8a00-0123456789ab#0");
    };
    const auto hash = address.find('#');
    if (hash == std::string_view::npos) {
        return refuse();
    }
    const auto digits = address.substr(hash + 1);
    const bool leading_zero = digits.size() > 1 && digits.front() == '0';
    EventAddress parsed;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), parsed.index);
    if (digits.empty() || leading_zero || error != std::errc{} || end != digits.data() + digits.size()) {
        return refuse();
    }
    auto entry = parse_uuid(address.substr(0, hash));
    if (!entry) {
        return refuse();
    }
    parsed.entry = *entry;
    return parsed;
}

}  // namespace entente
