#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

#include "comparison.hpp"
#include "naive_dates.hpp"
#include "tangled_terms.hpp"

#include <entente/events/codec.hpp>
#include <entente/events/log_index.hpp>
#include <entente/events/rules.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/ledger.hpp>
#include <entente/projections/terms_on.hpp>

namespace entente::naive {
namespace {

using Json = nlohmann::json;

/// Lists by id, so that one missing term is one difference; what is free in order sorted.
Json comparable(Json document) {
    if (!document.is_object()) {
        return document;
    }
    document.erase("cite");
    document.erase("chain");
    for (const auto& [list, id] : {std::pair("terms", "term"), {"parties", "party"}, {"milestones", "milestone"}}) {
        Json by_id = Json::object();
        for (auto& item : document[list]) {
            if (item.contains("possible")) {
                for (auto& [field, values] : item["possible"].items()) {
                    if (field != "status" && values.is_array() && values.size() > 1) {
                        std::sort(values.begin() + 1, values.end());
                    }
                }
            }
            if (item.contains("certain") && item.at("certain") == false) {
                // what is doubtful has no place in the one fold that is shown: its order is free
                for (const auto* list_of : {"because", "sources", "disputes"}) {
                    std::sort(item[list_of].begin(), item[list_of].end());
                }
            }
            by_id[item.at(id).get<std::string>()] = item;
        }
        document[list] = by_id;
    }
    return document;
}

/// `/terms/t/possible/status/1` is a difference at `terms/*/possible/status`.
std::string place_of(const std::string& path) {
    std::vector<std::string> steps;
    std::size_t at = 1;
    while (at <= path.size()) {
        const auto slash = std::min(path.find('/', at), path.size());
        steps.push_back(path.substr(at, slash - at));
        at = slash + 1;
    }
    if (steps.size() > 1) {
        steps[1] = "*";
    }
    steps.resize(std::min<std::size_t>(steps.size(), steps.size() > 2 && steps[2] == "possible" ? 4 : 3));
    std::string place;
    for (const auto& step : steps) {
        place += (place.empty() ? "" : "/") + step;
    }
    return place;
}

Places places_of(const Json& naive, const Json& projected) {
    Places places;
    for (const auto& step : Json::diff(naive, projected)) {
        places.insert(place_of(step.at("path").get<std::string>()));
    }
    return places;
}

// ---------------------------------------------------------------------------------------------- shrinking

void for_every_text(Json& json, const std::function<void(std::string&)>& visit) {
    if (json.is_string()) {
        visit(json.get_ref<std::string&>());
    } else if (json.is_structured()) {
        for (auto& part : json) {
            for_every_text(part, visit);
        }
    }
}

struct Case {
    std::vector<Json> log;
    Question question;
};

/// Leaves an entry out; positions close the gap.
Case without_entry(Case given, std::size_t place) {
    given.log.erase(given.log.begin() + static_cast<std::ptrdiff_t>(place));
    for (std::size_t i = place; i < given.log.size(); ++i) {
        given.log[i]["seq"] = i + 1;
    }
    auto& known_at = given.question.known_at;
    if (known_at && known_at->front() == '@') {
        const auto position = std::stoul(known_at->substr(1));
        known_at = "@" + std::to_string(position > place ? position - 1 : position);
    }
    return given;
}

/// Leaves an event out; the addresses of those behind it move up.
Case without_event(Case given, std::size_t place, std::size_t index) {
    auto& entry = given.log[place]["entry"];
    const auto prefix = entry.at("id").get<std::string>() + "#";
    entry["events"].erase(index);
    for (auto& line : given.log) {
        for_every_text(line["entry"]["events"], [&](std::string& text) {
            if (text.starts_with(prefix)) {
                const auto at = std::stoul(text.substr(prefix.size()));
                // the event itself is gone: an address that no entry has makes the rules refuse
                text = prefix + std::to_string(at > index ? at - 1 : at == index ? 999 : at);
            }
        });
    }
    return given;
}

class Shrinker {
public:
    Shrinker(Difference difference, std::string place) : best_(std::move(difference)), place_(std::move(place)) {}

