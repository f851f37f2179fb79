#include <entente/projections/rights_names.hpp>

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <entente/core/name.hpp>
#include <entente/core/nearest_name.hpp>
#include <entente/core/quoted.hpp>

namespace entente {
namespace {

using Names = std::set<std::string_view>;
using Texts = std::vector<std::string>;

/// Calls `visit(changes)` for what a fact sets, a correction its replacement's, a rival reading its own.
template <typename Visit>
void each_set_of_changes(const AllianceHistory& history, const Fact& fact, Visit visit) {
    if (fact.type == EventType::term_granted || fact.type == EventType::term_amended) {
        visit(fact.type, history.changes_of(fact));
    } else if (fact.type == EventType::event_corrected) {
        each_set_of_changes(history, history.replacement(fact.part), visit);
    } else if (fact.type == EventType::source_added && fact.part != nothing) {
        visit(fact.type, history.changes_of(history.reading(fact.part)));
    }
}

void add_parties(Names& names, const AllianceHistory& history, const Fact& fact) {
    each_set_of_changes(history, fact, [&](EventType, std::span<const Change> changes) {
        for (const auto& change : changes) {
            const auto* parties = change.field() == Field::grantor || change.field() == Field::grantee
                                      ? std::get_if<Texts>(&history.value(change.value()))
                                      : nullptr;
            if (parties) {
                names.insert(parties->begin(), parties->end());
            }
        }
    });
    const Fact& said = fact.type == EventType::event_corrected ? history.replacement(fact.part) : fact;
    if (EventType::party_joined <= said.type && said.type <= EventType::party_renamed) {
        names.insert(history.parties()[said.subject]);
        if (said.type == EventType::party_left && said.detail != nothing) {
            names.insert(history.parties()[said.detail]);
        }
    } else if (said.type == EventType::alliance_formed) {
        for (const Fact& founder : history.founders_of(said)) {
            names.insert(history.parties()[founder.subject]);
        }
    }
}

Names parties_of(const AllianceHistory& history) {
    Names names;
    for (const Fact& fact : history.facts()) {
        add_parties(names, history, fact);
    }
    return names;
}

/// Whether any list of texts names it: the cheap question before the dear one, which of them are parties.
bool stands_in_some_list(const AllianceHistory& history, std::string_view name) {
    return std::ranges::any_of(history.changes(), [&](const Change& change) {
        const auto* texts = std::get_if<Texts>(&history.value(change.value()));
        return texts && std::ranges::find(*texts, name) != texts->end();
    });
}

/// What the log names of actions and subjects.
struct Vocabulary {
    Names actions;
    Names subjects;
    bool any_action = false;  ///< something grants every action on the subject asked about

    Vocabulary(const Ledger& ledger, std::string_view subject) {
        for (const auto& history : ledger.histories()) {
            for (const Fact& fact : history->facts()) {
                each_set_of_changes(*history, fact, [&](EventType type, std::span<const Change> changes) {
                    add(type, changes, *history, subject);
                });
            }
        }
    }

