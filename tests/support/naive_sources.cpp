#include <algorithm>

#include "naive_sources.hpp"

namespace entente::naive {
namespace {

Json source_json(const Json& source, const std::string& stance) {
    return {
        {"url", source.value("url", Json{})},
        {"publisher", source.value("publisher", Json{})},
        {"published", source.value("published", Json{})},
        {"stance", stance}};
}

const Happening* event_cited(const Considered& facts, const std::vector<std::size_t>& because, const Json& address) {
    for (const auto id : because) {
        for (const auto& cited : facts.happenings[id].cited) {
            if (address == cited.address) {
                return &facts.happenings[id];
            }
        }
    }
    return nullptr;
}

/// Null for a whole map removes each of its values.
std::vector<Change> expanded(const TermState& state, const std::vector<Change>& changes) {
    std::vector<Change> all;
    for (const auto& change : changes) {
        if (change.path != "scope" && change.path != "days" && change.path != "attributes") {
            all.push_back(change);
            continue;
        }
        for (const auto& [path, setting] : state.fields) {
            if (path.starts_with(change.path + "/")) {
                all.push_back({path, Json{}});
            }
        }
    }
    return all;
}

/// In the order in which the surface shows the fields of a term.
std::vector<std::string> paths_in_order(const std::vector<Change>& changes) {
    const std::vector<std::string> order{"kind",  "grantor", "grantee",    "subject",  "actions", "exclusive",
                                         "scope", "ends",    "conditions", "survives", "days",    "attributes"};
    const auto rank = [&](const std::string& path) {
        return std::pair(std::ranges::find(order, path.substr(0, path.find('/'))) - order.begin(), path);
    };
    std::vector<std::string> paths;
    for (const auto& change : changes) {
        paths.push_back(change.path);
    }
    std::ranges::sort(paths, {}, rank);
    return paths;
}

}  // namespace

Json addresses(const Considered& facts, const std::vector<std::size_t>& because) {
    auto list = Json::array();
    for (const auto id : because) {
        for (const auto& cited : facts.happenings[id].cited) {
            list.push_back(cited.address);
        }
    }
    return list;
}

/// "The answer's `confidence` is the weakest among the events it rests on."
std::string weakest(const Considered& facts, const std::vector<std::size_t>& because) {
    auto weakest_yet = Confidence::official;
    for (const auto id : because) {
        for (const auto& cited : facts.happenings[id].cited) {
            weakest_yet = std::max(weakest_yet, cited.confidence);
        }
    }
    return word(weakest_yet);
}

/// Of each event it rests on: its own sources, then those added to it.
Json sources(const Considered& facts, const std::vector<std::size_t>& because) {
    auto list = Json::array();
    const auto add = [&](const Json& given, const std::string& stance) {
        for (const auto& source : given) {
            const auto shown = source_json(source, stance);
            if (std::ranges::find(list, shown) == list.end()) {
                list.push_back(shown);
            }
        }
    };
    for (const auto id : because) {
        for (const auto& cited : facts.happenings[id].cited) {
            add(cited.sources, "supports");
            for (const auto& other : facts.happenings) {
                if (other.type == "source.added" && other.reading.at("event") == cited.address) {
                    add(other.cited.front().sources, other.reading.value("stance", "supports"));
                }
            }
        }
    }
    return list;
}

/// "`source.added` with a `reading` … disputes each path it changes, when its value differs from the shown one and its
/// event is in `because`: `{"event","field","value","confidence","sources"}`"
Json disputes(const Considered& facts, const std::vector<std::size_t>& because, const TermState& state) {
    std::vector<std::pair<std::size_t, Json>> placed;
    for (const auto& rival : facts.happenings) {
        if (rival.type != "source.added" || !rival.reading.contains("reading")) {
            continue;
        }
        const auto disputed_event = event_cited(facts, because, rival.reading.at("event"));
        if (!disputed_event) {
            continue;
        }
        const auto dispute = [&](const std::string& field, const Json& value) {
            Json given = Json::array();
            for (const auto& source : rival.cited.front().sources) {
                given.push_back(source_json(source, ""));
                given.back().erase("stance");
            }
            const auto place =
                std::ranges::find_if(because, [&](std::size_t id) { return &facts.happenings[id] == disputed_event; });
            const Json found{
                {"event", disputed_event->cited.front().address}, {"field", field},   {"value", value},
                {"confidence", word(rival.confidence())},         {"sources", given},
            };
            placed.emplace_back(place - because.begin(), found);
        };
        auto rival_state = state;
        change(rival_state, rival.changes, 0);
        for (const auto& path : paths_in_order(expanded(state, rival.changes))) {
            if (state.field(path) != rival_state.field(path)) {
                dispute(path, rival_state.field(path));
            }
        }
        const auto& reading = rival.reading.at("reading");
        if (reading.contains("effective") && reading.at("effective") != disputed_event->when_as_written()) {
            dispute("effective", reading.at("effective"));
        }
    }
    std::ranges::stable_sort(placed, {}, &std::pair<std::size_t, Json>::first);
    auto list = Json::array();
    for (const auto& [place, found] : placed) {
        list.push_back(found);
    }
    return list;
}

}  // namespace entente::naive
