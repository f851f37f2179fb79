#include <entente/projections/records_document.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/projections/answer_json.hpp>

namespace entente {

std::string RecordsDocument::begin(const Viewpoint& viewpoint) {
    return fmt::format("{{\n\"as_of\": {},\n\"records\": [", to_json(viewpoint).dump());
}

std::string RecordsDocument::add(std::string_view line) {
    const auto* const before = any_ ? ",\n" : "\n";
    any_ = true;
    return before + std::string(line);
}

std::string RecordsDocument::end(std::string_view question, const Viewpoint& viewpoint, const Ledger& ledger) {
    nlohmann::ordered_json citation;
    add_citation(citation, question, viewpoint, ledger);
    return fmt::format("\n],\n\"cite\": {},\n\"chain\": {}\n}}\n", citation["cite"].dump(), citation["chain"].dump());
}

}  // namespace entente
