#include <entente/projections/term_answer.hpp>

#include <algorithm>

#include <entente/projections/because.hpp>
#include <entente/projections/term_span.hpp>
#include <entente/projections/term_ways.hpp>

namespace entente {
namespace {

constexpr std::array plain_fields{Field::kind,      Field::grantor, Field::grantee,    Field::subject, Field::actions,
                                  Field::exclusive, Field::ends,    Field::conditions, Field::survives};

bool is_said(const Slot& slot) {
    return slot.value != AllianceHistory::null_value;
}

const Slot* keyed_slot(const TermFold& fold, Field field, Number key) {
    for (const auto& keyed : fold.keyed) {
        if (keyed.field == field && keyed.key == key && is_said(keyed.slot)) {
            return &keyed.slot;
        }
    }
    return nullptr;
}

/// Calls `visit(field, by)` for every field of a state, in the order of TermState::fields.
template <typename Visit>
void each_field(const TermFold& fold, const TermContext& context, Visit visit) {
    for (const Field field : plain_fields) {
        const Slot& slot = fold.at(field);
        visit(FieldState{.field = field, .key = {}, .value = &context.derived[slot.value]}, slot.by);
    }
    std::pmr::vector<std::pair<FieldState, const Fact*>> keyed{context.memory};
    keyed.reserve(fold.keyed.size());
    for (const auto& each : fold.keyed) {
        if (is_said(each.slot)) {
            const std::string_view key = context.considered.history().key(each.key);
            const auto& value = context.derived[each.slot.value];
            keyed.emplace_back(FieldState{.field = each.field, .key = key, .value = &value}, each.slot.by);
        }
    }
    const auto by_key = [](const auto& of) { return std::pair(of.first.field, of.first.key); };
    if (keyed.size() > 1) {
        std::ranges::sort(keyed, {}, by_key);
    }
    for (const auto& [field, by] : keyed) {
        visit(field, by);
    }
}

/// Whatever any way says of one field; the shown value stands first, what lacks it comes last.
void add_possible(TermState& state, const std::vector<Way>& ways, const TermContext& context, Field field, Number key) {
    const bool is_keyed = key != nothing;
    std::vector<Number> values;
    for (const auto& way : ways) {
        if (!way.status && &way != &ways.front()) {
            continue;  // a way without the term says nothing of its fields
        }
        const Slot* slot = is_keyed ? keyed_slot(way.fold, field, key) : &way.fold.at(field);
        const Number value = slot ? slot->value : AllianceHistory::null_value;
        if (std::ranges::find(values, value) == values.end()) {
            values.push_back(value);
        }
    }
    if (values.size() < 2) {
        return;
    }
    std::ranges::stable_partition(
        values.begin() + 1, values.end(), [](Number value) { return value != AllianceHistory::null_value; });
    PossibleField possible{.field = field, .key = {}, .values = {}};
    if (is_keyed) {
        possible.key = context.considered.history().key(key);
    }
    for (const Number value : values) {
        possible.values.push_back(&context.derived[value]);
    }
    state.possible_fields.push_back(std::move(possible));
}

void add_possible_status(TermState& state, const std::vector<Way>& ways) {
    for (const auto& way : ways) {
        if (std::ranges::find(state.possible_status, way.status) == state.possible_status.end()) {
            state.possible_status.push_back(way.status);
        }
    }
    const auto rank = [](const std::optional<Status>& status) { return status ? static_cast<int>(*status) : 99; };
    std::sort(state.possible_status.begin() + 1, state.possible_status.end(), [&](const auto& a, const auto& b) {
        return rank(a) < rank(b);
    });
    if (state.possible_status.size() < 2) {
        state.possible_status.clear();
    }
}

void add_possibilities(TermState& state, TermWays& ways, const TermContext& context) {
    const auto all = ways.all();
    add_possible_status(state, all);
    if (!ways.crowded()) {
        for (const Field field : plain_fields) {
            add_possible(state, all, context, field, nothing);
        }
        std::vector<std::pair<Field, Number>> keys;
        for (const auto& way : all) {
            for (const auto& keyed : way.fold.keyed) {
                keys.emplace_back(keyed.field, keyed.key);
            }
        }
        std::ranges::sort(keys);
        keys.erase(std::ranges::unique(keys).begin(), keys.end());
        for (const auto& [field, key] : keys) {
            add_possible(state, all, context, field, key);
        }
    }
    state.certain = state.possible_status.empty() && state.possible_fields.empty();
}

bool is_current(const std::optional<Status>& status) {
    return status == Status::pending || status == Status::in_force || status == Status::suspended;
}

bool is_listed(const TermState& state, Listing listing) {
    return listing == Listing::all || is_current(state.status) ||
           std::ranges::any_of(state.possible_status, [](const auto& status) { return is_current(status); });
}

/// The last confirmation or exercise that has surely happened.
const Moment* last_observed(
    const TermFacts& facts, const TermContext& context, const MilestoneBook& book, EventType type) {
    const auto& history = context.considered.history();
    const Fact* last = nullptr;
    Day last_day = first_day;
    for (const Fact* fact : facts.observed) {
        const DaySpan days = days_of(*fact, book, history);
        const bool happened = fact->type == type && !fact->rumoured() && days.latest <= book.asked().on;
        const auto key = [](Day day, const Fact* of) { return std::pair(day, of->place); };
        if (happened && (!last || key(last_day, last) < key(days.earliest, fact))) {
            last = fact;
            last_day = days.earliest;
        }
    }
    return last ? &history.moment(last->moment) : nullptr;
}

}  // namespace

std::optional<TermState> term_state(const TermContext& context, Number term, Listing listing) {
    const auto& considered = context.considered;
    const auto& history = considered.history();
    const TermFacts facts = facts_of_term(considered, term, context.memory);
    if (facts.grants.empty() && facts.planned.empty()) {
        return std::nullopt;
    }
    const Viewpoint& viewpoint = considered.viewpoint();
    MilestoneBook book{considered, context.occasions, {.on = viewpoint.asked.on, .knowledge = viewpoint.knowledge}};
    const TermRules rules{history, context.derived, book};
    const auto of_what_is_over = listing == Listing::current ? OfWhatIsOver::status : OfWhatIsOver::all;
    TermWays ways{facts, context.occasions, book, rules, of_what_is_over};
    if (!ways.shown().status && !ways.doubtful()) {
        return std::nullopt;
    }
    TermState state;
    state.term = history.terms()[term];
    state.status = ways.shown().status;
    if (ways.doubtful()) {
        add_possibilities(state, ways, context);
        if (!state.status && state.certain) {
            return std::nullopt;
        }
    }
    if (!is_listed(state, listing)) {
        return std::nullopt;
    }
    if (state.status == Status::ended) {
        state.reason = ways.shown().fold.end_reason;
    } else if (!state.certain) {
        if (const auto doubt = ways.first_doubt()) {
            state.reason = *doubt;
        }
    }
    state.fields.reserve(plain_fields.size() + ways.shown().fold.keyed.size());
    each_field(ways.shown().fold, context, [&](const FieldState& of, const Fact*) {
        state.fields.emplace_back(of.field, of.key, of.value);
    });
    set_days(state, ways, rules);
    state.last_confirmed = last_observed(facts, context, book, EventType::term_confirmed);
    state.last_exercised = last_observed(facts, context, book, EventType::term_exercised);
    give_reasons(state, context, ways, rules);
    return state;
}

TermSetters term_setters(const TermContext& context, Number term) {
    const auto& considered = context.considered;
    const TermFacts facts = facts_of_term(considered, term, context.memory);
    const Viewpoint& viewpoint = considered.viewpoint();
    MilestoneBook book{considered, context.occasions, {.on = viewpoint.asked.on, .knowledge = viewpoint.knowledge}};
    const TermRules rules{considered.history(), context.derived, book};
    const TermWays ways{facts, context.occasions, book, rules};
    const TermFold& fold = ways.shown().fold;
    if (!fold.grant) {
        return {};
    }
    const bool expired = ways.shown().status == Status::expired;
    TermSetters setters{
        .grant = fold.grant, .status = expired ? fold.at(Field::ends).by : fold.stage_by, .fields = {}, .removed = {}};
    each_field(fold, context, [&](const FieldState& field, const Fact* by) {
        setters.fields.push_back({.field = field, .by = by});
    });
    for (const auto& keyed : fold.keyed) {
        if (!is_said(keyed.slot)) {
            const std::string_view key = considered.history().key(keyed.key);
            const auto& null = context.derived[AllianceHistory::null_value];
            setters.removed.push_back(
                {.field = {.field = keyed.field, .key = key, .value = &null}, .by = keyed.slot.by});
        }
    }
    return setters;
}

}  // namespace entente
