#include <fstream>
#include <stdexcept>

#include "converted_log.hpp"
#include <fmt/format.h>

#include <entente/events/chain.hpp>
#include <entente/events/codec.hpp>

namespace entente::bench {

std::uint64_t convert_log(const std::string& events, const std::string& log, ToldEntries& entries) {
    std::ofstream file(log, std::ios::binary | std::ios::trunc);
    const LogHeader header{
        .log = parse_uuid("0196f3a2-0000-7000-8000-000000000000").value(),
        .created = parse_log_instant("2015-01-01T00:00:00.000000Z").value()};
    const auto first = text(header);
    file << first << '\n';
    std::uint64_t bytes = first.size() + 1;
    Chain chain{first};
    each_told(events, [&](const ToldEvent& event) {
        const auto draft = read_draft(entries.next(event), {});
        if (!draft) {
            throw std::runtime_error(
                fmt::format("event {}: {} at {}", event.seq, draft.error().message, draft.error().where));
        }
        const auto line = chain.extend(event.recorded, draft->canonical);
        bytes += line.size();
        file << line;
    });
    file.flush();
    if (!file) {
        throw std::runtime_error("cannot write " + log);
    }
    return bytes;
}

}  // namespace entente::bench
