#include <entente/projections/warnings.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <entente/core/nearest_name.hpp>
#include <entente/core/overloaded.hpp>
#include <entente/projections/considered.hpp>
#include <entente/projections/parties_on.hpp>
#include <entente/projections/term_answer.hpp>
#include <entente/projections/term_steps.hpp>

namespace entente {
namespace {

using History = std::shared_ptr<const AllianceHistory>;

/// What is asked to say what held before an event: everything recorded, on one day.
Viewpoint as_recorded(Day on, Instant now, Seq supposed_after) {
    return {
        .asked = {.on = on, .known_at = {}, .announced_by = {}},
        .position = Seq{~std::uint64_t{0}},
        .knowledge = day_of(now),
        .supposed_after = supposed_after,
    };
}

class Critic {
public:
    Critic(const Ledger& before, const Entry& entry, Instant now, std::size_t place)
        : before_(before.find(entry.alliance)), entry_(entry), now_(now), place_(place) {
        Ledger with_it = before;
        with_it.suppose(entry, now);
        after_ = with_it.find(entry.alliance);
    }

    std::vector<Warning> warnings() && {
        for (index_ = 0; index_ < entry_.events.size(); ++index_) {
            const Event& event = entry_.events[index_];
            if (event.planned) {
                look_at_parties(event);
            } else {
                look_at(event);
            }
        }
        look_at_assertions();
        return std::move(warnings_);
    }

private:
    void warn(WarningCode code, std::string message) {
        warnings_.push_back({.entry = place_, .event = index_, .code = code, .message = std::move(message)});
    }

    /// The day an event holds from, and the one before it; none for what waits on a milestone.
    [[nodiscard]] std::optional<DaySpan> days_of_event(const Event& event) const {
        const Moment moment = effective_of(event, entry_);
        const auto* date = std::get_if<Date>(&moment);
        return date ? std::optional(days_of(*date)) : std::nullopt;
    }

    void look_at(const Event& event) {
        if (const TermId* term = term_of(event); term && type_of(event) != EventType::state_asserted) {
            look_at_term(event, *term);
        }
        look_at_parties(event);
    }

    /// How a term stands after everything of the entry, if this event were not there: what the event met.
    [[nodiscard]] std::optional<TermState> met(const TermId& term, Day on) const {
        Entry without = entry_;
        without.events.erase(without.events.begin() + static_cast<std::ptrdiff_t>(index_));
        History history = before_;
        if (!without.events.empty()) {
            auto copy = before_ ? std::make_shared<AllianceHistory>(*before_)
                                : std::make_shared<AllianceHistory>(entry_.alliance);
            copy->add(Seq{~std::uint64_t{0} - 1}, now_, without);
            history = copy;
        }
        if (!history) {
            return std::nullopt;
        }
        const auto answer = terms_on(history, as_recorded(on, now_, Seq{~std::uint64_t{0}}), Listing::all);
        const auto found = std::ranges::find(answer.terms, std::string_view{term.text}, &TermState::term);
        if (found == answer.terms.end()) {
            return std::nullopt;
        }
        TermState state;
        state.status = found->status;
        state.certain = found->certain;
        return state;
    }

    [[nodiscard]] bool is_granted(const TermId& term) const {
        const Number number = after_->terms().find(term.text);
        const Viewpoint all = as_recorded(final_day, now_, Seq{~std::uint64_t{0}});
        const Considered considered{*after_, all};
        return number != nothing && !facts_of_term(considered, number).grants.empty();
    }

