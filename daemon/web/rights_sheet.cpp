#include <entente/daemon/web/rights_sheet.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <entente/daemon/web/footing.hpp>

namespace entente::daemon {
namespace {

/// Words that forms offer, from the alliances that are looked at; of very many alliances, from the first.
constexpr std::size_t alliances_read_max = 20;
constexpr std::size_t words_offered_max = 200;

struct Offered {
    std::set<std::string> parties;
    std::set<std::string> actions;
    std::set<std::string> subjects;
};

void take_from(Offered& offered, const Json& terms) {
    const auto take = [](std::set<std::string>& into, const Json& words) {
        for (const auto& word : words) {
            if (into.size() < words_offered_max) {
                into.insert(text_of(word));
            }
        }
    };
    for (const auto& term : terms["terms"]) {
        take(offered.parties, term["grantor"]);
        take(offered.parties, term["grantee"]);
        take(offered.actions, term["actions"]);
        if (!term["subject"].is_null() && offered.subjects.size() < words_offered_max) {
            offered.subjects.insert(text_of(term["subject"]));
        }
    }
    for (const auto& party : terms["parties"]) {
        offered.parties.insert(text_of(party["party"]));
    }
}

Offered offered_by(const Asking& asking, const RightsAsked& asked) {
    Offered offered;
    std::size_t read = 0;
    for (const auto& history : asking.ledger().histories()) {
        const bool wanted = asked.alliance.empty() || history->id().text == asked.alliance;
        if (!wanted || read == alliances_read_max) {
            continue;
        }
        ++read;
        if (const auto terms =
                asking.ask("terms", asked.viewing, {{"alliance", history->id().text}, {"all", "true"}})) {
            take_from(offered, *terms);
        }
    }
    return offered;
}

Markup options(std::string_view id, const std::set<std::string>& words) {
    Markup list;
    for (const auto& word : words) {
        list.add(element("option", {{"value", word}}));
    }
    return element("datalist", {{"id", id}}, list);
}

Markup text_field(
    std::string_view name, std::string_view label, const std::string& value, std::string_view placeholder,
    bool required) {
    const auto id = fmt::format("may-{}", name);
    return element(
        "div", {{"class", "field"}}, element("label", {{"for", id}}, label),
        leaf(
            "input", {{"type", "text"},
                      {"id", id},
                      {"name", name},
                      {"value", value},
                      {"list", fmt::format("known-{}", name)},
                      {"placeholder", placeholder},
                      {"autocomplete", "off"},
                      {"required", required}}));
}

/// Parties with the same verdict for the same reasons.
struct Verdict {
    std::vector<std::string> parties;
    const Json* answer;
};

std::vector<Verdict> grouped(const Json& verdicts) {
    std::vector<Verdict> groups;
    for (const auto& answer : verdicts) {
        const auto same = [&](const Verdict& group) {
            return (*group.answer)["verdict"] == answer["verdict"] && (*group.answer)["because"] == answer["because"] &&
                   (*group.answer)["exceptions"] == answer["exceptions"];
        };
        auto found = std::ranges::find_if(groups, same);
        if (found == groups.end()) {
            groups.push_back({.parties = {}, .answer = &answer});
            found = std::prev(groups.end());
        }
        found->parties.push_back(text_of(answer["party"]));
    }
    constexpr std::array<std::string_view, 4> order{"yes", "uncertain", "not_stated", "no"};
    std::ranges::stable_sort(groups, {}, [&](const Verdict& group) {
        return std::ranges::find(order, text_of((*group.answer)["verdict"])) - order.begin();
    });
    return groups;
}

std::string verdict_in_words(std::string_view verdict) {
    return verdict == "yes"          ? "yes"
           : verdict == "no"         ? "no"
           : verdict == "not_stated" ? "not stated"
                                     : "cannot be known";
}

std::string effect_in_words(const Json& reason) {
    const auto effect = text_of(reason["effect"]);
    const bool counts = reason["counts"].get<bool>();
    if (effect == "permits") {
        return counts ? "permits it" : "permits it, but whom it would harm has not agreed";
    }
    if (effect == "bars") {
        return counts ? "bars it" : "bars it, but whom it protects has waived that";
    }
    return effect == "forbids"     ? "forbids it"
           : effect == "suspended" ? "would permit it, but is suspended"
           : effect == "pending"   ? "has not begun"
                                   : "speaks of it, and decides nothing";
}

/// The terms that reasons name, as they stand then: what they say, and who the parties are.
class Reasons {
public:
    Reasons(const Asking& asking, const RightsAsked& asked) : asking_(asking), asked_(asked) {}

