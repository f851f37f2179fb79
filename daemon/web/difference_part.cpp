#include <entente/daemon/web/difference_part.hpp>

#include <fmt/format.h>

#include <entente/daemon/web/sheet.hpp>

namespace entente::daemon {
namespace {

std::string word_of(std::string_view change) {
    return change == "added" ? "comes in" : change == "removed" ? "goes out" : "changes";
}

/// What `possible` says, as one phrase.
std::string in_words(std::string_view field, const Json& value, const PartyNames& names) {
    if (field == "certain") {
        return value == true ? "certain" : "not certain";
    }
    if ((field == "grantor" || field == "grantee") && value.is_array()) {
        return value.empty() ? "–" : names.all_of(value);
    }
    if (field == "possible" && value.empty()) {
        return "–";
    }
    return value_in_words(field, value);
}

Markup name_of(const Json& change, std::string_view alliance, const PartyNames& names, const Viewing& viewing) {
    if (change.contains("party")) {
        return Markup(names.of(text_of(change["party"])));
    }
    const auto term = text_of(change["term"]);
    return link(viewing.at(Url::path({"alliances", alliance, "terms", term})), term);
}

}  // namespace

Markup difference_table(
    const Json& changes, std::string_view alliance, const PartyNames& names, const Viewing& viewing,
    const Sides& sides) {
    Markup bodies;
    for (const auto& change : changes) {
        const auto kind = text_of(change["change"]);
        const auto& fields = change["fields"];
        const auto head = element(
            "th", {{"scope", "rowgroup"}, {"rowspan", std::to_string(std::max<std::size_t>(fields.size(), 1))}},
            name_of(change, alliance, names, viewing), element("p", {{"class", "quiet"}}, word_of(kind)));
        Markup rows;
        if (fields.empty()) {
            const auto not_there = fmt::format("not {}", sides.there);
            const auto clause = sides.clauses.find(text_of(change.contains("term") ? change["term"] : Json()));
            rows.add(element(
                "tr", head, element("td", clause == sides.clauses.end() ? std::string("–") : clause->second),
                element("td", kind == "removed" ? element("del", sides.there) : Markup(not_there)),
                element("td", kind == "added" ? element("ins", sides.there) : Markup(not_there))));
        }
        bool first = true;
        for (const auto& [field, values] : fields.items()) {
            rows.add(element(
                "tr", first ? head : Markup(), element("td", spaced(field)),
                element("td", element("del", in_words(field, values["from"], names))),
                element("td", element("ins", in_words(field, values["to"], names)))));
            first = false;
        }
        bodies.add(element("tbody", {{"class", kind}}, rows));
    }
    Markup columns;
    for (const std::string_view name :
         {std::string_view("Term or party"), std::string_view("What"), sides.before, sides.after}) {
        columns.add(element("th", {{"scope", "col"}}, name));
    }
    return wide(
        "The difference",
        element(
            "table", {{"class", "difference"}}, element("caption", {{"class", "unseen"}}, "The difference"),
            element("thead", element("tr", columns)), bodies));
}

Markup difference_part(const Json& difference, const Json& terms, const Viewing& viewing) {
    PartyNames names;
    names.add(terms["parties"]);
    const auto from = text_of(difference["from"]["on"]);
    const auto to = text_of(difference["to"]["on"]);
    const auto& changes = difference["changes"];
    Sides sides{.before = from, .after = to, .there = "in force", .clauses = {}};
    for (const auto& term : terms["terms"]) {
        sides.clauses[text_of(term["term"])] = clause_in_words(term, names);
    }
    const auto words = changes.empty()
                           ? element("p", "Nothing that was in force differs between the two days.")
                           : difference_table(changes, text_of(difference["alliance"]), names, viewing, sides);
    return element(
        "section", {{"id", "difference"}},
        element(
            "h2",
            fmt::format("From {} to {}: {} difference{}", from, to, changes.size(), changes.size() == 1 ? "" : "s")),
        words);
}

}  // namespace entente::daemon
