#include <entente/projections/upcoming.hpp>

#include <algorithm>
#include <array>

#include <entente/projections/because.hpp>
#include <entente/projections/member_upcoming.hpp>
#include <entente/projections/term_upcoming.hpp>

namespace entente {
namespace {

/// Planned reaches of milestones that no later one fulfilled.
void add_planned_reaches(const Considered& considered, ComingItems& items) {
    const auto& history = considered.history();
    std::vector<const Fact*> plans;
    std::vector<const Fact*> reaches;
    const auto is_reach = [](const Fact& fact) { return fact.type == EventType::milestone_reached; };
    considered.each(history.reaches(), is_reach, [&](const Fact& fact) {
        if (fact.planned || !fact.rumoured()) {
            (fact.planned ? plans : reaches).push_back(&fact);
        }
    });
    for (const Fact* plan : plans) {
        const auto fulfils = [&](const Fact* reach) {
            return reach->subject == plan->subject && recorded_before(plan, reach);
        };
        if (plan->has_day() && items.takes(plan->days) && std::ranges::none_of(reaches, fulfils)) {
            items.add(
                {.matter = Matter::milestone,
                 .id = history.milestones()[plan->subject],
                 .what = Coming::plan,
                 .name = word(plan->type),
                 .days = plan->days},
                std::span(&plan, 1));
        }
    }
}

void add_assertions(const Considered& considered, ComingItems& items) {
    const auto& history = considered.history();
    const auto is_assertion = [](const Fact& fact) { return fact.type == EventType::state_asserted; };
    considered.each(history.assertions(), is_assertion, [&](const Fact& fact) {
        const Day on = asserted_on(fact);
        if (items.takes({on, on})) {
            const Fact* const rests_on[]{&fact};
            items.add(
                {.matter = Matter::term,
                 .id = history.terms()[fact.subject],
                 .what = Coming::assertion,
                 .days = {on, on}},
                rests_on);
        }
    });
}

void add_upcoming_of(
    const AllianceHistory& history, const Viewpoint& viewpoint, Day until, std::vector<UpcomingItem>& found) {
    const Considered considered{history, viewpoint};
    const Occasions occasions{considered};
    std::deque<FieldValue> values;
    DerivedValues derived{history, values};
    std::array<std::byte, 16'384> near;
    std::pmr::monotonic_buffer_resource memory{near.data(), near.size()};
    const TermContext context{.considered = considered, .occasions = occasions, .derived = derived, .memory = &memory};
    ComingItems items{considered, until, found};
    for (const Number term : history.terms_by_id()) {
        add_upcoming_of_term(context, term, items);
        memory.release();
    }
    add_upcoming_of_parties(considered, items);
    add_planned_reaches(considered, items);
    add_assertions(considered, items);
}

}  // namespace

std::string_view word(Coming coming) {
    static constexpr std::array<std::string_view, 5> words{"ends", "begins", "due", "plan", "assertion"};
    return words[static_cast<std::size_t>(coming)];
}

std::string_view word(Matter matter) {
    static constexpr std::array<std::string_view, 3> words{"term", "party", "milestone"};
    return words[static_cast<std::size_t>(matter)];
}

bool UpcomingItem::uncertain() const {
    return !days.exact() || what == Coming::plan || confidence == Confidence::rumoured;
}

void ComingItems::add(const Found& found, std::span<const Fact* const> rests_on) {
    UpcomingItem item{
        .alliance = considered_.history().id().text,
        .matter = found.matter,
        .id = found.id,
        .what = found.what,
        .name = found.name,
        .days = found.days,
        .because = {},
        .confidence = Confidence::official,
    };
    for (const Fact* fact : rests_on) {
        name_event(item.because, considered_, *fact);
        item.confidence = std::max(item.confidence, fact->confidence);
        if (const Fact* rescheduling = considered_.rescheduled_by(*fact)) {
            item.confidence = std::max(item.confidence, rescheduling->confidence);
        }
    }
    items_.push_back(std::move(item));
}

Result<UpcomingAnswer> upcoming(const Ledger& ledger, const UpcomingScope& scope, const AsOf& as_of, Day today) {
    UpcomingAnswer answer{.histories = {}, .viewpoint = ENTENTE_TRY(ledger.viewpoint(as_of, today)), .items = {}};
    if (scope.alliance) {
        answer.histories.push_back(ENTENTE_TRY(ledger.history(*scope.alliance)));
    } else {
        answer.histories = ledger.histories();
    }
    const Day until = scope.within ? plus(as_of.on, *scope.within) : final_day;
    for (const auto& history : answer.histories) {
        add_upcoming_of(*history, answer.viewpoint, until, answer.items);
    }
    const auto key = [](const UpcomingItem& item) {
        return std::tie(item.days.earliest, item.days.latest, item.alliance, item.name, item.id, item.what);
    };
    std::ranges::stable_sort(answer.items, {}, key);
    return answer;
}

}  // namespace entente
