#include <entente/projections/term_rules.hpp>

#include <algorithm>

namespace entente {
namespace {

/// Whether a step surely came before the present grant could start.
bool is_before_start(const TermFold& fold, const Step& step) {
    return step.days.latest < fold.grant_days.earliest;
}

}  // namespace

void TermRules::apply(TermFold& fold, const Step& step, Follow follow) const {
    const Fact& fact = *step.fact;
    const bool took_no_place = fold.placed == nullptr;
    if (step.moved != Moved::no && took_no_place != (step.moved == Moved::behind_renewal)) {
        return;
    }
    if (step.act == Step::Act::place && fold.exists()) {
        return;  // an earlier grant has happened: the term is there already, and this one renews it when it starts
    }
    if (step.act == Step::Act::begin) {
        if (fold.stage == Stage::pending && fold.grant == &fact) {
            fold.stage = Stage::in_force;
        }
        return;
    }
    if (step.act == Step::Act::renew && fold.placed == &fact) {
        return;
    }
    if (step.type == EventType::term_granted) {
        grant(fold, step, step.act == Step::Act::place ? Stage::pending : Stage::in_force, follow);
        return;
    }
    if (!fold.exists()) {
        return;  // backlogs come in any order: what concerns a term nobody granted yet changes nothing
    }
    if (step.type == EventType::term_amended) {
        if (follow == Follow::all || step.sets_ends()) {
            change_fields(fold, history_, derived_, fact, follow);
        }
    } else if (
        step.type == EventType::term_suspended && fold.stage == Stage::in_force && !is_before_start(fold, step)) {
        fold.stage = Stage::suspended;
        fold.stage_by = &fact;
    } else if (step.type == EventType::term_resumed && fold.stage == Stage::suspended) {
        fold.stage = Stage::in_force;
        fold.stage_by = &fact;
    } else if (step.type == EventType::term_ended || step.type == EventType::alliance_dissolved) {
        end(fold, step);
    } else if (step.type == EventType::party_left && follow == Follow::all) {
        replace_party(fold, history_, derived_, fact);
    }
}

void TermRules::grant(TermFold& fold, const Step& step, Stage stage, Follow follow) const {
    set_afresh(fold, history_, *step.fact, follow);
    fold.stage = stage;
    fold.stage_by = step.fact;
    fold.grant = step.fact;
    fold.grant_days = step.act == Step::Act::place ? days_of(*step.fact, book_, history_) : step.days;
    if (step.act == Step::Act::place) {
        fold.placed = step.fact;
    }
}

/// Whichever came first stays: an end does nothing to what is over already.
void TermRules::end(TermFold& fold, const Step& step) const {
    const Fact& fact = *step.fact;
    const bool dissolves = step.type == EventType::alliance_dissolved;
    const bool survives = dissolves && fold.at(Field::survives).value == AllianceHistory::truth_value(true);
    if (fold.stage == Stage::ended || survives || surely_over(fold, day_before(step.days.earliest))) {
        return;
    }
    const bool unbegun = fold.stage == Stage::pending || is_before_start(fold, step);
    const EndReason silent = !dissolves && unbegun ? EndReason::withdrawn : EndReason::terminated;
    fold.end_reason = fact.word == 0 ? silent : static_cast<EndReason>(fact.word - 1);
    fold.stage = Stage::ended;
    fold.stage_by = &fact;
    fold.ended_on = step.days;
}

const Ends* TermRules::ends_of(const TermFold& fold) const {
    return std::get_if<Ends>(&derived_[fold.at(Field::ends).value]);
}

const Ends* TermRules::waiting_ends(const TermFold& fold) const {
    const Slot& slot = fold.at(Field::ends);
    return slot.value == AllianceHistory::null_value || history_.plain_ends(slot.value).plain ? nullptr : ends_of(fold);
}

DaySpan TermRules::possible_last_day(const TermFold& fold, Day day) const {
    return read_ends(fold, [&](const End& end) -> DaySpan {
        if (upon_of(end)) {
            return book_.last_day_upon(end, fold.grant_days.earliest, day, false);
        }
        if (end == End{NoEnd::unknown}) {
            return fold.runs() ? DaySpan{first_day, never} : DaySpan{never, never};
        }
        return read_dated(end);
    });
}

DaySpan TermRules::shown_last_day(const TermFold& fold, Day day) const {
    return read_ends(fold, [&](const End& end) -> DaySpan {
        if (upon_of(end)) {
            const DaySpan span = book_.last_day_upon(end, fold.grant_days.earliest, day, true);
            return span.latest == never ? DaySpan{never, never} : span;
        }
        return read_dated(end);
    });
}

bool TermRules::surely_over(const TermFold& fold, Day day) const {
    const auto over_if = [&](bool surely) {
        const DaySpan span = read_ends(fold, [&](const End& end) {
            const Day reached_by = std::min(day, reached_by_);
            return upon_of(end) ? book_.last_day_upon(end, fold.grant_days.earliest, reached_by, surely)
                                : read_dated(end);
        });
        return day > span.latest;
    };
    return over_if(true) && over_if(false);
}

}  // namespace entente
