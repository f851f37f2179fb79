#include <entente/projections/upcoming.hpp>

#include <algorithm>
#include <array>
#include <future>
#include <iterator>
#include <thread>

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
                {.matter = UpcomingMatter::milestone,
                 .id = history.milestones()[plan->subject],
                 .what = Coming::plan,
                 .name = word(plan->type),
                 .days = plan->days,
                 .root = plan},
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
                {.matter = UpcomingMatter::term,
                 .id = history.terms()[fact.subject],
                 .what = Coming::assertion,
                 .days = {on, on},
                 .root = &fact},
                rests_on);
        }
    });
}

/// Of each term that may have any.
void add_terms(const Considered& considered, const auto& may_come, ComingItems& items) {
    const auto& history = considered.history();
    const Occasions occasions{considered};
    std::deque<FieldValue> values;
    DerivedValues derived{history, values};
    std::array<std::byte, 16'384> near;
    std::pmr::monotonic_buffer_resource memory{near.data(), near.size()};
    const TermContext context{.considered = considered, .occasions = occasions, .derived = derived, .memory = &memory};
    for (const Number term : history.terms_by_id()) {
        if (may_come(term)) {
            add_upcoming_of_term(context, term, items);
            memory.release();
        }
    }
}

/// What comes next in one alliance.
class AllianceToCome {
public:
    AllianceToCome(const AllianceHistory& history, const Viewpoint& viewpoint, Day until)
        : history_(history), viewpoint_(viewpoint), from_(viewpoint.asked.on), until_(until) {}

    void add_to(std::vector<UpcomingItem>& found) const {
        const ComingDays& days = history_.coming_days();
        const bool others = days.others_may_come(from_);
        const auto may_come = [&](Number term) { return days.may_come(term, from_, until_); };
        const bool any_term = days.any_may_come(from_) && std::ranges::any_of(history_.terms_by_id(), may_come);
        if (!others && !any_term) {
            return;
        }
        history_.bring_near(until_);
        const std::size_t before = found.size();
        const Considered considered{history_, viewpoint_};
        ComingItems items{considered, until_, found};
        if (any_term) {
            add_terms(considered, may_come, items);
        }
        if (others) {
            add_upcoming_of_parties(considered, items);
            add_planned_reaches(considered, items);
            add_assertions(considered, items);
        }
        const auto own = std::span(found).subspan(before);
        std::ranges::sort(own, {}, [](const UpcomingItem& item) { return std::tie(item.name, item.id, item.what); });
    }

private:
    const AllianceHistory& history_;
    const Viewpoint& viewpoint_;
    Day from_;
    Day until_;
};

using Histories = std::span<const std::shared_ptr<const AllianceHistory>>;

std::vector<UpcomingItem> items_of(Histories histories, const Viewpoint& viewpoint, Day until) {
    std::vector<UpcomingItem> items;
    for (const auto& history : histories) {
        AllianceToCome{*history, viewpoint, until}.add_to(items);
    }
    return items;
}

/// The same, with the work shared among the processor's cores where there is much of it.
std::vector<UpcomingItem> items_of_many(Histories histories, const Viewpoint& viewpoint, Day until) {
    constexpr std::size_t worth_a_thread = 256;  // alliances: some milliseconds of work against tens of microseconds
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t shares = std::clamp<std::size_t>(histories.size() / worth_a_thread, 1, cores);
    std::vector<std::future<std::vector<UpcomingItem>>> others;
    const auto share = [&](std::size_t number) {
        const std::size_t first = histories.size() * number / shares;
        return histories.subspan(first, histories.size() * (number + 1) / shares - first);
    };
    for (std::size_t number = 1; number < shares; ++number) {
        others.push_back(
            std::async(std::launch::async, [&, number] { return items_of(share(number), viewpoint, until); }));
    }
    auto items = items_of(share(0), viewpoint, until);
    for (auto& other : others) {
        std::ranges::move(other.get(), std::back_inserter(items));
    }
    return items;
}

}  // namespace

std::string_view word(Coming coming) {
    static constexpr std::array<std::string_view, 5> words{"ends", "begins", "due", "plan", "assertion"};
    return words[static_cast<std::size_t>(coming)];
}

std::string_view word(UpcomingMatter matter) {
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
        .root = considered_.history().address(considered_.history().facts()[found.root->place]),
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

std::vector<UpcomingItem> upcoming_of(const AllianceHistory& history, const Viewpoint& viewpoint, Day until) {
    std::vector<UpcomingItem> items;
    AllianceToCome{history, viewpoint, until}.add_to(items);
    return items;
}

Result<UpcomingAnswer> upcoming(const Ledger& ledger, const UpcomingScope& scope, const AsOf& as_of, Day today) {
    UpcomingAnswer answer{.histories = {}, .viewpoint = ENTENTE_TRY(ledger.viewpoint(as_of, today)), .items = {}};
    if (scope.alliance) {
        answer.histories.push_back(ENTENTE_TRY(ledger.history(*scope.alliance)));
    } else {
        answer.histories = ledger.histories();
    }
    const Day until = scope.within ? plus(as_of.on, *scope.within) : final_day;
    answer.items = items_of_many(answer.histories, answer.viewpoint, until);
    // Alliances come by id, the items of each in their order: only the days are left to be sorted by.
    std::ranges::stable_sort(
        answer.items, {}, [](const UpcomingItem& item) { return std::tie(item.days.earliest, item.days.latest); });
    return answer;
}

std::vector<UpcomingItem> past_plans(const Considered& considered) {
    std::vector<UpcomingItem> found;
    auto items = ComingItems::past(considered, found);
    add_terms(considered, [](Number) { return true; }, items);
    add_upcoming_of_parties(considered, items);
    add_planned_reaches(considered, items);
    std::erase_if(found, [](const UpcomingItem& item) { return item.what != Coming::plan; });
    return found;
}

}  // namespace entente