    void add(
        EventType type, std::span<const Change> changes, const AllianceHistory& history, std::string_view subject) {
        bool names_no_action = type == EventType::term_granted;
        bool speaks = false;
        for (const auto& change : changes) {
            const FieldValue& value = history.value(change.value());
            if (const auto* texts = std::get_if<Texts>(&value); texts && change.field() == Field::actions) {
                actions.insert(texts->begin(), texts->end());
                names_no_action = false;
            } else if (const auto* path = std::get_if<std::string>(&value); path && change.field() == Field::subject) {
                subjects.insert(*path);
                speaks |= covers(*path, subject);
            }
        }
        any_action |= names_no_action && speaks;
    }
};

/// `did you mean X?`, or what there is.
std::string cure(std::string_view mistyped, const Names& known, std::string_view nothing_known) {
    if (known.empty()) {
        return std::string{nothing_known};
    }
    const std::vector<std::string_view> all(known.begin(), known.end());
    if (const auto nearest = nearest_name(mistyped, all)) {
        return fmt::format("did you mean {}?", *nearest);
    }
    const auto shown = static_cast<std::ptrdiff_t>(std::min<std::size_t>(all.size(), 8));
    return fmt::format(
        "the log names {}{}", fmt::join(all.begin(), all.begin() + shown, ", "), all.size() > 8 ? ", …" : "");
}

/// The paths that are named, and those above them.
Names with_those_above(const Names& paths) {
    Names all = paths;
    for (auto path : paths) {
        for (auto slash = path.rfind('/'); slash != std::string_view::npos; slash = path.rfind('/')) {
            path = path.substr(0, slash);
            all.insert(path);
        }
    }
    return all;
}

}  // namespace

std::vector<std::string> parties_named(const Ledger& ledger, const Viewpoint& viewpoint) {
    Names names;
    const auto histories = ledger.histories();
    const Day announced_by = viewpoint.asked.announced_by.value_or(never);
    for (const auto& history : histories) {
        for (const Fact& fact : history->facts()) {
            if (viewpoint.knows(history->entries()[fact.entry].seq) && fact.announced <= announced_by) {
                add_parties(names, *history, fact);
            }
        }
    }
    names.erase("*");
    std::vector<std::string> parties(names.begin(), names.end());
    parties.emplace_back("*");
    return parties;
}

Result<void> check_form(std::string_view party, std::string_view action, std::string_view subject) {
    if (party != "*" && !is_name(party)) {
        return fail(
            ErrorCode::bad_value,
            fmt::format("{} is no party: small letters, digits, dots and dashes, or * for anybody", quoted(party)),
            "/party");
    }
    if (!is_name(action)) {
        return fail(
            ErrorCode::bad_value,
            fmt::format(
                "{} is no action: one word such as host, of small letters, digits, dots and dashes", quoted(action)),
            "/action");
    }
    if (!is_path(subject)) {
        return fail(
            ErrorCode::bad_value, fmt::format("{} is no path such as openai/products/api", quoted(subject)),
            "/subject");
    }
    return {};
}

Result<void> check_party(const Ledger& ledger, std::string_view party) {
    if (party == "*") {
        return {};
    }
    const auto histories = ledger.histories();
    for (const auto& history : histories) {
        if (history->parties().find(std::string{party}) != nothing) {
            return {};
        }
    }
    for (const auto& history : histories) {
        if (stands_in_some_list(*history, party) && parties_of(*history).contains(party)) {
            return {};
        }
    }
    Names names;
    for (const auto& history : histories) {
        names.merge(parties_of(*history));
    }
    return fail(
        ErrorCode::not_found,
        fmt::format("no entry names a party {}; {}", party, cure(party, names, "the log names none yet")), "/party");
}

Result<void> check_matter(const Ledger& ledger, std::string_view action, std::string_view subject) {
    const Vocabulary known{ledger, subject};
    const auto is_near = [&](std::string_view path) { return covers(path, subject) || covers(subject, path); };
    if (std::ranges::none_of(known.subjects, is_near)) {
        return fail(
            ErrorCode::not_found,
            fmt::format(
                "no entry names the subject {}; {}", subject,
                cure(subject, with_those_above(known.subjects), "no term has a subject yet")),
            "/subject");
    }
    if (!known.any_action && !known.actions.contains(action)) {
        return fail(
            ErrorCode::not_found,
            fmt::format(
                "no entry names the action {}; {}", action, cure(action, known.actions, "no term names an action yet")),
            "/action");
    }
    return {};
}

std::string likelier_subject(const Ledger& ledger, std::string_view subject) {
    const Vocabulary known{ledger, subject};
    const auto all = with_those_above(known.subjects);
    const std::vector<std::string_view> paths(all.begin(), all.end());
    const auto nearest = nearest_name(subject, paths).value_or(subject);
    return covers(nearest, subject) || covers(subject, nearest) ? std::string() : std::string(nearest);
}

std::vector<StrangePath> strange_scopes(const Ledger& ledger, const ScopeRegion& scope) {
    std::vector<StrangePath> strange;
    if (scope.everything()) {
        return strange;
    }
    const auto histories = ledger.histories();
    for (const auto& key : vocabulary<ScopeKey>()) {
        Names named;
        for (const auto& history : histories) {
            for (const Fact& fact : history->facts()) {
                each_set_of_changes(*history, fact, [&](EventType, std::span<const Change> changes) {
                    for (const auto& change : changes) {
                        const auto* region = std::get_if<Region>(&history->value(change.value()));
                        if (change.field() == Field::scope && region && history->key(change.key()) == key.word) {
                            named.insert(region->paths.begin(), region->paths.end());
                        }
                    }
                });
            }
        }
        const std::vector<std::string_view> known(named.begin(), named.end());
        const auto& asked = scope.at(key.value);
        auto paths = asked.only.value_or(Texts{});
        paths.insert(paths.end(), asked.except.begin(), asked.except.end());
        for (auto& path : paths) {
            const auto is_near = [&](std::string_view other) { return covers(other, path) || covers(path, other); };
            if (std::ranges::none_of(known, is_near)) {
                const auto nearest = nearest_name(path, known);
                strange.push_back({
                    .key = key.word,
                    .path = path,
                    .nearest = std::string{nearest.value_or("")},
                    .known = {known.begin(), known.end()},
                });
            }
        }
    }
    return strange;
}

}  // namespace entente
