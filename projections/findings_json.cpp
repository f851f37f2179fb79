#include <entente/projections/findings_json.hpp>

#include <nlohmann/json.hpp>

#include <entente/projections/answer_json.hpp>

namespace entente {

using Json = nlohmann::ordered_json;

Json to_json(const FindingsAnswer& answer, const FindingsScope& scope) {
    Json findings = Json::array();
    for (const auto& finding : answer.findings) {
        const auto id_of = [&](FindingSubject subject) {
            return finding.subject == subject ? Json(finding.id) : Json(nullptr);
        };
        findings.push_back({
            {"code", word(finding.code)},
            {"alliance", finding.alliance},
            {"term", id_of(FindingSubject::term)},
            {"party", id_of(FindingSubject::party)},
            {"milestone", id_of(FindingSubject::milestone)},
            {"event", text(finding.event)},
            {"place", finding.place},
            {"message", finding.message},
            {"cure", finding.cure},
        });
    }
    return {
        {"alliance", scope.alliance ? Json(scope.alliance->text) : Json(nullptr)},
        {"as_of", to_json(answer.viewpoint)},
        {"stale", text(scope.stale)},
        {"findings", std::move(findings)},
    };
}

}  // namespace entente
