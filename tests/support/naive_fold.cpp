#include <algorithm>
#include <tuple>
#include <utility>

#include "naive_fold.hpp"

namespace entente::naive {
namespace {

const Json null;

/// "`grantor`, `grantee`, `actions`, `conditions` are always lists; unknown `exclusive` or `subject` is null"
const Json& default_of(const std::string& path) {
    static const Json empty_list = Json::array();
    static const Json no = false;
    if (path == "grantor" || path == "grantee" || path == "actions" || path == "conditions" || path == "ends") {
        return empty_list;
    }
    return path == "survives" ? no : null;
}

/// A value that outlives the state, so that a fold copies nothing.
std::shared_ptr<const Json> borrowed(const Json& value) {
    return {std::shared_ptr<const Json>{}, &value};
}

bool is_grant(const Happening& event) {
    return event.type == "term.granted";
}

}  // namespace

std::string word(Status status) {
    static const std::vector<std::string> words{"proposed", "pending", "in_force", "suspended", "ended", "expired"};
    return words[static_cast<std::size_t>(status)];
}

Json TermState::field(const std::string& path) const {
    const auto found = fields.find(path);
    return found == fields.end() || found->second.value->is_null() ? default_of(path) : *found->second.value;
}

/// "changes fields from the effective date on"; "null removes a field"
void change(TermState& state, const std::vector<Change>& changes, std::size_t by) {
    for (const auto& [path, value] : changes) {
        const bool whole_map = path == "scope" || path == "days" || path == "attributes";
        if (whole_map) {
            for (auto& [name, setting] : state.fields) {
                if (name.starts_with(path + "/")) {
                    setting = {borrowed(null), by};
                }
            }
        }
        state.fields[path] = {borrowed(value), by};
    }
}

TermFold::TermFold(const World& world, std::string term) : world_(world), term_(std::move(term)) {
    put_in_order();
}

/// "**Order**: by (earliest effective day, seq, index), with two exceptions."
void TermFold::put_in_order() {
    const auto& facts = world_.facts();
    for (const auto id : bearing_on(facts, term_)) {
        if (world_.holds(id) && world_.happening(id).type != "milestone.reached") {
            const auto span = world_.span(id);
            all_.push_back({.id = id, .span = span, .from = span.earliest, .starts = span.earliest});
            if (is_grant(world_.happening(id)) && !first_) {
                first_ = id;  // "“First” means first in the log", "(of those that happened)"
            }
        }
    }
    std::ranges::stable_sort(all_, {}, &Step::from);
    if (first_) {
        // "A term's first grant … takes its place at its announced day or its earliest effective day, whichever is
        // sooner, and the term is `pending` from there to its start"
        auto first = *std::ranges::find(all_, *first_, &Step::id);
        const auto place = std::min(world_.happening(*first_).announced_day, first.span.earliest);
        const bool granted_already = std::ranges::any_of(all_, [&](const Step& other) {
            return is_grant(world_.happening(other.id)) && other.id != *first_ && world_.happened(other.id) &&
                   std::pair(other.from, other.id) < std::pair(place, *first_);
        });
        if (!granted_already) {
            first.from = place;
            first.waits = true;
            first.starts = world_.happened(*first_) ? first.span.earliest : never;
        }
        std::erase_if(all_, [&](const Step& step) { return step.id == *first_; });
        // "And an event whose days, or the first grant's, are imprecise and overlap folds after its term's first grant
        // (`term.*` events only)"; where the first grant is not in place yet there is nothing to fold after
        const bool in_place = first.waits ? first.from <= facts.on : world_.happened(*first_);
        std::vector<Step> before;
        std::vector<Step> moved;
        std::vector<Step> after;
        for (const auto& step : all_) {
            const bool imprecise = step.span.earliest != step.span.latest || first.span.earliest != first.span.latest;
            const bool overlap = step.span.earliest <= first.span.latest && first.span.earliest <= step.span.latest;
            if (std::pair(step.from, step.id) > std::pair(first.from, first.id)) {
                after.push_back(step);
            } else if (in_place && imprecise && overlap && world_.happening(step.id).type.starts_with("term.")) {
                moved.push_back(step);
                moved.back().from = first.from;
            } else {
                before.push_back(step);
            }
        }
        all_ = std::move(before);
        all_.push_back(first);
        all_.insert(all_.end(), moved.begin(), moved.end());
        all_.insert(all_.end(), after.begin(), after.end());
    }
    for (const auto& step : all_) {
        if (step.waits ? step.from <= facts.on : world_.happened(step.id)) {
            happened_.push_back(step);
        }
    }
}

EndsView TermFold::ends_on(const TermState& state, Day day) const {
    return {
        .world = &world_,
        .day = day,
        .reached_by = std::min(day, world_.facts().on),
        .start = state.start.earliest,
        .begun = state.begun};
}

/// "an end or a dissolution does nothing to a term surely over on the day before it"
bool TermFold::surely_over_before(const TermState& state, const Step& step, const FoldView& view) const {
    auto ends = ends_on(state, (step.from > world_.facts().on ? step.from : step.span.earliest) - 1);
    ends.unreached_may_come = !view.deal_of_the_day_asked;
    return over(state.field("ends"), ends) == Over::yes;
}

bool TermFold::before_the_start(const TermState& state, const Step& step) const {
    return state.status == Status::pending || step.span.latest < state.start.earliest;
}

/// "A grant always sets all fields afresh. Granting what is in force replaces its fields, lifts a suspension"
void TermFold::grant(TermState& state, const Step& step, const FoldView& view) const {
    state = TermState{};
    state.exists = true;
    state.grant = step.id;
    state.status_by = step.id;
    state.start = step.span;
    state.begun = !step.waits || step.starts <= view.day;
    state.status = state.begun ? Status::in_force : Status::pending;
    change(state, world_.happening(step.id).changes, step.id);
}

/// "`alliance.dissolved` ends every term not yet over, pending ones too, unless it `survives`; its reason is
/// `terminated` when absent." "Reasons of `ended`: … Left out, it is `withdrawn` before the start, else `terminated`."
void TermFold::end(TermState& state, const Step& step, const FoldView& view) const {
    const auto& event = world_.happening(step.id);
    const bool dissolution = event.type == "alliance.dissolved";
    if (!state.exists || state.status == Status::ended || (dissolution && state.field("survives") == true) ||
        surely_over_before(state, step, view)) {
        return;
    }
    state.ended_before_start = before_the_start(state, step);
    state.reason = event.reading.value(
        "reason", !dissolution && state.ended_before_start ? std::string("withdrawn") : std::string("terminated"));
    state.status = Status::ended;
    state.status_by = step.id;
}

/// "`party.left` with a `successor`: at its place in the fold, the grantors and grantees of its alliance's terms then
/// read the successor."
void TermFold::succeed(TermState& state, const Step& step) const {
    const auto& event = world_.happening(step.id);
    for (const auto* path : {"grantor", "grantee"}) {
        Json replaced = Json::array();
        bool changed = false;
        for (const auto& party : state.field(path)) {
            const bool leaves = party == event.about;
            const Json reads = leaves ? event.reading.at("successor") : party;
            changed = changed || leaves;
            if (std::ranges::find(replaced, reads) == replaced.end()) {
                replaced.push_back(reads);
            }
        }
        if (changed) {
            state.fields[path] = {std::make_shared<const Json>(replaced), step.id};
        }
    }
}

void TermFold::apply(TermState& state, const Step& step, const FoldView& view) const {
    const auto& event = world_.happening(step.id);
    if (event.type == "term.granted") {
        grant(state, step, view);
    } else if (event.type == "term.ended" || event.type == "alliance.dissolved") {
        end(state, step, view);
    } else if (!state.exists) {
        return;  // "Amending or ending a term nobody granted … changes nothing"
    } else if (event.type == "term.amended") {
        change(state, event.changes, step.id);
    } else if (event.type == "party.left") {
        succeed(state, step);
    } else if (event.type == "term.suspended" && state.status == Status::in_force && !before_the_start(state, step)) {
        state.status = Status::suspended;
        state.status_by = step.id;
    } else if (event.type == "term.resumed" && state.status == Status::suspended) {
        state.status = Status::in_force;
        state.status_by = step.id;
    }
}

TermState TermFold::fold(const std::vector<Step>& steps, const FoldView& view) const {
    TermState state;
    for (const auto& step : steps) {
        if (step.from <= view.day) {
            apply(state, step, view);
        }
    }
    return state;
}

TermState TermFold::on_the_day() const {
    return fold(happened_, {.day = world_.facts().on});
}

/// "A term with only planned grants is `proposed`, from the plan's announced day or earliest effective day, whichever
/// is sooner, and shows the fields of the planned grant recorded last, planned amendments on top."
std::optional<TermState> TermFold::proposed() const {
    if (first_) {
        return std::nullopt;
    }
    const auto& facts = world_.facts();
    TermState state;
    std::vector<std::size_t> amendments;
    for (std::size_t id = 0; id < facts.happenings.size(); ++id) {
        const auto& event = facts.happenings[id];
        if (!event.planned || event.about != term_ || (!is_grant(event) && event.type != "term.amended")) {
            continue;
        }
        const bool dated = !event.when_as_written().is_null();
        const auto span = dated ? world_.span(id) : Span{never, never};
        if (std::min(event.announced_day, span.earliest) > facts.on) {
            continue;
        }
        if (is_grant(event)) {
            state = TermState{};
            state.exists = true;
            state.status = Status::proposed;
            state.grant = id;
            state.status_by = id;
            // a plan without a day starts after it was announced
            state.start = dated ? span : Span{event.announced_day, never};
            change(state, event.changes, id);
            continue;
        }
        // "An unplanned event fulfils every plan of its type on its term … recorded before it"
        bool fulfilled = false;
        for (std::size_t later = id + 1; later < facts.happenings.size(); ++later) {
            const auto& fact = facts.happenings[later];
            fulfilled = fulfilled || (fact.type == event.type && fact.about == term_ && world_.holds(later));
        }
        if (!fulfilled) {
            amendments.push_back(id);
        }
    }
    if (!state.exists) {
        return std::nullopt;
    }
    for (const auto id : amendments) {
        change(state, facts.happenings[id].changes, id);
    }
    return state;
}

}  // namespace entente::naive
