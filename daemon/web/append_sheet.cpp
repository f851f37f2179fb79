#include <entente/daemon/web/append_sheet.hpp>

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <entente/daemon/web/compose_form.hpp>
#include <entente/daemon/web/difference_part.hpp>
#include <entente/daemon/web/form_inputs.hpp>

namespace entente::daemon {
namespace {

/// Changes, day by day.
Markup change_tables(const Json& changes, const PartyNames& names) {
    std::map<std::pair<std::string, std::string>, Json> by_day;
    for (const auto& change : changes) {
        auto& list = by_day[{text_of(change["alliance"]), text_of(change["on"])}];
        list.push_back(change);
    }
    Markup tables;
    for (const auto& [where, list] : by_day) {
        tables.add(
            element("h3", fmt::format("On {}", where.second)),
            difference_table(
                list, where.first, names, {.on = where.second, .known_at = {}, .announced_by = {}},
                {.before = "before", .after = "after", .there = "there", .clauses = {}}));
    }
    return tables;
}

enum class Events : std::uint8_t { on_this_page, elsewhere };

Markup warnings_of_append(const Json& warnings, Events events) {
    if (warnings.empty()) {
        return element("p", {{"class", "quiet"}}, "Nothing about it is odd.");
    }
    Markup items;
    for (const auto& warning : warnings) {
        const auto event = warning["event"].get<std::uint64_t>() + 1;
        const auto name = fmt::format("event {}", event);
        items.add(element(
            "li",
            events == Events::on_this_page ? link(Url::place(fmt::format("event-{}", event)), name) : Markup(name),
            ": ", text_of(warning["message"])));
    }
    return element("ul", {{"class", "warning"}}, items);
}

Markup preview(const AppendSight& sight, const Known& known) {
    const auto& document = *sight.rehearsed;
    const auto& changes = document["changes"];
    return element(
        "section", {{"class", "card"}, {"id", "preview"}}, element("h2", "What this would change"),
        sight.differs ? element(
                            "p", {{"class", "warning"}, {"role", "alert"}},
                            "It is not what you last looked at. See what it would change now, then append it.")
                      : Markup(),
        changes.empty() ? element("p", "No term or party would read differently.")
                        : change_tables(changes, known.names),
        element("h2", "Warnings"), warnings_of_append(document["warnings"], Events::on_this_page),
        leaf(
            "input",
            {{"type", "hidden"}, {"form", "compose"}, {"name", "previewed"}, {"value", sight.draft.fingerprint()}}),
        element(
            "p", element(
                     "button",
                     {{"type", "submit"},
                      {"form", "compose"},
                      {"name", "do"},
                      {"value", "append"},
                      {"formaction", Url::path({"append"}).at_place("main")}},
                     "Append")),
        element(
            "details", element("summary", "The entry as JSON"),
            element(
                "pre", {{"tabindex", "0"}, {"role", "region"}, {"aria-label", "The entry as JSON"}},
                element("code", sight.draft.entry().dump(2)))));
}

Markup trouble(const AppendSight& sight) {
    const auto& error = *sight.trouble;
    auto words = together(element("h2", "This did not go through"), element("p", error.message, "."));
    const auto field = sight.draft.field_at(error.where);
    if (!field.empty()) {
        words.add(element("p", link(Url::place(id_of(field)), "Go to what is wrong")));
    } else if (!error.where.empty()) {
        words.add(element("p", element("code", error.where)));
    }
    return element("section", {{"class", "card trouble"}, {"role", "alert"}, {"id", "trouble"}}, words);
}

/// Somebody appended meanwhile: what, and what it changed. The work is all still there.
Markup conflict(const Asking& asking, const AppendSight& sight, const Known& known) {
    Markup entries;
    if (const auto history = asking.ledger().find(AllianceId{sight.draft.alliance()})) {
        for (const auto& entry : history->entries()) {
            if (entry.seq > *sight.known_then) {
                entries.add(element(
                    "li", fmt::format(
                              "#{}, announced {}: {}", entry.seq.value, text(entry.announced),
                              entry.title == nothing ? std::string() : history->text(entry.title))));
            }
        }
    }
    Markup changed;
    if (sight.meanwhile && !(*sight.meanwhile)["changes"].empty()) {
        changed = difference_table(
            (*sight.meanwhile)["changes"], sight.draft.alliance(), known.names, {},
            {.before = "when you began", .after = "now", .there = "in force", .clauses = {}});
    }
    return element(
        "section", {{"class", "card trouble"}, {"role", "alert"}, {"id", "conflict"}},
        element("h2", "Somebody appended to this alliance meanwhile"),
        element("p", "Nothing of yours is lost, and nothing of it is appended yet. What came since you began:"),
        element("ul", entries), changed,
        element("p", "What yours would change now stands below. When it still is right, press Append once more."));
}

Markup done(const AppendSight& sight) {
    const auto& record = (*sight.appended)["records"][0];
    const auto alliance = sight.draft.alliance();
    const bool again = record["duplicate"].get<bool>();
    return element(
        "section", {{"class", "card done"}, {"role", "status"}, {"id", "appended"}},
        element(
            "p", {{"class", "lead"}}, again ? "This entry was there already, as #" : "Appended, and durable: entry #",
            record["seq"].get<std::uint64_t>(), "."),
        element(
            "p", link(Url::path({"alliances", alliance}), "See ", alliance), " · ",
            link(Url::path({"append"}).with("alliance", alliance), "append another"), " · ",
            link(Url::path({"v1", "entries", text_of(record["id"])}), "the entry as recorded")),
        element("h2", "Warnings"), warnings_of_append((*sight.appended)["warnings"], Events::elsewhere));
}

}  // namespace

std::optional<Seq> version_of(const Ledger& ledger, const std::string& alliance) {
    const auto history = ledger.find(AllianceId{alliance});
    return history == nullptr || history->entries().empty() ? std::nullopt
                                                            : std::optional(history->entries().back().seq);
}

Sheet append_sheet(const Asking& asking, const AppendSight& sight) {
    Sheet sheet{
        .title = "Append",
        .section = Section::append,
        .body = element("h1", sight.appended ? "Appended" : "Append an entry")};
    sheet.live = false;
    if (sight.appended) {
        sheet.body.add(done(sight));
        return sheet;
    }
    const auto known = known_of(asking, sight.draft.alliance());
    sheet.body.add(enter_step());
    if (sight.draft.events() == 0 && !sight.trouble) {
        sheet.body.add(element(
            "p", {{"class", "lead"}},
            "Name the news and its source, then add what happened, one change after the other. A preview shows what it "
            "would come to; nothing is written before you append."));
    }
    if (sight.known_then) {
        sheet.body.add(conflict(asking, sight, known));
    } else if (sight.trouble) {
        sheet.body.add(trouble(sight));
    }
    if (sight.rehearsed) {
        sheet.body.add(preview(sight, known));
    }
    sheet.body.add(compose_form(sight, known));
    return sheet;
}

}  // namespace entente::daemon
