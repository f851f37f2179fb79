#include <entente/projections/belief_json.hpp>

#include <nlohmann/json.hpp>

#include <entente/projections/answer_json.hpp>
#include <entente/projections/citation_json.hpp>
#include <entente/projections/timeline_json.hpp>

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json belief_json(const Belief& belief) {
    Json entries = Json::array();
    for (const auto& entry : belief.entries) {
        entries.push_back({
            {"entry", text(entry.id)},
            {"position", entry.seq.value},
            {"recorded", text(entry.recorded)},
            {"announced", text(entry.announced)},
            {"title", text_or_null(entry.title)},
        });
    }
    Json stretches = Json::array();
    for (const auto& stretch : belief.stretches) {
        stretches.push_back(to_json(stretch));
    }
    return {{"known", text(belief.known)}, {"entries", std::move(entries)}, {"stretches", std::move(stretches)}};
}

}  // namespace

Json to_json(const TermBelief& belief) {
    Json beliefs = Json::array();
    for (const auto& each : belief.beliefs) {
        beliefs.push_back(belief_json(each));
    }
    return {
        {"alliance", belief.history->id().text},
        {"term", belief.term},
        {"as_of", to_json(belief.viewpoint)},
        {"known_by", word(belief.known_by)},
        {"window", {{"from", text(belief.window.from)}, {"to", text(belief.window.to)}}},
        {"beliefs", std::move(beliefs)},
    };
}

}  // namespace entente
