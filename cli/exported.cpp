#include <entente/cli/exported.hpp>

#include <nlohmann/json.hpp>

#include <entente/cli/cloud_events.hpp>
#include <entente/cli/event_rows.hpp>

namespace entente::cli {

std::string exported_title(std::string_view format) {
    return format == "csv" ? event_rows_title() : std::string();
}

std::string exported(std::string_view format, const Uuid& log, const Record& record, std::string_view canonical) {
    if (format == "csv") {
        return event_rows(record, canonical);
    }
    return format == "cloudevents" ? cloud_event(log, record, canonical).dump() + "\n" : std::string(canonical) + "\n";
}

}  // namespace entente::cli
