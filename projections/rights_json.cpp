#include <entente/projections/rights_json.hpp>

#include <nlohmann/json.hpp>

#include <entente/projections/answer_json.hpp>
#include <entente/projections/citation_json.hpp>

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const PathRegion& region) {
    if (region.except.empty()) {
        return region.only.value_or(std::vector<std::string>{});
    }
    Json json = Json::object();
    if (region.only) {
        json["only"] = *region.only;
    }
    json["except"] = region.except;
    return json;
}

Json to_json(const std::vector<Reason>& because) {
    Json all = Json::array();
    for (const auto& reason : because) {
        all.push_back({
            {"alliance", reason.alliance},
            {"term", reason.term},
            {"effect", word(reason.effect)},
            {"counts", reason.counts},
            {"events", entente::to_json(std::span<const EventAddress>(reason.events))},
            {"sources", entente::to_json(std::span<const CitedSource>(reason.sources))},
        });
    }
    return all;
}

Json to_json(const std::vector<PossibleRight>& ways) {
    Json all = Json::array();
    for (const auto& way : ways) {
        all.push_back({
            {"verdict", word(way.verdict)},
            {"reading", way.reading ? Json(text(*way.reading)) : Json(nullptr)},
            {"because", to_json(way.because)},
        });
    }
    return all;
}

Json to_json(const MayAnswer& answer, const Viewpoint& viewpoint) {
    Json exceptions = Json::array();
    for (const auto& exception : answer.exceptions) {
        exceptions.push_back({
            {"scope", entente::to_json(exception.scope)},
            {"verdict", word(exception.right.verdict)},
            {"because", to_json(exception.right.because)},
            {"ways", to_json(exception.right.ways)},
        });
    }
    return {
        {"party", answer.question.party},           {"action", answer.question.action},
        {"subject", answer.question.subject},       {"scope", entente::to_json(answer.question.scope)},
        {"as_of", entente::to_json(viewpoint)},     {"verdict", word(answer.right.verdict)},
        {"because", to_json(answer.right.because)}, {"exceptions", std::move(exceptions)},
        {"ways", to_json(answer.right.ways)},
    };
}

}  // namespace

Json to_json(const ScopeRegion& scope) {
    Json json = Json::object();
    for (const auto& key : vocabulary<ScopeKey>()) {
        if (!scope.at(key.value).everything()) {
            json[std::string{key.word}] = to_json(scope.at(key.value));
        }
    }
    return json;
}

Json to_json(const MayReply& reply) {
    return to_json(reply.answer, reply.basis.viewpoint);
}

Json to_json(const WhoReply& reply) {
    Json verdicts = Json::array();
    for (const auto& answer : reply.verdicts) {
        verdicts.push_back(to_json(answer, reply.basis.viewpoint));
    }
    return {
        {"action", reply.action},          {"subject", reply.subject},
        {"scope", to_json(reply.scope)},   {"as_of", to_json(reply.basis.viewpoint)},
        {"verdicts", std::move(verdicts)},
    };
}

}  // namespace entente
