#include <entente/projections/term_stretches.hpp>

#include <algorithm>

#include <entente/core/duration.hpp>
#include <entente/projections/term_answer.hpp>

namespace entente {
namespace {

Day day_after(Day day) {
    return day + Days{1};
}

/// Gathers the days that the events of a term name, and those that they count to.
class ChangeDays {
public:
    ChangeDays(const Considered& considered, const Occasions& occasions)
        : history_(considered.history()),
          occasions_(occasions),
          formed_(considered.formed()),
          knowledge_(considered.viewpoint().knowledge) {}

    void note(const Fact& fact) {
        if (fact.planned || fact.rumoured() || fact.type == EventType::term_granted) {
            note(fact.announced);
        }
        if (fact.upon) {
            note(std::get<Upon>(history_.moment(fact.moment)), fact.type == EventType::term_granted);
        } else if (fact.has_day()) {
            note(fact.days);
            note_start(fact, fact.days.earliest);
        }
        for (const Change& change : history_.changes_of(fact)) {
            if (change.states_ends()) {
                note_ends(change);
            }
        }
    }

    void note_sweep(const Fact& sweep) { note(sweep.days); }

    [[nodiscard]] std::vector<Day> in_order() && {
        note_clamped();
        std::ranges::sort(days_);
        const auto repeated = std::ranges::unique(days_);
        days_.erase(repeated.begin(), repeated.end());
        return std::move(days_);
    }

private:
    void note(Day day) {
        if (first_day <= day && day <= final_day) {
            days_.push_back(day);
        }
    }
    void note(DaySpan days) {
        note(days.earliest);
        note(days.latest);
    }

    void note_start(const Fact& fact, Day start) {
        if (fact.type == EventType::term_granted) {
            starts_.push_back(start);
        }
    }

    /// Something that starts, or that ends the term, so long after a milestone.
    void note(const Upon& upon, bool grants) {
        const auto count = [&](DaySpan reached) {
            const DaySpan counted = upon.plus ? plus(reached, *upon.plus) : reached;
            for (const Day day : {counted.earliest, counted.latest}) {
                note(day);
                note(day_after(day));
                if (grants) {
                    starts_.push_back(day);
                }
            }
        };
        for (const Fact* reach : occasions_.reaches(history_.milestones().find(upon.milestone.text))) {
            note(reach->days);
            count(reach->days);
        }
        const Day soonest = day_after(knowledge_);
        note(soonest);
        count({soonest, soonest});
        waits_.push_back(&upon);
    }

    void note_ends(const Change& change) {
        const PlainEnds& plain = history_.plain_ends(change.value());
        if (plain.plain && plain.last_day.exact()) {
            note_out(plain.last_day);
            return;
        }
        // Of several ends each may be the reason for a doubt, and each only on its own days.
        each_single_end(std::get<Ends>(history_.value(change.value())), [&](const End& end) {
            if (const Upon* upon = upon_of(end)) {
                note(*upon, false);
            } else {
                note_out(read_dated_end(end, formed_));
            }
        });
    }

    /// The first days on which it may be, and is, over.
    void note_out(DaySpan last) {
        for (const Day day : {last.earliest, last.latest}) {
            if (day < final_day) {
                note(day_after(day));
            }
        }
    }

    /// What falls on or before the start of a grant does not count for it, and lets it end on the days after at the
    /// soonest; a reach that may have happened has done so by the day asked.
    void note_clamped() {
        for (const Upon* upon : waits_) {
            for (const Day start : starts_) {
                note(start + Days{1});
                note(start + Days{2});
                if (upon->plus) {
                    note_counting(*upon->plus, start);
                }
            }
        }
    }

    /// The first day from which a duration leads beyond the start.
    void note_counting(const Duration& duration, Day start) {
        Day low = first_day;
        Day high = day_after(start);
        while (low < high) {
            const Day middle = low + (high - low) / 2;
            if (plus(middle, duration) > start) {
                high = middle;
            } else {
                low = day_after(middle);
            }
        }
        note(low);
        note(day_after(low));
    }

    const AllianceHistory& history_;
    const Occasions& occasions_;
    std::optional<Day> formed_;
    Day knowledge_;
    std::vector<Day> days_;
    std::vector<Day> starts_;
    std::vector<const Upon*> waits_;
};

TermStanding standing_of(TermState& state) {
    return {
        .status = state.status,
        .certain = state.certain,
        .possible = std::move(state.possible_status),
        .reason = state.reason};
}

}  // namespace

std::vector<Day> days_of_change(const Considered& considered, const Occasions& occasions, Number term) {
    ChangeDays days{considered, occasions};
    considered.each_of_term(term, [&](const Fact& fact) {
        if (fact.type != EventType::term_confirmed && fact.type != EventType::term_exercised) {
            days.note(fact);
        }
    });
    for (const Fact* sweep : occasions.sweeps()) {
        days.note_sweep(*sweep);
    }
    return std::move(days).in_order();
}

std::vector<Stretch> stretches_of_term(
    const StretchSource& source, Number term, FunctionRef<void(const TermState&)> visit) {
    const TermContext context{
        .considered = source.considered,
        .occasions = source.occasions,
        .derived = source.derived,
        .memory = &source.memory};
    std::vector<Stretch> stretches;
    bool lasts = false;  // the last stretch reaches up to the day that comes next
    for (const Day day : days_of_change(source.considered, source.occasions, term)) {
        source.considered.ask_on(day);
        auto state = term_state(context, term);
        const bool goes_on = lasts && state && stretches.back().standing.status == state->status &&
                             stretches.back().standing.certain == state->certain &&
                             stretches.back().standing.possible == state->possible_status &&
                             stretches.back().standing.reason == state->reason;
        if (lasts && !goes_on) {
            stretches.back().last = day_before(day);
        }
        lasts = state.has_value();
        if (state && !goes_on) {
            visit(*state);
            auto because = std::move(state->because);
            stretches.push_back(
                {.first = day, .last = never, .standing = standing_of(*state), .because = std::move(because)});
        }
        source.memory.release();
    }
    return stretches;
}

std::vector<Stretch> stretches_of_term(const StretchSource& source, Number term) {
    return stretches_of_term(source, term, [](const TermState&) {});
}

}  // namespace entente
