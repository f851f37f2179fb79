#include <entente/cli/cloud_events.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace entente::cli {

Json cloud_event(const Uuid& log, const Record& record, std::string_view canonical) {
    return Json{
        {"specversion", "1.0"},
        {"id", text(record.entry->id)},
        {"source", fmt::format("urn:uuid:{}", text(log))},
        {"type", "entente.entry.recorded.v1"},
        {"subject", record.entry->alliance.text},
        {"time", text(record.recorded)},
        {"datacontenttype", "application/json"},
        {"sequence", fmt::format("{}", record.seq.value)},
        {"chain", hex(record.chain)},
        {"data", Json::parse(canonical)},
    };
}

}  // namespace entente::cli