    [[nodiscard]] Markup list(const Json& because) {
        Markup items;
        for (const auto& reason : because) {
            items.add(item(reason));
        }
        return items.empty() ? Markup() : element("ul", {{"class", "reasons"}}, items);
    }

    [[nodiscard]] std::string names_of(const std::vector<std::string>& parties) const {
        std::vector<std::string> words;
        for (const auto& party : parties) {
            words.push_back(party == "*" ? std::string("anybody else") : names_.of(std::string_view(party)));
        }
        return listed(words);
    }

    /// Reads the alliances that a document's reasons name.
    void read(const Json& verdicts) {
        for (const auto& answer : verdicts) {
            for (const auto& reason : answer["because"]) {
                read_alliance(text_of(reason["alliance"]));
            }
        }
    }

private:
    void read_alliance(const std::string& alliance) {
        if (clauses_.contains(alliance)) {
            return;
        }
        auto& clauses = clauses_[alliance];
        const auto terms = asking_.ask("terms", asked_.viewing, {{"alliance", alliance}, {"all", "true"}});
        if (!terms) {
            return;
        }
        names_.add((*terms)["parties"]);
        for (const auto& term : (*terms)["terms"]) {
            clauses[text_of(term["term"])] = clause_in_words(term, names_);
        }
    }

    [[nodiscard]] Markup item(const Json& reason) {
        const auto alliance = text_of(reason["alliance"]);
        const auto term = text_of(reason["term"]);
        auto words = together(
            element("b", clauses_[alliance][term]), ". ",
            link(asked_.viewing.at(Url::path({"alliances", alliance, "terms", term})), term), " of ",
            link(asked_.viewing.at(Url::path({"alliances", alliance})), alliance), " ", effect_in_words(reason), ".");
        std::vector<Markup> sources;
        for (const auto& source : reason["sources"]) {
            sources.push_back(element(
                "li", source_link(
                          text_of(source["url"]), text_of(source["publisher"]), text_of(source["published"]),
                          source["stance"] == "contradicts")));
        }
        const auto number = sources.size();
        if (number > 0) {
            words.add(element(
                "details", {{"class", "sources"}},
                element("summary", fmt::format("{} source{}", number, number == 1 ? "" : "s")),
                element("ul", joined(sources, ""))));
        }
        return element("li", {{"class", reason["counts"].get<bool>() ? "counts-so" : "counts-not"}}, words);
    }

