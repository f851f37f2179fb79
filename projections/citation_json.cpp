#include <entente/projections/citation_json.hpp>

#include <nlohmann/json.hpp>

namespace entente {

using Json = nlohmann::ordered_json;

Json text_or_null(std::string_view text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json to_json(std::span<const EventAddress> addresses) {
    Json all = Json::array();
    for (const auto& address : addresses) {
        all.push_back(text(address));
    }
    return all;
}

Json to_json(const Source& source) {
    return {
        {"url", text_or_null(source.url)},
        {"publisher", text_or_null(source.publisher)},
        {"published", source.published ? Json(text(*source.published)) : Json(nullptr)},
    };
}

Json to_json(std::span<const CitedSource> sources) {
    Json all = Json::array();
    for (const auto& cited : sources) {
        all.push_back(to_json(*cited.source));
        all.back()["stance"] = word(cited.stance);
    }
    return all;
}

}  // namespace entente