    void look_at_term(const Event& event, const TermId& term) {
        const EventType type = type_of(event);
        if (!is_granted(term)) {
            warn_unknown_term(event, term);
            return;
        }
        warn_unclear_order(term);
        const auto days = days_of_event(event);
        if (!days) {
            return;
        }
        const bool is_end = type == EventType::term_ended;
        const Day asked = is_end ? day_before(days->earliest) : days->latest;
        const auto state = met(term, asked);
        const auto status = state ? state->status : std::nullopt;
        const std::string on = text(asked);
        const auto held = status ? std::string{word(*status)} : std::string{"not there"};
        if (type == EventType::term_granted) {
            if (status == Status::in_force || status == Status::suspended) {
                warn(
                    WarningCode::already_in_force,
                    fmt::format(
                        "{} is {} on {}: the grant replaces its fields and does not break its run", term.text, held,
                        on));
            }
        } else if (type == EventType::term_resumed) {
            if (status != Status::suspended) {
                warn(
                    WarningCode::not_suspended,
                    fmt::format("{} is {} on {}, so there is nothing to resume", term.text, held, on));
            }
        } else if (type == EventType::term_amended || type == EventType::term_confirmed) {
            if (status != Status::in_force && status != Status::suspended && status != Status::pending) {
                warn(WarningCode::not_in_force, fmt::format("{} is {} on {}", term.text, held, on));
            }
        } else if (is_end && status == Status::pending) {
            return;  // given up before it began
        } else if (status != Status::in_force && !(is_end && status == Status::suspended)) {
            warn(WarningCode::not_in_force, fmt::format("{} is {} on {}", term.text, held, on));
        }
    }

    void warn_unknown_term(const Event& event, const TermId& term) {
        std::vector<std::string_view> known;
        for (const auto& other : after_->terms()) {
            if (other != term.text && is_granted(TermId{other})) {
                known.push_back(other);
            }
        }
        const auto nearest = nearest_name(term.text, known);
        warn(
            WarningCode::unknown_term,
            fmt::format(
                "nobody granted {} so far, so {} changes nothing yet{}", term.text, word(type_of(event)),
                nearest ? fmt::format("; did you mean {}?", *nearest) : ""));
    }

    /// Imprecise days that overlap those of the first grant: nobody knows which came first.
    void warn_unclear_order(const TermId& term) {
        const Viewpoint all = as_recorded(final_day, now_, Seq{~std::uint64_t{0}});
        const Considered considered{*after_, all};
        const TermFacts facts = facts_of_term(considered, after_->terms().find(term.text));
        const auto first = std::ranges::find_if(facts.grants, [](const Fact* grant) { return !grant->rumoured(); });
        if (first == facts.grants.end()) {
            return;
        }
        const Fact& grant = **first;
        for (const Fact* fact : facts.folded) {
            const bool is_this = fact->entry + 1 == after_->entries().size() && fact->entry_index == index_;
            const bool unclear = !fact->upon && !grant.upon && overlap(fact->days, grant.days) &&
                                 !(fact->days.exact() && grant.days.exact());
            if (is_this && fact != &grant && unclear) {
                warn(
                    WarningCode::order_unclear,
                    fmt::format(
                        "its days overlap those of the first grant of {} ({} to {}), so it is taken to come after it",
                        term.text, text(grant.days.earliest), text(grant.days.latest)));
            }
        }
    }

    void look_at_parties(const Event& event) {
        std::visit(
            Overloaded{
                [&](const PartyJoined& joined) {
                    if (!event.planned) {
                        expect_absent(event, joined.member.party);
                    }
                },
                [&](const PartyLeft& left) {
                    if (!event.planned) {
                        expect_member(event, left.party);
                    }
                },
                [&](const PartySuspended& suspended) {
                    if (!event.planned) {
                        expect_member(event, suspended.party);
                    }
                },
                [&](const PartyResumed& resumed) {
                    if (!event.planned) {
                        expect_member(event, resumed.party);
                    }
                },
                [&](const PartyRenamed& renamed) {
                    if (!event.planned) {
                        expect_member(event, renamed.party);
                    }
                },
                [&](const TermGranted& granted) { expect_known(granted.fields); },
                [&](const TermAmended& amended) { expect_known(amended.set); },
                [](const auto&) {},
            },
            event.body);
    }

    /// Membership before the entry, on the day before the event holds.
    [[nodiscard]] std::optional<Membership> membership(const Event& event, const PartyId& party) const {
        const auto days = days_of_event(event);
        if (!before_ || !days) {
            return std::nullopt;
        }
        const Viewpoint viewpoint = as_recorded(days->latest, now_, Seq{~std::uint64_t{0}});
        const Considered considered{*before_, viewpoint};
        for (const auto& state : parties_on(considered)) {
            if (state.party == party.text) {
                return state.status;
            }
        }
        return std::nullopt;
    }

    void expect_absent(const Event& event, const PartyId& party) {
        const auto status = membership(event, party);
        if (status == Membership::member || status == Membership::suspended) {
            warn(WarningCode::already_member, fmt::format("{} is a {} already", party.text, word(*status)));
        }
    }