    const Asking& asking_;
    const RightsAsked& asked_;
    PartyNames names_;
    std::map<std::string, std::map<std::string, std::string>> clauses_;
};

Markup verdict_row(const Verdict& verdict, Reasons& reasons, bool wanted) {
    const auto word = text_of((*verdict.answer)["verdict"]);
    Markup why = reasons.list((*verdict.answer)["because"]);
    if (why.empty()) {
        why = element("p", {{"class", "quiet"}}, "No term speaks of it.");
    }
    for (const auto& exception : (*verdict.answer)["exceptions"]) {
        why.add(element(
            "p", {{"class", "exception"}}, "Except ", scope_in_words(exception["scope"]), ": ",
            element(
                "span", {{"class", "chip " + text_of(exception["verdict"])}},
                verdict_in_words(text_of(exception["verdict"])))));
    }
    return element(
        "tr", {{"class", wanted ? "wanted" : ""}}, element("th", {{"scope", "row"}}, reasons.names_of(verdict.parties)),
        element("td", {{"data-label", "May"}}, element("span", {{"class", "chip " + word}}, verdict_in_words(word))),
        element("td", {{"data-label", "Because"}}, why));
}

Markup answer_table(const std::vector<Verdict>& groups, Reasons& reasons, std::string_view wanted) {
    Markup rows;
    for (const auto& group : groups) {
        const bool is_wanted = !wanted.empty() && std::ranges::find(group.parties, wanted) != group.parties.end();
        rows.add(verdict_row(group, reasons, is_wanted));
    }
    Markup columns;
    for (const std::string_view name : {"Party", "May", "Because"}) {
        columns.add(element("th", {{"scope", "col"}}, name));
    }
    return element(
        "table", {{"class", "verdicts cards"}}, element("caption", {{"class", "unseen"}}, "Verdicts"),
        element("thead", element("tr", columns)), element("tbody", rows));
}

std::string headline(const RightsAsked& asked, std::string_view verdict, const std::string& who) {
    return fmt::format(
        "{}: {} {} {} {} on {}",
        verdict == "yes"         ? "Yes"
        : verdict == "no"        ? "No"
        : verdict == "uncertain" ? "Cannot be known"
                                 : "Not stated",
        who,
        verdict == "yes"  ? "may"
        : verdict == "no" ? "may not"
                          : "to",
        spaced(asked.action), asked.subject, day_in_words(asked.on));
}

}  // namespace

Markup rights_form(const Asking& asking, const RightsAsked& asked) {
    const auto offered = offered_by(asking, asked);
    const auto hidden = [](std::string_view name, const std::string& value) {
        return value.empty() ? Markup() : leaf("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
    };
    return element(
        "form", {{"class", "question"}, {"action", Url::path({"rights"})}, {"method", "get"}},
        text_field("party", "May", asked.party, "everybody", false),
        text_field("action", "do", asked.action, "host", true),
        text_field("subject", "with", asked.subject, "openai/products/api", true),
        element(
            "div", {{"class", "field"}}, element("label", {{"for", "may-on"}}, "on"),
            leaf("input", {{"type", "date"}, {"id", "may-on"}, {"name", "on"}, {"value", text(asked.on)}})),
        hidden("known_at", asked.viewing.known_at), hidden("announced_by", asked.viewing.announced_by),
        hidden("alliance", asked.alliance), element("button", {{"type", "submit"}}, "Ask"),
        options("known-party", offered.parties), options("known-action", offered.actions),
        options("known-subject", offered.subjects));
}

Result<Sheet> rights_sheet(const Asking& asking, const RightsAsked& asked) {
    Sheet sheet{.title = "Who may", .section = Section::rights, .body = element("h1", "Who may do what?")};
    sheet.live = asked.viewing.known_at.empty();
    if (asked.action.empty() || asked.subject.empty()) {
        sheet.body.add(
            element(
                "p", {{"class", "lead"}},
                "Name a deed and what it is done with; every party's verdict follows, with the clauses it rests on."),
            rights_form(asking, asked));
        return sheet;
    }
    const auto document = ENTENTE_TRY(asking.ask(
        "who", asked.viewing, {{"action", asked.action}, {"subject", asked.subject}, {"scope", asked.scope}}));
    Reasons reasons(asking, asked);
    reasons.read(document["verdicts"]);
    const auto groups = grouped(document["verdicts"]);
    Json own;
    if (!asked.party.empty()) {
        own = ENTENTE_TRY(asking.ask(
            "may", asked.viewing,
            {{"party", asked.party}, {"action", asked.action}, {"subject", asked.subject}, {"scope", asked.scope}}));
        reasons.read(Json::array({own}));
        const auto word = text_of(own["verdict"]);
        sheet.body = element("h1", headline(asked, word, reasons.names_of({asked.party})));
        auto why = reasons.list(own["because"]);
        sheet.body.add(element(
            "section", {{"class", "card answer " + word}}, element("h2", "Because"),
            why.empty() ? element("p", "No term speaks of it.") : why));
        sheet.title = "May " + asked.party + " " + asked.action + " " + asked.subject + "?";
    }
    sheet.body.add(
        rights_form(asking, asked), element("h2", fmt::format("Every party, {}", asked.viewing.in_words(asked.on))),
        answer_table(groups, reasons, asked.party),
        footing(
            own.is_null() ? document : own, asked.viewing.pinned(document["as_of"])
                                                .at(Url::path({"rights"})
                                                        .with("party", asked.party)
                                                        .with("action", asked.action)
                                                        .with("subject", asked.subject)
                                                        .with("scope", asked.scope))));
    sheet.position = document["as_of"]["position"].get<std::uint64_t>();
    return sheet;
}

}  // namespace entente::daemon
