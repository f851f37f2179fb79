#include <entente/projections/warnings.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/core/nearest_name.hpp>
#include <entente/projections/considered.hpp>
#include <entente/projections/parties_on.hpp>
#include <entente/projections/term_answer.hpp>
#include <entente/projections/term_steps.hpp>

namespace entente {
namespace {

/// Reads the last entry of a history as an editor would. "Met" is what an event found: all that is recorded but itself.
class Editor {
public:
    Editor(const AllianceHistory& history, Instant now, std::size_t place)
        : history_(history), entry_(history.entries().back()), now_(now), place_(place) {}

    std::vector<Warning> warnings() && {
        for (Number index = 0; index < entry_.facts; ++index) {
            fact_ = &history_.facts()[entry_.first_fact + index];
            look_at_event();
        }
        look_at_assertions();
        return std::move(warnings_);
    }

private:
    [[nodiscard]] Viewpoint recorded_until(Seq position, Day on) const {
        return {
            .asked = {.on = on, .known_at = {}, .announced_by = {}},
            .position = position,
            .knowledge = day_of(now_),
        };
    }
    [[nodiscard]] Seq before() const { return Seq{entry_.seq.value - 1}; }

    void warn(WarningCode code, std::string message) {
        warnings_.push_back(
            {.entry = place_, .event = fact_->entry_index, .code = code, .message = std::move(message)});
    }

    void look_at_event() {
        const EventType type = fact_->type;
        if (Considered::is_about_term(type)) {
            look_at_named_parties();
            if (!fact_->planned) {
                look_at_term();
            }
        } else if (EventType::party_joined <= type && type <= EventType::party_renamed && !fact_->planned) {
            look_at_member();
        }
    }

    [[nodiscard]] const std::string& term() const { return history_.terms()[fact_->subject]; }

    /// The status the event met on a day: what is shown of the term if the event itself were not there.
    [[nodiscard]] std::optional<Status> met(Day on) const {
        const Viewpoint viewpoint = recorded_until(entry_.seq, on);
        const Considered considered{history_, viewpoint, fact_};
        return shown_status(considered, fact_->subject);
    }

    [[nodiscard]] std::optional<Status> shown_status(const Considered& considered, Number term) const {
        std::deque<FieldValue> values;
        DerivedValues derived{history_, values};
        const Occasions occasions{considered};
        const auto state = term_state({.considered = considered, .occasions = occasions, .derived = derived}, term);
        return state ? state->status : std::nullopt;
    }

    void look_at_term() {
        const Viewpoint viewpoint = recorded_until(entry_.seq, final_day);
        const Considered considered{history_, viewpoint};
        const TermFacts facts = facts_of_term(considered, fact_->subject);
        if (facts.grants.empty()) {
            warn_unknown_term();
            return;
        }
        warn_unclear_order(facts);
        if (!fact_->upon) {
            warn_status();
        }
    }

    void warn_status() {
        const bool ends = fact_->type == EventType::term_ended;
        const Day on = ends ? day_before(fact_->days.earliest) : fact_->days.latest;
        const auto status = met(on);
        const bool running = status == Status::in_force || status == Status::suspended;
        const auto held = [&] {
            return fmt::format("{} is {} on {}", term(), status ? word(*status) : "not there", text(on));
        };
        switch (fact_->type) {
            case EventType::term_granted:
                if (running) {
                    warn(
                        WarningCode::already_in_force,
                        fmt::format("{}: the grant replaces its fields and does not break its run", held()));
                }
                break;
            case EventType::term_resumed:
                if (status != Status::suspended) {
                    warn(WarningCode::not_suspended, fmt::format("{}: there is nothing to resume", held()));
                }
                break;
            case EventType::term_suspended:
            case EventType::term_exercised:
                if (status != Status::in_force) {
                    warn(
                        WarningCode::not_in_force, fmt::format("{}, so nothing is {} then", held(), past_participle()));
                }
                break;
            default:
                if (!running && status != Status::pending) {
                    warn(
                        WarningCode::not_in_force, fmt::format("{}, so nothing is {} then", held(), past_participle()));
                }
        }
    }

    /// `ended` of `term.ended`.
    [[nodiscard]] std::string_view past_participle() const {
        return word(fact_->type).substr(std::string_view{"term."}.size());
    }

    void warn_unknown_term() {
        std::vector<std::string_view> granted;
        for (const auto& fact : history_.facts()) {
            if (fact.type == EventType::term_granted && fact.subject != fact_->subject) {
                granted.push_back(history_.terms()[fact.subject]);
            }
        }
        const auto nearest = nearest_name(term(), granted);
        warn(
            WarningCode::unknown_term,
            fmt::format(
                "nobody granted {} so far, so {} changes nothing yet{}", term(), word(fact_->type),
                nearest ? fmt::format("; did you mean {}?", *nearest) : ""));
    }

    /// Imprecise days that overlap those of the first grant: nobody knows which came first.
    void warn_unclear_order(const TermFacts& facts) {
        const auto first = std::ranges::find_if(facts.grants, [](const Fact* grant) { return !grant->rumoured(); });
        if (first == facts.grants.end() || *first == fact_ || fact_->upon || (*first)->upon) {
            return;
        }
        const Considered considered{history_, recorded_until(entry_.seq, final_day)};
        const Fact* read = considered.reading(static_cast<Number>(fact_ - history_.facts().data()));
        const DaySpan start = (*first)->days;
        if (read && overlap(read->days, start) && !(read->days.exact() && start.exact())) {
            warn(
                WarningCode::order_unclear,
                fmt::format(
                    "its days overlap those of the first grant of {} ({} to {}): it is taken to come after it", term(),
                    text(start.earliest), text(start.latest)));
        }
    }