    void expect_member(const Event& event, const PartyId& party) {
        const auto status = membership(event, party);
        const bool joins_here = std::ranges::any_of(entry_.events, [&](const Event& other) {
            const auto* joined = std::get_if<PartyJoined>(&other.body);
            return joined && joined->member.party == party;
        });
        if (!joins_here && status != Membership::member && status != Membership::suspended) {
            warn(WarningCode::not_member, fmt::format("{} is no member then{}", party.text, did_you_mean(party.text)));
        }
    }

    [[nodiscard]] std::string did_you_mean(std::string_view party) const {
        std::vector<std::string_view> known;
        for (const auto& other : after_->parties()) {
            if (other != party && after_has_joined(other)) {
                known.push_back(other);
            }
        }
        const auto nearest = nearest_name(party, known);
        return nearest ? fmt::format("; did you mean {}?", *nearest) : "";
    }

    /// Whether some event, whenever it holds, lets the party join.
    [[nodiscard]] bool after_has_joined(std::string_view party) const {
        const Number number = after_->parties().find(std::string{party});
        return std::ranges::any_of(after_->party_facts(), [&](Number fact_number) {
            const Fact& fact = after_->facts()[fact_number];
            if (fact.type == EventType::alliance_formed) {
                return std::ranges::any_of(
                    after_->founders_of(fact), [&](const Fact& founder) { return founder.subject == number; });
            }
            return fact.type == EventType::party_joined && fact.subject == number;
        });
    }

    /// A grantor or grantee that never joined is no mistake (anybody may be named), but it may be a slip of the pen.
    void expect_known(const std::vector<FieldChange>& fields) {
        for (const auto& change : fields) {
            const auto* parties = std::get_if<std::vector<std::string>>(&change.value);
            if (!parties || (change.field != Field::grantor && change.field != Field::grantee)) {
                continue;
            }
            for (const auto& party : *parties) {
                if (party != "*" && !after_has_joined(party)) {
                    warn(
                        WarningCode::unknown_party,
                        fmt::format(
                            "{} {} never joined the alliance{}", word(change.field), party, did_you_mean(party)));
                }
            }
        }
    }

    /// A fixed point that held before must hold after, and a new one must hold now.
    void look_at_assertions() {
        const Viewpoint all = as_recorded(final_day, now_, Seq{~std::uint64_t{0}});
        const Considered considered{*after_, all};
        const auto is_assertion = [](const Fact& fact) { return fact.type == EventType::state_asserted; };
        considered.each(after_->assertions(), is_assertion, [&](const Fact& assertion) {
            const auto expected = static_cast<Status>(assertion.word);
            const std::string& term = after_->terms()[assertion.subject];
            const bool is_new = assertion.entry + 1 == after_->entries().size();
            const auto now = status_on(after_, term, assertion.days.earliest);
            if (now == expected || (!is_new && status_on(before_, term, assertion.days.earliest) != expected)) {
                return;
            }
            index_ = is_new ? assertion.entry_index : 0;
            warn(
                WarningCode::assertion_broken,
                fmt::format(
                    "{} was asserted to be {} on {} ({}); it {} now", term, word(expected),
                    text(assertion.days.earliest), text(after_->address(assertion)),
                    now ? fmt::format("is {}", word(*now)) : "is not certain, or not there,"));
        });
    }

    /// The certain status of a term; none where it is doubtful or absent.
    [[nodiscard]] std::optional<Status> status_on(const History& history, const std::string& term, Day on) const {
        if (!history) {
            return std::nullopt;
        }
        const auto answer = terms_on(history, as_recorded(on, now_, Seq{~std::uint64_t{0}}), Listing::all);
        const auto found = std::ranges::find(answer.terms, std::string_view{term}, &TermState::term);
        return found == answer.terms.end() || !found->possible_status.empty() ? std::nullopt : found->status;
    }

    History before_, after_;
    const Entry& entry_;
    Instant now_;
    std::size_t place_;
    std::size_t index_ = 0;
    std::vector<Warning> warnings_;
};

}  // namespace

std::vector<Warning> warnings_of(const Ledger& before, const Entry& entry, Instant now, std::size_t place_in_batch) {
    return Critic{before, entry, now, place_in_batch}.warnings();
}

}  // namespace entente