    Difference run() {
        bool smaller = true;
        while (smaller) {
            smaller = simpler_question() || fewer_entries() || fewer_events() || fewer_fields() || plainer_dates();
        }
        return best_;
    }

private:
    bool keep(const Case& candidate) {
        auto difference = compare(candidate.log, candidate.question);
        if (!difference || !difference->places.contains(place_) ||
            (place_ != "refused" && difference->places.contains("refused"))) {
            return false;
        }
        best_ = std::move(*difference);
        return true;
    }

    [[nodiscard]] Case best() const { return {best_.log, best_.question}; }

    bool simpler_question() {
        bool any = false;
        const auto attempt = [&](const std::function<void(Question&)>& change) {
            auto candidate = best();
            change(candidate.question);
            const auto& now = best_.question;
            const auto& then = candidate.question;
            const bool changed = now.known_at != then.known_at || now.announced_by != then.announced_by ||
                                 now.all != then.all || now.today != then.today;
            any = (changed && keep(candidate)) || any;
        };
        attempt([](Question& question) { question.known_at.reset(); });
        attempt([](Question& question) { question.announced_by.reset(); });
        attempt([](Question& question) { question.all = true; });
        attempt([](Question& question) { question.today = "2030-01-01"; });
        return any;
    }

    bool fewer_entries() {
        bool any = false;
        for (std::size_t i = best_.log.size(); i-- > 0;) {
            any = (best_.log.size() > 1 && keep(without_entry(best(), i))) || any;
        }
        return any;
    }

    bool fewer_events() {
        bool any = false;
        for (std::size_t i = best_.log.size(); i-- > 0;) {
            for (std::size_t j = best_.log[i]["entry"]["events"].size(); j-- > 0;) {
                any = (best_.log[i]["entry"]["events"].size() > 1 && keep(without_event(best(), i, j))) || any;
            }
        }
        return any;
    }

    /// Tries to leave out each key of each object, and each element of each list but the entries' events.
    bool fewer_fields() {
        bool any = false;
        for (std::size_t i = best_.log.size(); i-- > 0;) {
            std::vector<Json::json_pointer> pointers;
            collect(best_.log[i].at("entry"), Json::json_pointer(), pointers);
            std::ranges::reverse(pointers);
            for (const auto& pointer : pointers) {
                auto candidate = best();
                auto& entry = candidate.log[i]["entry"];
                const auto parent = pointer.parent_pointer();
                if (!entry.contains(pointer)) {
                    continue;
                }
                auto& holder = entry[parent];
                if (holder.is_array()) {
                    holder.erase(std::stoul(pointer.back()));
                } else {
                    holder.erase(pointer.back());
                }
                any = keep(candidate) || any;
            }
        }
        return any;
    }

    static void collect(const Json& json, const Json::json_pointer& at, std::vector<Json::json_pointer>& pointers) {
        const bool events = !at.empty() && at.back() == "events";
        std::size_t index = 0;
        for (auto part = json.begin(); json.is_structured() && part != json.end(); ++part, ++index) {
            const auto here = json.is_object() ? at / part.key() : at / index;
            const bool kept = at.empty() && (here.back() == "id" || here.back() == "actor" || here.back() == "events");
            if (!events && !kept) {
                pointers.push_back(here);
            }
            collect(*part, here, pointers);
        }
    }

    /// Tries an exact day for each date, and one list element where there are several.
    bool plainer_dates() {
        bool any = false;
        for (std::size_t i = 0; i < best_.log.size(); ++i) {
            std::size_t texts = 0;
            auto counted = best_.log[i]["entry"];
            for_every_text(counted, [&](std::string&) { ++texts; });
            for (std::size_t wanted = 0; wanted < texts; ++wanted) {
                auto candidate = best();
                std::size_t at = 0;
                bool changed = false;
                for_every_text(candidate.log[i]["entry"], [&](std::string& text) {
                    const bool imprecise = at++ == wanted && text.size() != 10 && text.size() < 28 &&
                                           (text.starts_with("20") || text.starts_with("[20"));
                    if (imprecise) {
                        text = entente::naive::text(days_of(text, std::nullopt).earliest);
                        changed = true;
                    }
                });
                any = (changed && keep(candidate)) || any;
            }
        }
        return any;
    }

