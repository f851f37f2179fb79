#include <entente/projections/event_findings.hpp>

#include <algorithm>
#include <deque>

#include <fmt/format.h>

#include <entente/projections/because.hpp>
#include <entente/projections/term_answer.hpp>
#include <entente/projections/upcoming.hpp>

namespace entente {
namespace {

/// Whether an event says how things are, rather than what is thought of it.
bool states_something(EventType type) {
    return !is_revision(type) && type != EventType::source_added && type != EventType::note_added &&
           type != EventType::state_asserted;
}

struct Subject {
    FindingSubject kind;
    std::string_view id;
};

Subject subject_of(const Fact& fact, const AllianceHistory& history) {
    if (Considered::is_about_term(fact.type)) {
        return {FindingSubject::term, history.terms()[fact.subject]};
    }
    if (fact.type == EventType::milestone_reached) {
        return {FindingSubject::milestone, history.milestones()[fact.subject]};
    }
    if (EventType::party_joined <= fact.type && fact.type <= EventType::party_renamed) {
        return {FindingSubject::party, history.parties()[fact.subject]};
    }
    return {FindingSubject::alliance, history.id().text};
}

bool has_source(const Considered& considered, const Fact& fact) {
    std::vector<CitedSource> sources;
    cite_sources(sources, considered, fact);
    return std::ranges::any_of(sources, [](const CitedSource& cited) { return cited.stance == Stance::supports; });
}

FindingSubject subject_of(UpcomingMatter matter) {
    switch (matter) {
        case UpcomingMatter::term:
            return FindingSubject::term;
        case UpcomingMatter::party:
            return FindingSubject::party;
        case UpcomingMatter::milestone:
            return FindingSubject::milestone;
    }
    return FindingSubject::alliance;
}

/// The event that an address names as it reads here; null for none.
const Fact* event_at(const Considered& considered, const EventAddress& address) {
    const auto& history = considered.history();
    for (Number number = 0; number < history.facts().size(); ++number) {
        const Fact* read = is_revision(history.facts()[number].type) ? nullptr : considered.reading(number);
        if (read && history.address(*read) == address) {
            return read;
        }
    }
    return nullptr;
}

/// The status of a term on a day that no doubt touches; none where one does, or there is no such term.
std::optional<Status> certain_status(const Considered& asked, Number term, Day on) {
    Viewpoint viewpoint = asked.viewpoint();
    viewpoint.asked.on = on;
    const Considered considered{asked.history(), viewpoint};
    std::deque<FieldValue> values;
    DerivedValues derived{asked.history(), values};
    const Occasions occasions{considered};
    const auto state = term_state({.considered = considered, .occasions = occasions, .derived = derived}, term);
    return state && state->possible_status.empty() ? state->status : std::nullopt;
}

}  // namespace

void find_in_events(const Considered& considered, FindingList& findings) {
    const auto& history = considered.history();
    for (Number number = 0; number < history.facts().size(); ++number) {
        const Fact* fact = is_revision(history.facts()[number].type) ? nullptr : considered.reading(number);
        if (!fact || !states_something(fact->type)) {
            continue;
        }
        const auto [kind, id] = subject_of(*fact, history);
        if (!has_source(considered, *fact)) {
            findings.add(
                {.code = FindingCode::no_source,
                 .subject = kind,
                 .id = id,
                 .event = fact,
                 .field = "sources",
                 .message = fmt::format("{}{} has no source", fact->planned ? "planned " : "", word(fact->type)),
                 .cure = fmt::format("entente cite {} --source URL", findings.named(*fact))});
        }
        if (fact->rumoured()) {
            findings.add(
                {.code = FindingCode::only_rumour,
                 .subject = kind,
                 .id = id,
                 .event = fact,
                 .field = "confidence",
                 .message = fmt::format("{}{} is only rumoured", fact->planned ? "planned " : "", word(fact->type)),
                 .cure = fmt::format(
                     "entente correct {0} --confidence reported --source URL when somebody confirms it, entente "
                     "retract {0} "
                     "when it proved wrong",
                     findings.named(*fact))});
        }
    }
}

void find_past_plans(const Considered& considered, FindingList& findings) {
    for (const auto& plan : past_plans(considered)) {
        const Fact* event = event_at(considered, plan.because.front());
        const bool is_milestone = plan.matter == UpcomingMatter::milestone;
        const std::string day = plan.days.exact() ? "on " + text(plan.days.latest) : "by " + text(plan.days.latest);
        findings.add(
            {.code = is_milestone ? FindingCode::milestone_past : FindingCode::plan_past,
             .subject = subject_of(plan.matter),
             .id = plan.id,
             .event = event,
             .field = "effective",
             .message = is_milestone ? fmt::format("it was to be reached {}, and nobody says that it was", day)
                                     : fmt::format("{} was to happen {}, and nobody says that it did", plan.name, day),
             .cure = fmt::format(
                 "append what happened; entente reschedule {0} --effective DATE when it moved, entente retract {0} "
                 "when it "
                 "was given up",
                 findings.named(*event))});
    }
}

void find_broken_assertions(const Considered& considered, FindingList& findings) {
    const auto& history = considered.history();
    const auto is_assertion = [](const Fact& fact) { return fact.type == EventType::state_asserted; };
    considered.each(history.assertions(), is_assertion, [&](const Fact& assertion) {
        const auto wanted = static_cast<Status>(assertion.word);
        const Day on = asserted_on(assertion);
        const auto found = certain_status(considered, assertion.subject, on);
        if (found == wanted) {
            return;
        }
        findings.add(
            {.code = FindingCode::assertion_broken,
             .subject = FindingSubject::term,
             .id = history.terms()[assertion.subject],
             .event = &assertion,
             .field = "status",
             .message = fmt::format(
                 "it was asserted to be {} on {}; it is {}", word(wanted), text(on),
                 found ? word(*found) : "not certain then, or not there"),
             .cure = fmt::format(
                 "entente term {} {} tells what made it so; correct that, or entente retract {}", findings.alliance(),
                 history.terms()[assertion.subject], findings.named(assertion))});
    });
}

}  // namespace entente
