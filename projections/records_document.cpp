#include <entente/projections/records_document.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace entente {

std::string RecordsDocument::begin(const nlohmann::ordered_json& as_of) {
    return fmt::format("{{\n\"as_of\": {},\n\"records\": [", as_of.dump());
}

std::string RecordsDocument::add(std::string_view line) {
    const auto* const before = any_ ? ",\n" : "\n";
    any_ = true;
    return before + std::string(line);
}

std::string RecordsDocument::end(const nlohmann::ordered_json& citation) {
    return fmt::format(
        "\n],\n\"cite\": {},\n\"chain\": {}\n}}\n", citation.at("cite").dump(), citation.at("chain").dump());
}

}  // namespace entente
