#include <entente/projections/because.hpp>

#include <algorithm>

#include <entente/projections/term_rules.hpp>

namespace entente {
namespace {

using FactRow = std::pmr::vector<const Fact*>;

void add_once(FactRow& facts, const Fact* fact) {
    if (fact && std::ranges::find(facts, fact) == facts.end()) {
        facts.push_back(fact);
    }
}

/// The reaches that the present start and end are counted from.
void add_reaches(FactRow& rests_on, const TermWays& ways, const TermRules& rules) {
    const TermFold& fold = ways.shown().fold;
    const auto& book = rules.book();
    if (fold.grant && fold.grant->upon && ways.shown().status) {
        add_once(rests_on, book.first_reach(std::get<Upon>(rules.history().moment(fold.grant->moment))));
    }
    if (fold.stage_by && fold.stage_by->upon && fold.stage == Stage::ended) {
        add_once(rests_on, book.first_reach(std::get<Upon>(rules.history().moment(fold.stage_by->moment))));
    }
    const Ends* ends = rules.waiting_ends(fold);
    const auto status = ways.shown().status;
    const bool looked_at = status && status != Status::ended;
    if (ends && looked_at) {
        each_single_end(*ends, [&](const End& end) {
            if (const Upon* upon = upon_of(end)) {
                add_once(rests_on, book.counting_reach(*upon, fold.grant_days.earliest, book.asked().on, true));
            }
        });
    }
}

}  // namespace

void sort_as_folded(std::span<const Fact*> facts, const TermWays& ways, const TermRules& rules) {
    const auto& steps = ways.steps();
    const auto place = std::ranges::find(steps, Step::Act::place, &Step::act);
    const auto& shown = ways.shown();
    const bool is_granted = shown.status && shown.status != Status::proposed;
    const bool is_placed = place != steps.end() && (!is_granted || shown.fold.placed == place->fact);
    const auto first = is_placed ? place : std::ranges::find(steps, Step::Act::renew, &Step::act);
    const auto by_day = [](Day day, const Fact* of) { return std::pair(day, of->place); };
    const auto key = [&](const Fact* fact) {
        const auto step = fact == (first == steps.end() ? nullptr : first->fact)
                              ? first
                              : std::ranges::find_if(steps, [&](const Step& each) {
                                    const bool elsewhere =
                                        is_placed ? each.moved == Moved::behind_renewal
                                                  : each.moved == Moved::if_placed || each.moved == Moved::behind_place;
                                    return each.fact == fact && !elsewhere;
                                });
        const DaySpan days =
            fact->planned ? DaySpan{fact->announced, fact->announced} : days_of(*fact, rules.book(), rules.history());
        const auto own = by_day(step == steps.end() ? days.earliest : step->days.earliest, fact);
        bool moved = step != steps.end() && step->moved >= Moved::behind_place;
        if (step == steps.end() && first != steps.end() && fact->type == EventType::term_granted && !fact->planned) {
            const DaySpan start = days_of(*first->fact, rules.book(), rules.history());
            moved = own < by_day(first->days.earliest, first->fact) && overlap(days, start) &&
                    !(days.exact() && start.exact());
        }
        return std::tuple(moved ? by_day(first->days.earliest, first->fact) : own, moved, own);
    };
    if (facts.size() > 1) {
        std::pmr::vector<std::pair<decltype(key(nullptr)), const Fact*>> sorted{ways.steps().get_allocator()};
        sorted.reserve(facts.size());
        for (const Fact* fact : facts) {
            sorted.emplace_back(key(fact), fact);
        }
        std::ranges::sort(sorted, {}, [](const auto& each) -> const auto& { return each.first; });
        std::ranges::transform(sorted, facts.begin(), [](const auto& each) { return each.second; });
    }
}

namespace {

FactRow facts_behind(const TermWays& ways, const TermRules& rules) {
    FactRow rests_on{ways.steps().get_allocator()};
    rests_on.reserve(8);
    const TermFold& fold = ways.shown().fold;
    add_once(rests_on, fold.stage_by);
    for (const auto& slot : fold.plain) {
        add_once(rests_on, slot.by);
    }
    for (const auto& keyed : fold.keyed) {
        add_once(rests_on, keyed.slot.by);
    }
    add_reaches(rests_on, ways, rules);
    for (const Fact* maybe : ways.maybe_events()) {
        add_once(rests_on, maybe);
    }
    for (const Fact* reach : rules.book().doubtful()) {
        add_once(rests_on, reach);
    }
    sort_as_folded(rests_on, ways, rules);
    return rests_on;
}

/// How the event itself reads at a path that a rival reading names; none for a path that is a field of the term.
std::string reason_of(const Fact& fact, const AllianceHistory& history) {
    if (fact.type == EventType::term_ended) {
        return fact.word == 0 ? std::string{} : std::string{word(static_cast<EndReason>(fact.word - 1))};
    }
    return fact.detail == nothing ? std::string{} : history.text(fact.detail);
}

class Disputer {
public:
    Disputer(TermState& state, const Considered& considered) : state_(state), considered_(considered) {}

