#include <entente/projections/timeline_json.hpp>

#include <nlohmann/json.hpp>

#include <entente/core/overloaded.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/citation_json.hpp>
#include <entente/projections/field_json.hpp>

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json status_json(const std::optional<Status>& status) {
    return status ? Json(word(*status)) : Json(nullptr);
}

Json reason_json(const TermStanding& standing) {
    return std::visit(
        Overloaded{[](std::monostate) { return Json(nullptr); }, [](auto reason) { return Json(word(reason)); }},
        standing.reason);
}

Json edge_json(const Edge& edge) {
    return {
        {"from", status_json(edge.from)},
        {"to", status_json(edge.to)},
        {"earliest", text(edge.days.earliest)},
        {"latest", text(edge.days.latest)},
    };
}

Json event_json(const TimelineEvent& event) {
    Json days = nullptr;
    if (event.days) {
        days = Json{{"earliest", text(event.days->earliest)}, {"latest", text(event.days->latest)}};
    }
    return {
        {"event", text(event.event)},
        {"type", word(event.type)},
        {"planned", event.planned},
        {"confidence", word(event.confidence)},
        {"about", text_or_null(event.about)},
        {"effective", event.effective ? to_json(*event.effective) : Json(nullptr)},
        {"days", std::move(days)},
        {"announced", text(event.announced)},
        {"title", text_or_null(event.title)},
    };
}

template <typename Row, typename ToJson>
Json rows(const Row& row, ToJson one_json) {
    Json all = Json::array();
    for (const auto& one : row) {
        all.push_back(one_json(one));
    }
    return all;
}

Json term_json(const TimelineTerm& term) {
    return {
        {"term", term.term},
        {"depth", term.depth},
        {"kind", to_json(*term.kind, Field::kind)},
        {"grantor", to_json(*term.grantor, Field::grantor)},
        {"grantee", to_json(*term.grantee, Field::grantee)},
        {"stretches", rows(term.stretches, [](const Stretch& stretch) { return to_json(stretch); })},
        {"edges", rows(term.edges, edge_json)},
        {"events", rows(term.events, event_json)},
    };
}

}  // namespace

Json to_json(const Stretch& stretch) {
    return {
        {"from", text(stretch.first)},
        {"through", stretch.last == never ? Json(nullptr) : Json(text(stretch.last))},
        {"status", status_json(stretch.standing.status)},
        {"certain", stretch.standing.certain},
        {"possible", rows(stretch.standing.possible, status_json)},
        {"reason", reason_json(stretch.standing)},
        {"because", to_json(std::span(stretch.because))},
    };
}

Json to_json(const Timeline& timeline) {
    return {
        {"alliance", timeline.history->id().text},
        {"title", timeline.title ? text_or_null(*timeline.title) : Json(nullptr)},
        {"as_of", to_json(timeline.viewpoint)},
        {"window", {{"from", text(timeline.window.from)}, {"to", text(timeline.window.to)}}},
        {"terms", rows(timeline.terms, term_json)},
        {"milestones", rows(
                           timeline.milestones,
                           [](const TimelineMilestone& milestone) {
                               return Json{
                                   {"milestone", milestone.milestone}, {"events", rows(milestone.events, event_json)}};
                           })},
        {"events", rows(timeline.events, event_json)},
    };
}

}  // namespace entente
