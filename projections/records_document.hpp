/// The `log` document, a record at a time: `{"as_of","records":[…],"cite","chain"}`, each record on a line of its own
/// as the log holds it. Read piece by piece it may be longer than memory.
#pragma once

#include <string>
#include <string_view>

#include <entente/projections/ledger.hpp>

namespace entente {

class RecordsDocument {
public:
    /// Each answers the text that comes next.
    [[nodiscard]] std::string begin(const Viewpoint& viewpoint);
    /// `line`: `{"seq","recorded","entry","chain"}`, without its newline.
    [[nodiscard]] std::string add(std::string_view line);
    [[nodiscard]] std::string end(std::string_view question, const Viewpoint& viewpoint, const Ledger& ledger);

private:
    bool any_ = false;
};

}  // namespace entente
