#include <entente/daemon/web/known_words.hpp>

#include <fmt/format.h>

#include <entente/daemon/web/typed_words.hpp>

namespace entente::daemon {
namespace {

/// With more, titles would take long to read, and a list of them is of no help.
constexpr std::size_t alliances_titled_max = 500;

void read_alliances(const Asking& asking, Known& known) {
    const auto histories = asking.ledger().histories();
    if (histories.size() > alliances_titled_max) {
        for (const auto& history : histories) {
            known.alliances.try_emplace(history->id().text);
        }
        return;
    }
    if (const auto document = asking.ask("alliances", {}, {})) {
        for (const auto& alliance : (*document)["alliances"]) {
            known.alliances[text_of(alliance["alliance"])] = text_of(alliance["title"]);
        }
    }
}

std::string standing(const Json& term, const PartyNames& names) {
    const auto status = text_of(term["status"]);
    return fmt::format(
        "{} ({})", clause_in_words(term, names), status.empty() ? std::string("only rumoured") : spaced(status));
}

/// The alliance somebody means who types its id or its title.
std::string alliance_meant(const std::string& typed, const Offered& alliances) {
    if (alliances.contains(typed)) {
        return typed;
    }
    for (const auto& [alliance, title] : alliances) {
        if (!title.empty() && id_meant(title) == id_meant(typed)) {
            return alliance;
        }
    }
    return id_meant(typed);
}

}  // namespace

Known known_of(const Asking& asking, const std::string& typed) {
    Known known;
    read_alliances(asking, known);
    known.alliance = typed.empty() ? std::string() : alliance_meant(typed, known.alliances);
    const auto& alliance = known.alliance;
    if (!known.alliances.contains(alliance)) {
        return known;
    }
    known.words = LogWords::of(asking, {}, alliance);
    known.names = known.words.names();
    known.parties = known.words.parties;
    for (const auto& word : known.words.actions()) {
        known.actions.try_emplace(word);
    }
    for (const auto& path : known.words.subjects()) {
        known.subjects.try_emplace(path);
    }
    const auto document = asking.ask("terms", {}, {{"alliance", alliance}, {"all", "true"}});
    if (!document) {
        return known;
    }
    for (const auto& term : (*document)["terms"]) {
        known.terms[text_of(term["term"])] = standing(term, known.names);
    }
    for (const auto& milestone : (*document)["milestones"]) {
        known.milestones[text_of(milestone["milestone"])] =
            milestone["reached"].empty() ? std::string("not reached")
                                         : fmt::format("reached {}", value_in_words({}, milestone["reached"]));
    }
    return known;
}

}  // namespace entente::daemon