    void look_at_member() {
        const std::string& party = history_.parties()[fact_->subject];
        const Viewpoint viewpoint = recorded_until(entry_.seq, fact_->days.latest);
        const Considered considered{history_, viewpoint, fact_};
        std::optional<Membership> status;
        for (const auto& state : parties_on(considered)) {
            if (state.party == party) {
                status = state.status;
            }
        }
        const bool belongs = status == Membership::member || status == Membership::suspended;
        if (fact_->type == EventType::party_joined && belongs) {
            warn(WarningCode::already_member, fmt::format("{} belongs to the alliance already", party));
        } else if (fact_->type != EventType::party_joined && !belongs) {
            warn(
                WarningCode::not_member,
                fmt::format("{} is no member on {}{}", party, text(fact_->days.latest), nearest_party(party)));
        }
    }

    /// Anybody may be a grantor or grantee; one who never joined may be a slip of the pen.
    void look_at_named_parties() {
        if (fact_->type != EventType::term_granted && fact_->type != EventType::term_amended) {
            return;
        }
        for (const auto& change : history_.changes_of(*fact_)) {
            const auto* parties = std::get_if<std::vector<std::string>>(&history_.value(change.value()));
            if (!parties || (change.field() != Field::grantor && change.field() != Field::grantee)) {
                continue;
            }
            for (const auto& party : *parties) {
                if (party != "*" && !has_joined(party)) {
                    warn(
                        WarningCode::unknown_party,
                        fmt::format(
                            "{} {} never joined the alliance{}", word(change.field()), party, nearest_party(party)));
                }
            }
        }
    }

    [[nodiscard]] bool has_joined(std::string_view party) const {
        const Number number = history_.parties().find(std::string{party});
        const auto joins = [&](const Fact& fact) {
            return fact.type == EventType::party_joined && fact.subject == number;
        };
        return number != nothing && std::ranges::any_of(history_.party_facts(), [&](Number place) {
                   const Fact& fact = history_.facts()[place];
                   return joins(fact) || (fact.type == EventType::alliance_formed &&
                                          std::ranges::any_of(history_.founders_of(fact), joins));
               });
    }

    [[nodiscard]] std::string nearest_party(std::string_view party) const {
        std::vector<std::string_view> joined;
        for (const auto& other : history_.parties()) {
            if (other != party && has_joined(other)) {
                joined.push_back(other);
            }
        }
        const auto nearest = nearest_name(party, joined);
        return nearest ? fmt::format("; did you mean {}?", *nearest) : "";
    }

    /// A fixed point that held before must hold after, and a new one must hold now.
    void look_at_assertions() {
        const Viewpoint all = recorded_until(entry_.seq, final_day);
        const Considered considered{history_, all};
        const auto is_assertion = [](const Fact& fact) { return fact.type == EventType::state_asserted; };
        considered.each(history_.assertions(), is_assertion, [&](const Fact& assertion) {
            const auto wanted = static_cast<Status>(assertion.word);
            const Day on = asserted_on(assertion);
            const bool is_new = history_.entries()[assertion.entry].seq == entry_.seq;
            const auto now = certain_status(entry_.seq, assertion.subject, on);
            if (now == wanted || (!is_new && certain_status(before(), assertion.subject, on) != wanted)) {
                return;
            }
            fact_ = is_new ? &assertion : &history_.facts()[entry_.first_fact];
            warn(
                WarningCode::assertion_broken,
                fmt::format(
                    "{} was asserted to be {} on {} ({}); now it is {}", history_.terms()[assertion.subject],
                    word(wanted), text(on), text(history_.address(assertion)),
                    now ? word(*now) : "not certain, or not there"));
        });
    }

    /// The status of a term that no doubt touches; none where one does, or there is no such term.
    [[nodiscard]] std::optional<Status> certain_status(Seq position, Number term, Day on) const {
        const Viewpoint viewpoint = recorded_until(position, on);
        const Considered considered{history_, viewpoint};
        std::deque<FieldValue> values;
        DerivedValues derived{history_, values};
        const Occasions occasions{considered};
        const auto state = term_state({.considered = considered, .occasions = occasions, .derived = derived}, term);
        return state && state->possible_status.empty() ? state->status : std::nullopt;
    }

    const AllianceHistory& history_;
    const EntryNote& entry_;
    Instant now_;
    std::size_t place_;
    const Fact* fact_ = nullptr;  ///< the event looked at
    std::vector<Warning> warnings_;
};

}  // namespace

std::vector<Warning> warnings_of(const AllianceHistory& history, Instant now, std::size_t place_in_batch) {
    return Editor{history, now, place_in_batch}.warnings();
}

std::vector<Warning> suppose_and_warn(Ledger& ledger, const Entry& entry, Instant now, std::size_t place_in_batch) {
    ledger.suppose(entry, now);
    return warnings_of(*ledger.find(entry.alliance), now, place_in_batch);
}

std::vector<Warning> warnings_of(const Ledger& before, const Entry& entry, Instant now, std::size_t place_in_batch) {
    Ledger with_it = before;
    return suppose_and_warn(with_it, entry, now, place_in_batch);
}

}  // namespace entente
