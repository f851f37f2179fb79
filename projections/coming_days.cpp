#include <entente/projections/coming_days.hpp>

#include <algorithm>

#include <entente/projections/considered.hpp>
#include <entente/projections/occasions.hpp>

namespace entente {

class ComingDays::Gathering {
public:
    Gathering(const AllianceHistory& history, ComingDays& days)
        : history_(history), days_(days), named_(history.terms().size()) {
        days_.terms_.resize(history.terms().size());
    }

    void gather() {
        for (const Fact& fact : history_.facts()) {
            note(fact);
        }
        for (const Number revision : history_.revisions()) {
            note_revision(history_.facts()[revision]);
        }
        for (Number term = 0; term < named_.size(); ++term) {
            OfTerm& of_term = days_.terms_[term];
            if (of_term.exact && of_term.latest != never) {
                std::ranges::sort(named_[term]);
                const auto repeated = std::ranges::unique(named_[term]);
                of_term.first = static_cast<Number>(days_.days_.size());
                days_.days_.insert(days_.days_.end(), named_[term].begin(), repeated.begin());
                of_term.days = static_cast<Number>(days_.days_.size()) - of_term.first;
            }
            days_.latest_ = std::max(days_.latest_, of_term.latest);
        }
        days_.days_.shrink_to_fit();
    }

private:
    void note(const Fact& fact) {
        if (Considered::is_about_term(fact.type)) {
            if (fact.upon) {
                tell_nothing(fact.subject);
            } else if (fact.has_day()) {
                name(fact.subject, fact.days, fact.open_start);
            }
            for (const Change& change : history_.changes_of(fact)) {
                note(change, fact.subject);
            }
        } else if (fact.type == EventType::state_asserted) {
            name_other(asserted_on(fact));
        } else if (fact.type == EventType::alliance_dissolved) {
            name_of_all(fact.days);
        } else if (fact.type != EventType::source_added && fact.type != EventType::note_added) {
            name_other(fact.days.latest);
        }
    }

    void note(const Change& change, Number term) {
        if (change.field() == Field::days) {
            if (const auto* moment = std::get_if<Moment>(&history_.value(change.value()))) {
                const auto* date = std::get_if<Date>(moment);
                date ? name(term, days_of(*date), date->form == Date::Form::up_to) : tell_nothing(term);
            }
        } else if (change.states_ends() && history_.plain_ends(change.value()).plain) {
            name(term, history_.plain_ends(change.value()).last_day, false);
        } else if (change.states_ends()) {
            each_single_end(std::get<Ends>(history_.value(change.value())), [&](const End& end) {
                upon_of(end) ? tell_nothing(term) : name(term, read_dated_end(end), true);
            });
        }
    }

    /// What a correction or a rescheduling may concern, whichever of the readings in between stands.
    void note_revision(const Fact& revision) {
        if (revision.type == EventType::event_retracted) {
            return;
        }
        for (const Fact* read = &revision;; read = &history_.facts()[read->subject]) {
            const bool corrects = read->type == EventType::event_corrected;
            const bool revises = corrects || read->type == EventType::event_rescheduled;
            if (corrects || !revises) {
                const Fact& event = corrects ? history_.replacement(read->part) : *read;
                tell_nothing_of(event);
            }
            if (!revises) {
                break;
            }
        }
    }

    void tell_nothing_of(const Fact& event) {
        if (Considered::is_about_term(event.type)) {
            tell_nothing(event.subject);
        } else if (event.type == EventType::alliance_dissolved) {
            name_of_all({never, never});
        } else {
            days_.latest_of_others_ = never;
        }
    }

    void tell_nothing(Number term) { days_.terms_[term].latest = never; }

    void name(Number term, DaySpan days, bool is_vague) {
        if (days.latest == never) {
            return;
        }
        OfTerm& of_term = days_.terms_[term];
        of_term.exact &= days.exact() && !is_vague;
        of_term.latest = std::max(of_term.latest, days.latest);
        named_[term].push_back(days.latest);
    }

    void name_of_all(DaySpan days) {
        for (Number term = 0; term < named_.size(); ++term) {
            days.latest == never ? tell_nothing(term) : name(term, days, false);
        }
    }

    void name_other(Day latest) { days_.latest_of_others_ = std::max(days_.latest_of_others_, latest); }

    const AllianceHistory& history_;
    ComingDays& days_;
    std::vector<std::vector<Day>> named_;  ///< by term
};

ComingDays::ComingDays(const AllianceHistory& history) {
    Gathering{history, *this}.gather();
}

bool ComingDays::may_come(Number term, Day from, Day until) const {
    const OfTerm& of_term = terms_[term];
    if (of_term.latest < from) {
        return false;
    }
    if (!of_term.exact || of_term.latest == never) {
        return true;
    }
    const auto first = days_.begin() + of_term.first;
    const auto named = std::lower_bound(first, first + of_term.days, from);
    return named != first + of_term.days && day_before(*named) <= until;
}

const ComingDays& ComingDaysOnce::of(const AllianceHistory& history) const {
    if (const auto* gathered = gathered_.load(std::memory_order_acquire)) {
        return *gathered;
    }
    auto mine = std::make_unique<const ComingDays>(history);
    const ComingDays* first = nullptr;
    if (gathered_.compare_exchange_strong(first, mine.get(), std::memory_order_acq_rel)) {
        return *mine.release();
    }
    return *first;  // somebody else was sooner
}

}  // namespace entente
