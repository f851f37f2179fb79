#include <entente/events/default_log_path.hpp>

namespace entente {

std::string default_log_path(FunctionRef<std::string(std::string_view)> variable) {
    if (auto given = variable("ENTENTE_LOG"); !given.empty()) {
        return given;
    }
    const auto data = variable("XDG_DATA_HOME");
    return (data.empty() ? variable("HOME") + "/.local/share" : data) + "/entente/log.jsonl";
}

}  // namespace entente