    void dispute(const Fact& added, const Fact& event) {
        const auto& history = considered_.history();
        const RivalReading& rival = history.reading(added.part);
        for (const auto& change : history.changes_of(rival)) {
            dispute_field(added, event, change);
        }
        if (rival.moment != nothing && rival.moment != event.moment) {
            add(added, event, "effective", history.moment(rival.moment));
        }
        if (rival.reason != nothing && history.text(rival.reason) != reason_of(event, history)) {
            add(added, event, "reason", history.text(rival.reason));
        }
    }

private:
    void dispute_field(const Fact& added, const Fact& event, const Change& change) {
        const auto& history = considered_.history();
        const FieldValue& value = history.value(change.value());
        const bool is_keyed =
            change.field() == Field::scope || change.field() == Field::days || change.field() == Field::attributes;
        if (is_keyed && change.key() == nothing) {
            for (const auto& shown : state_.fields) {
                if (shown.field == change.field()) {
                    add(added, event, path(shown.field, shown.key), &value);
                }
            }
            return;
        }
        const std::string_view key = is_keyed ? std::string_view{history.key(change.key())} : std::string_view{};
        const auto shown = std::ranges::find_if(
            state_.fields, [&](const FieldState& field) { return field.field == change.field() && field.key == key; });
        const FieldValue silent{};
        if ((shown == state_.fields.end() ? silent : *shown->value) != value) {
            add(added, event, path(change.field(), key), &value);
        }
    }

    void add(
        const Fact& added, const Fact& event, std::string path,
        std::variant<const FieldValue*, Moment, std::string> value) {
        Dispute dispute{
            .event = considered_.history().address(event),
            .path = std::move(path),
            .value = std::move(value),
            .confidence = added.confidence,
            .sources = {},
        };
        for (const Number source : considered_.history().sources_of(added)) {
            dispute.sources.push_back(&considered_.history().source(source));
        }
        state_.disputes.push_back(std::move(dispute));
    }

    TermState& state_;
    const Considered& considered_;
};

template <typename Visit>
void each_added_source(const Considered& considered, const Fact& event, Visit visit) {
    const auto adds = [](const Fact& fact) { return fact.type == EventType::source_added; };
    considered.each(considered.history().added_sources(), adds, [&](const Fact& added) {
        if (considered.is_named_by(event, added.subject)) {
            visit(added);
        }
    });
}

}  // namespace

void name_event(std::vector<EventAddress>& because, const Considered& considered, const Fact& fact) {
    const auto add = [&](const EventAddress& address) {
        if (std::ranges::find(because, address) == because.end()) {
            because.push_back(address);
        }
    };
    add(considered.history().address(fact));
    if (const Fact* rescheduling = considered.rescheduled_by(fact)) {
        add(considered.history().address(*rescheduling));
    }
}

void cite_sources(std::vector<CitedSource>& sources, const Considered& considered, const Fact& fact) {
    const auto& history = considered.history();
    const auto cite = [&](const Fact& by, Stance stance) {
        for (const Number number : history.sources_of(by)) {
            const Source* source = &history.source(number);
            const auto same = [&](const CitedSource& cited) {
                return cited.source == source && cited.stance == stance;
            };
            if (std::ranges::none_of(sources, same)) {
                sources.push_back({.source = source, .stance = stance});
            }
        }
    };
    const auto cite_added = [&](bool to_the_rescheduling) {
        each_added_source(considered, fact, [&](const Fact& added) {
            if ((added.subject == fact.moved_by) == to_the_rescheduling) {
                cite(added, static_cast<Stance>(added.word));
            }
        });
    };
    cite(fact, Stance::supports);
    cite_added(false);
    if (const Fact* rescheduling = considered.rescheduled_by(fact)) {
        cite(*rescheduling, Stance::supports);
        cite_added(true);
    }
}

void give_reasons(TermState& state, const TermContext& context, const TermWays& ways, const TermRules& rules) {
    const auto& considered = context.considered;
    state.confidence = Confidence::official;
    Disputer disputer{state, considered};
    const auto rests_on = facts_behind(ways, rules);
    state.because.reserve(rests_on.size());
    state.sources.reserve(rests_on.size());
    for (const Fact* fact : rests_on) {
        name_event(state.because, considered, *fact);
        cite_sources(state.sources, considered, *fact);
        state.confidence = std::max(state.confidence, fact->confidence);
        if (const Fact* rescheduling = considered.rescheduled_by(*fact)) {
            state.confidence = std::max(state.confidence, rescheduling->confidence);
        }
        each_added_source(considered, *fact, [&](const Fact& added) {
            if (added.part != nothing) {
                disputer.dispute(added, *fact);
            }
        });
    }
}

}  // namespace entente
