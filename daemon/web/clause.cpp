#include <fmt/format.h>

#include <entente/daemon/web/words.hpp>

namespace entente::daemon {
namespace {

/// The parts of the sentence.
struct Clause {
    std::string giver;
    std::string taker;
    std::string actions;  ///< `host or use`, or `do anything with`
    std::string subject;  ///< ` openai/products`, or empty
    bool has_giver;
    bool has_taker;
};

std::string dealt(const Clause& clause) {
    return clause.actions.empty() ? (clause.subject.empty() ? "act" : "use" + clause.subject)
                                  : clause.actions + clause.subject;
}

std::string about(const Clause& clause) {
    if (clause.actions.empty()) {
        return clause.subject.empty() ? std::string() : fmt::format(" for{}", clause.subject);
    }
    return fmt::format(" to {}{}", clause.actions, clause.subject);
}

std::string sentence(std::string_view kind, const Clause& c) {
    if (kind == "exclusivity") {
        return fmt::format("Only {} may {}", c.taker, dealt(c));
    }
    if (kind == "non_compete") {
        return fmt::format(
            "{} must not {}{}", c.giver, dealt(c), c.has_taker ? fmt::format(", as agreed with {}", c.taker) : "");
    }
    if (kind == "carve_out") {
        return fmt::format(
            "{} may {} all the same{}", c.taker, dealt(c), c.has_giver ? fmt::format(": {} lets it", c.giver) : "");
    }
    if (kind == "license") {
        return fmt::format(
            "{} licenses {} to {}{}", c.giver, c.subject.empty() ? "rights" : c.subject.substr(1), c.taker,
            c.actions.empty() ? "" : fmt::format(", to {}", c.actions));
    }
    if (kind == "ip_ownership") {
        return fmt::format("{} owns{}", c.taker, c.subject.empty() ? " the rights" : c.subject);
    }
    if (kind == "distribution") {
        return fmt::format(
            "{} may {}{}", c.taker, c.actions.empty() ? "distribute" + c.subject : dealt(c),
            c.has_giver ? fmt::format(" of {}", c.giver) : "");
    }
    if (kind == "supply") {
        return fmt::format(
            "{} lets {} supply it{}", c.giver, c.taker, c.subject.empty() ? "" : fmt::format(" with{}", c.subject));
    }
    if (kind == "designation") {
        return fmt::format("{} names {} as its choice{}", c.giver, c.taker, about(c));
    }
    if (kind == "first_refusal") {
        return fmt::format("{} must ask {} first{}", c.giver, c.taker, about(c));
    }
    if (kind == "priority") {
        return fmt::format("{} comes first with {}{}", c.taker, c.giver, about(c));
    }
    if (kind == "option") {
        return fmt::format(
            "{} may choose{}{}", c.taker, about(c), c.has_giver ? fmt::format(", from {}", c.giver) : "");
    }
    if (kind == "payment") {
        return fmt::format("{} pays {}{}", c.giver, c.taker, c.subject.empty() ? "" : fmt::format(" for{}", c.subject));
    }
    if (kind == "revenue_share") {
        return fmt::format("{} shares revenue with {}", c.giver, c.taker);
    }
    if (kind == "commitment") {
        return fmt::format("{} commits itself to {}{}", c.giver, c.taker, about(c));
    }
    if (kind == "limit") {
        return fmt::format("{} keeps to a limit agreed with {}", c.giver, c.taker);
    }
    if (kind == "equity") {
        return fmt::format("{} holds a stake in {}", c.taker, c.giver);
    }
    if (kind == "voting" || kind == "governance") {
        return fmt::format("{} has a say with {}{}", c.taker, c.giver, about(c));
    }
    return fmt::format("{}: {} towards {}{}", spaced(kind), c.giver, c.taker, about(c));
}

std::string deed_of(const Json& event) {
    const auto type = text_of(event["type"]);
    const bool planned = event.contains("planned") && event["planned"] == true;
    const auto reason = event.contains("reason") ? text_of(event["reason"]) : std::string();
    if (type == "term.ended") {
        return fmt::format("{} {}", planned ? "is to be" : "was", reason.empty() ? "ended" : reason);
    }
    if (type == "party.joined" || type == "party.left") {
        return planned ? (type == "party.joined" ? "is to join" : "is to leave") : deed(type);
    }
    return fmt::format("{} {}", planned ? "is to be" : "was", deed(type));
}

}  // namespace

std::string clause_in_words(const Json& term, const PartyNames& names) {
    const auto list = [](const Json& words) {
        std::vector<std::string> out;
        for (const auto& word : words) {
            out.push_back(spaced(text_of(word)));
        }
        return listed(out, "or");
    };
    const Clause clause{
        .giver = names.all_of(term["grantor"]),
        .taker = names.all_of(term["grantee"]),
        .actions = list(term["actions"]),
        .subject = term["subject"].is_null() ? std::string() : " " + text_of(term["subject"]),
        .has_giver = !term["grantor"].empty(),
        .has_taker = !term["grantee"].empty()};
    auto words = sentence(text_of(term["kind"]), clause);
    if (term["exclusive"] == true && term["kind"] != "exclusivity") {
        words += ", and nobody else";
    } else if (term["exclusive"] == false) {
        words += ", not exclusively";
    }
    if (!term["scope"].empty()) {
        words += fmt::format(" ({})", scope_in_words(term["scope"]));
    }
    const auto begins_with_id = [&](const Json& parties) {
        const auto first = parties.empty() ? std::string() : text_of(parties.front());
        return names.of(first) == first && words.starts_with(first) && !first.empty();
    };
    if (!begins_with_id(term["grantor"]) && !begins_with_id(term["grantee"])) {
        words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
    }
    return words;
}

std::string event_in_words(const Json& event, const PartyNames& names) {
    for (const auto* key : {"term", "milestone"}) {
        if (event.contains(key)) {
            return fmt::format("{} {}", text_of(event[key]), deed_of(event));
        }
    }
    if (event.contains("party")) {
        return fmt::format("{} {}", names.of(text_of(event["party"])), deed_of(event));
    }
    if (event.contains("event")) {
        return fmt::format("{} {}", text_of(event["event"]), deed_of(event));
    }
    const auto type = text_of(event["type"]);
    return type == "note.added" ? std::string("a note") : fmt::format("the alliance was {}", deed(type));
}

}  // namespace entente::daemon
