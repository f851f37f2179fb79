#include "naive_model.hpp"
#include "naive_parties.hpp"
#include "naive_term.hpp"
#include "naive_walk.hpp"

namespace entente::naive {
namespace {

/// "`milestones`: every one a considered entry names, by id; `reached`: dates as written, of reaches that have surely
/// happened, in order; `expected`: date as written of the plan recorded last and not fulfilled."
Json milestones(const Considered& facts) {
    const World world(facts, shown_way(facts));
    auto list = Json::array();
    for (const auto& milestone : facts.milestones) {
        auto reached = Json::array();
        auto because = Json::array();
        const auto cite = [&](const Happening& event) {
            for (const auto& cited : event.cited) {
                because.push_back(cited.address);
            }
        };
        for (const auto& reach : world.reaches(milestone)) {
            if (world.happened(reach.id)) {
                reached.push_back(facts.happenings[reach.id].when_as_written());
                cite(facts.happenings[reach.id]);
            }
        }
        const Happening* plan = nullptr;
        for (std::size_t id = 0; id < facts.happenings.size(); ++id) {
            const auto& event = facts.happenings[id];
            if (event.type == "milestone.reached" && event.about == milestone) {
                plan = event.planned ? &event : world.holds(id) ? nullptr : plan;
            }
        }
        if (plan != nullptr) {
            cite(*plan);
        }
        list.push_back({
            {"milestone", milestone},
            {"reached", reached},
            {"expected", plan != nullptr ? plan->when_as_written() : Json{}},
            {"because", because},
        });
    }
    return list;
}

Json title_of(const Considered& facts) {
    for (const auto& event : facts.happenings) {
        if (event.type == "alliance.formed") {
            return event.reading.value("title", Json{});
        }
    }
    return {};
}

}  // namespace

Json terms_walking(const std::vector<Json>& log, const Question& question, Walk walk) {
    const auto facts = considered(log, question);
    if (!facts.alliance_known) {
        return {};
    }
    std::set<std::string> names;
    for (const auto& event : facts.happenings) {
        if (event.type.starts_with("term.")) {
            names.insert(event.about);
        }
    }
    auto shown = Json::array();
    for (const auto& name : names) {
        if (const auto document = term_document(facts, name, question.all, walk)) {
            shown.push_back(*document);
        }
    }
    return {
        {"alliance", question.alliance},
        {"title", title_of(facts)},
        {"as_of",
         {{"on", question.on},
          {"known_at", question.known_at ? Json(*question.known_at) : Json{}},
          {"announced_by", question.announced_by ? Json(*question.announced_by) : Json{}},
          {"position", facts.position}}},
        {"parties", parties(facts, question.all)},
        {"terms", shown},
        {"milestones", milestones(facts)},
    };
}

Json terms(const std::vector<Json>& log, const Question& question) {
    return terms_walking(log, question, Walk::days_that_matter);
}

}  // namespace entente::naive