    Difference best_;
    std::string place_;
};

}  // namespace

Result<Ledger> ledger_of(const std::vector<Json>& log) {
    Ledger ledger;
    LogIndex index;
    for (const auto& line : log) {
        const auto record = ENTENTE_TRY(record_of(line));
        ENTENTE_TRY(check_rules(*record.entry, index));
        ledger.apply(record);
        index.add(record.seq, *record.entry);
    }
    return ledger;
}

Result<Record> record_of(const Json& line) {
    const auto draft = ENTENTE_TRY(read_draft(line.at("entry").dump(), {}));
    return Record{
        .seq = Seq{line.at("seq").get<std::uint64_t>()},
        .recorded = ENTENTE_TRY(parse_log_instant(line.at("recorded").get<std::string>())),
        .entry = std::make_shared<const Entry>(draft.entry),
        .chain = {}};
}

Result<Json> asked(const Ledger& ledger, const Question& question) {
    const auto as_of = ENTENTE_TRY(as_of_of(question));
    const auto today = ENTENTE_TRY(parse_day(question.today));
    const auto listing = question.all ? Listing::all : Listing::current;
    return Json::parse(
        to_json(ENTENTE_TRY(terms_on(ledger, AllianceId{question.alliance}, as_of, today, listing))).dump());
}

Result<AsOf> as_of_of(const Question& question) {
    AsOf as_of{.on = ENTENTE_TRY(parse_day(question.on)), .known_at = {}, .announced_by = {}};
    if (question.known_at) {
        as_of.known_at = ENTENTE_TRY(parse_known_at(*question.known_at));
    }
    if (question.announced_by) {
        as_of.announced_by = ENTENTE_TRY(parse_day(*question.announced_by));
    }
    return as_of;
}

std::optional<Json> projected_terms(const std::vector<Json>& log, const Question& question, std::string& refusal) {
    const auto ledger = ledger_of(log);
    if (!ledger) {
        refusal = ledger.error().message + " at " + ledger.error().where;
        return std::nullopt;
    }
    auto answer = asked(*ledger, question);
    if (!answer && answer.error().code == ErrorCode::not_found) {
        return Json{};
    }
    if (!answer) {
        refusal = answer.error().message;
        return std::nullopt;
    }
    return std::move(*answer);
}

std::optional<Difference> compare(const std::vector<Json>& log, const Question& question) {
    std::string refusal;
    auto projected = projected_terms(log, question, refusal);
    if (!projected) {
        return Difference{log, question, {}, refusal, {"refused"}};
    }
    auto naive = comparable(terms(log, question));
    projected = comparable(std::move(*projected));
    for (const auto& term : tangled_terms(log)) {
        naive["terms"].erase(term);
        (*projected)["terms"].erase(term);
    }
    if (naive == *projected) {
        return std::nullopt;
    }
    auto places = places_of(naive, *projected);
    return Difference{log, question, std::move(naive), std::move(*projected), std::move(places)};
}

Difference shrunk(Difference difference, const std::string& place) {
    return place == "refused" ? difference : Shrinker(std::move(difference), place).run();
}

std::string told(const Difference& difference) {
    std::string text;
    for (const auto& line : difference.log) {
        text += line.dump() + "\n";
    }
    const auto& question = difference.question;
    text += "question: on " + question.on + ", known_at " + question.known_at.value_or("null") + ", announced_by " +
            question.announced_by.value_or("null") + (question.all ? ", all" : "") + ", today " + question.today + "\n";
    if (difference.places.contains("refused")) {
        return text + "refused: " + difference.projected.dump() + "\n";
    }
    for (const auto& step : Json::diff(difference.naive, difference.projected)) {
        const auto path = step.at("path").get<std::string>();
        // a list is compared as one value
        auto pointer = Json::json_pointer(path);
        while (!pointer.empty() && difference.naive.contains(pointer.parent_pointer()) &&
               difference.naive[pointer.parent_pointer()].is_array()) {
            pointer.pop_back();
        }
        const auto said = [&](const Json& document) {
            return document.contains(pointer) ? document[pointer].dump() : std::string("nothing");
        };
        auto line = "  " + pointer.to_string() + "\n    naive:     " + said(difference.naive) +
                    "\n    projected: " + said(difference.projected) + "\n";
        if (!text.ends_with(line)) {
            text += line;
        }
    }
    return text;
}

}  // namespace entente::naive
