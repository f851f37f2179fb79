#include <entente/daemon/web/rights_sheet.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <entente/daemon/web/footing.hpp>

namespace entente::daemon {
namespace {

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

/// How many sources stand in sight; the rest is a press away.
constexpr std::size_t sources_in_sight = 3;
constexpr std::size_t parties_named_max = 24;

/// The terms that reasons name, as they stand then: what they say, and who the parties are.
class Reasons {
public:
    Reasons(const Asking& asking, const RightsAsked& asked, PartyNames names)
        : asking_(asking), asked_(asked), names_(std::move(names)) {}

    [[nodiscard]] Markup list(const Json& because, std::size_t sources_shown) {
        Markup items;
        for (const auto& reason : because) {
            items.add(item(reason, sources_shown));
        }
        return items.empty() ? Markup() : element("ul", {{"class", "reasons"}}, items);
    }

    [[nodiscard]] std::string names_of(const std::vector<std::string>& parties) const {
        std::vector<std::string> words;
        for (const auto& party : parties) {
            if (words.size() < parties_named_max || party == "*") {
                words.push_back(party == "*" ? std::string("anybody else") : names_.of(std::string_view(party)));
            }
        }
        if (parties.size() > words.size()) {
            words.push_back(fmt::format("{} more", parties.size() - words.size()));
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
    struct Deal {
        std::string title;
        std::map<std::string, Json> terms;
    };

    void read_alliance(const std::string& alliance) {
        if (deals_.contains(alliance)) {
            return;
        }
        auto& deal = deals_[alliance];
        const auto document = asking_.ask("terms", asked_.viewing, {{"alliance", alliance}, {"all", "true"}});
        if (!document) {
            return;
        }
        names_.add((*document)["parties"]);
        deal.title = text_of((*document)["title"]);
        for (const auto& term : (*document)["terms"]) {
            deal.terms[text_of(term["term"])] = term;
        }
    }

    /// How the term stands: since when, until when, how sure.
    [[nodiscard]] static std::string standing(const Json& term) {
        const auto status = text_of(term["status"]);
        std::string words = status.empty() ? std::string("Only rumoured") : spaced(status);
        words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
        if (!term["since"].is_null()) {
            words += fmt::format(" since {}", span_in_words(term["since"]));
        }
        words += fmt::format(", {}", ends_in_words(term["ends"]));
        if (!term["last_confirmed"].is_null()) {
            words += fmt::format("; last confirmed {}", text_of(term["last_confirmed"]));
        }
        return fmt::format("{}; {}.", words, text_of(term["confidence"]));
    }

    [[nodiscard]] static Markup source(const Json& one) {
        return element(
            "li", source_link(
                      text_of(one["url"]), text_of(one["publisher"]), text_of(one["published"]),
                      one["stance"] == "contradicts"));
    }

    /// What supports it first; some in sight.
    [[nodiscard]] static Markup sources(const Json& list, std::size_t shown) {
        std::vector<const Json*> sorted;
        for (const auto& one : list) {
            sorted.push_back(&one);
        }
        std::ranges::stable_partition(sorted, [](const Json* one) { return (*one)["stance"] != "contradicts"; });
        Markup first;
        Markup rest;
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            (i < shown ? first : rest).add(source(*sorted[i]));
        }
        auto all = first.empty() ? Markup() : element("ul", {{"class", "sources"}}, first);
        if (!rest.empty()) {
            const auto number = sorted.size() - std::min(shown, sorted.size());
            all.add(element(
                "details", {{"class", "sources"}},
                element(
                    "summary", fmt::format("{}{} source{}", number, shown > 0 ? " more" : "", number == 1 ? "" : "s")),
                element("ul", rest)));
        }
        return all;
    }

    [[nodiscard]] Markup item(const Json& reason, std::size_t sources_shown) {
        const auto alliance = text_of(reason["alliance"]);
        const auto term = text_of(reason["term"]);
        const auto& deal = deals_[alliance];
        const auto found = deal.terms.find(term);
        Markup words;
        if (found != deal.terms.end()) {
            words.add(element("b", clause_in_words(found->second, names_)), ". ");
        }
        words.add(
            link(asked_.viewing.at(Url::path({"alliances", alliance, "terms", term})), term), " of ",
            link(asked_.viewing.at(Url::path({"alliances", alliance})), deal.title.empty() ? alliance : deal.title),
            " ", effect_in_words(reason), ".");
        if (found != deal.terms.end()) {
            words.add(element("p", {{"class", "quiet"}}, standing(found->second)));
        }
        words.add(sources(reason["sources"], sources_shown));
        return element("li", {{"class", reason["counts"].get<bool>() ? "counts-so" : "counts-not"}}, words);
    }

    const Asking& asking_;
    const RightsAsked& asked_;
    PartyNames names_;
    std::map<std::string, Deal> deals_;
};

/// Where it is otherwise, in a part of what was asked about.
Markup exceptions(const Json& answer) {
    Markup all;
    for (const auto& exception : answer["exceptions"]) {
        const auto word = text_of(exception["verdict"]);
        if (word == text_of(answer["verdict"])) {
            continue;  // other terms, the same verdict
        }
        auto sentence = together(
            "Except ", scope_in_words(exception["scope"]), ": ",
            element("span", {{"class", "chip " + word}}, verdict_in_words(word)));
        std::vector<std::string> terms;
        for (const auto& reason : exception["because"]) {
            if (reason["counts"].get<bool>()) {
                terms.push_back(text_of(reason["term"]));
            }
        }
        if (!terms.empty()) {
            sentence.add(element("span", {{"class", "quiet"}}, " by ", listed(terms)));
        }
        all.add(element("p", {{"class", "exception"}}, sentence));
    }
    return all;
}

Markup verdict_row(Verdict verdict, Reasons& reasons, std::string_view wanted) {
    const auto own = std::ranges::find(verdict.parties, wanted);
    const bool is_wanted = own != verdict.parties.end();
    if (is_wanted) {
        std::rotate(verdict.parties.begin(), own, std::next(own));  // named first
    }
    const auto word = text_of((*verdict.answer)["verdict"]);
    auto why = reasons.list((*verdict.answer)["because"], 0);
    if (why.empty()) {
        why = element("p", {{"class", "quiet"}}, "No term speaks of it.");
    }
    why.add(exceptions(*verdict.answer));
    return element(
        "tr", {{"class", is_wanted ? "wanted" : ""}},
        element("th", {{"scope", "row"}}, reasons.names_of(verdict.parties)),
        element("td", {{"data-label", "May"}}, element("span", {{"class", "chip " + word}}, verdict_in_words(word))),
        element("td", {{"data-label", "Because"}}, why));
}

Markup answer_table(const std::vector<Verdict>& groups, Reasons& reasons, std::string_view wanted) {
    Markup rows;
    for (const auto& group : groups) {
        rows.add(verdict_row(group, reasons, wanted));
    }
    Markup columns;
    for (const std::string_view name : {"Party", "May", "Because"}) {
        columns.add(element("th", {{"scope", "col"}}, name));
    }
    return element(
        "table", {{"class", "verdicts cards"}}, element("caption", {{"class", "unseen"}}, "Verdicts"),
        element("thead", element("tr", columns)), element("tbody", rows));
}

/// `host openai/products/api (in cn) on 20 March 2026`
std::string matter_in_words(const RightsAsked& asked, const Json& scope) {
    return fmt::format(
        "{} {}{} on {}", spaced(asked.action), asked.subject,
        scope.empty() ? std::string() : fmt::format(" ({})", scope_in_words(scope)), day_in_words(asked.on));
}

std::string headline(const RightsAsked& asked, std::string_view verdict, const std::string& who, const Json& scope) {
    return fmt::format(
        "{}: {} {} {}",
        verdict == "yes"         ? "Yes"
        : verdict == "no"        ? "No"
        : verdict == "uncertain" ? "Cannot be known"
                                 : "Not stated",
        who,
        verdict == "yes"  ? "may"
        : verdict == "no" ? "may not"
                          : "to",
        matter_in_words(asked, scope));
}

/// A word that the log does not have: which one, and what can be asked instead.
Sheet not_understood(const LogWords& words, const RightsAsked& asked, const Error& error) {
    auto near = words.matters_near(asked.action, asked.subject);
    auto other = asked;
    if (error.where == "/party") {
        other.party.clear();
        near = {{.action = asked.action, .subject = asked.subject}};
    }
    auto body = together(
        element("h1", "Who may do what?"),
        element(
            "section", {{"class", "card answer uncertain"}, {"id", "not-understood"}},
            element("p", {{"class", "lead"}}, "The log does not say it in these words: ", error.message, "."),
            questions("What it does speak of:", near, other, words.names())),
        rights_form(words, asked));
    return {.title = "Who may", .section = Section::rights, .body = std::move(body), .live = false};
}

/// Whether the cure is another word.
bool is_about_a_word(const Error& error) {
    const bool of_word = error.where == "/party" || error.where == "/action" || error.where == "/subject";
    return of_word && (error.code == ErrorCode::not_found || error.code == ErrorCode::bad_value);
}

/// The verdict on the party that was asked about, with everything it rests on in sight.
Markup own_answer(const Json& own, Reasons& reasons, const RightsAsked& asked) {
    const auto word = text_of(own["verdict"]);
    auto why = reasons.list(own["because"], sources_in_sight);
    if (why.empty()) {
        why = element("p", "No term speaks of it.");
    }
    return together(
        element("h1", headline(asked, word, reasons.names_of({asked.party}), own["scope"])),
        element("section", {{"class", "card answer " + word}}, element("h2", "Because"), why, exceptions(own)));
}

Markup seen_from(const RightsAsked& asked) {
    const bool otherwise = !asked.viewing.known_at.empty() || !asked.viewing.announced_by.empty();
    return otherwise ? element("p", {{"class", "lead"}}, "Seen ", asked.viewing.in_words(asked.on), ".") : Markup();
}

}  // namespace

Result<Sheet> rights_sheet(const Asking& asking, const RightsAsked& typed) {
    const auto words = LogWords::of(asking, typed.viewing, typed.alliance);
    const auto asked = as_meant(typed, words);
    Sheet sheet{.title = "Who may", .section = Section::rights, .body = element("h1", "Who may do what?")};
    sheet.live = asked.viewing.known_at.empty();
    if (asked.action.empty() || asked.subject.empty()) {
        sheet.body.add(
            element(
                "p", {{"class", "lead"}},
                "Name a deed and what it is done with; every party's verdict follows, with the clauses it rests on."),
            rights_form(words, asked), example_questions(words, asked));
        return sheet;
    }
    const auto document = asking.ask(
        "who", asked.viewing, {{"action", asked.action}, {"subject", asked.subject}, {"scope", asked.scope}});
    if (!document) {
        return is_about_a_word(document.error()) ? Result<Sheet>(not_understood(words, asked, document.error()))
                                                 : std::unexpected(document.error());
    }
    Reasons reasons(asking, asked, words.names());
    reasons.read((*document)["verdicts"]);
    auto cited = *document;
    if (!asked.party.empty()) {
        const auto own = asking.ask(
            "may", asked.viewing,
            {{"party", asked.party}, {"action", asked.action}, {"subject", asked.subject}, {"scope", asked.scope}});
        if (!own) {
            return is_about_a_word(own.error()) ? Result<Sheet>(not_understood(words, asked, own.error()))
                                                : std::unexpected(own.error());
        }
        reasons.read(Json::array({*own}));
        sheet.body = own_answer(*own, reasons, asked);
        sheet.title =
            fmt::format("May {} {} {}?", reasons.names_of({asked.party}), spaced(asked.action), asked.subject);
        cited = *own;
    } else {
        sheet.title = fmt::format("Who may {} {}?", spaced(asked.action), asked.subject);
        sheet.body = element("h1", fmt::format("Who may {}?", matter_in_words(asked, (*document)["scope"])));
    }
    const auto groups = grouped((*document)["verdicts"]);
    const bool silent = groups.size() == 1 && (*groups.front().answer)["because"].empty();
    sheet.body.add(
        seen_from(asked),
        silent ? questions(
                     "The log speaks of this instead:", words.matters_near(asked.action, asked.subject), asked,
                     words.names())
               : Markup(),
        rights_form(words, asked), element("h2", fmt::format("Every party, {}", asked.viewing.in_words(asked.on))),
        answer_table(groups, reasons, asked.party), footing(cited, [&] {
            auto pinned = asked;
            pinned.alliance.clear();
            pinned.viewing = Viewing::pinned((*document)["as_of"]);
            return address_of(pinned);
        }()));
    sheet.position = (*document)["as_of"]["position"].get<std::uint64_t>();
    return sheet;
}

}  // namespace entente::daemon
