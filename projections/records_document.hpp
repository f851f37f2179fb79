/// The `log` document, a record at a time: `{"as_of","records":[…],"cite","chain"}`, each record on a line of its own
/// as the log holds it. Read piece by piece it may be longer than memory.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace entente {

class RecordsDocument {
public:
    /// Each answers the text that comes next.
    [[nodiscard]] std::string begin(const nlohmann::ordered_json& as_of);
    /// `line`: `{"seq","recorded","entry","chain"}`, without its newline.
    [[nodiscard]] std::string add(std::string_view line);
    /// `citation`: `cite` and `chain`, as `add_citation` writes them.
    [[nodiscard]] std::string end(const nlohmann::ordered_json& citation);

private:
    bool any_ = false;
};

}  // namespace entente
