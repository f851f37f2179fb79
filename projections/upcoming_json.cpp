#include <entente/projections/upcoming_json.hpp>

#include <nlohmann/json.hpp>

#include <entente/projections/answer_json.hpp>

namespace entente {

nlohmann::ordered_json to_json(const UpcomingAnswer& answer) {
    using Json = nlohmann::ordered_json;
    Json items = Json::array();
    for (const auto& item : answer.items) {
        Json because = Json::array();
        for (const auto& event : item.because) {
            because.push_back(text(event));
        }
        items.push_back({
            {"alliance", item.alliance},
            {std::string{word(item.matter)}, item.id},
            {"what", word(item.what)},
            {"name", item.name.empty() ? Json(nullptr) : Json(item.name)},
            {"earliest", text(item.days.earliest)},
            {"latest", text(item.days.latest)},
            {"because", std::move(because)},
        });
    }
    return {{"as_of", to_json(answer.viewpoint)}, {"items", std::move(items)}};
}

}  // namespace entente
