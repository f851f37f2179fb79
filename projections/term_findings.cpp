#include <entente/projections/term_findings.hpp>

#include <algorithm>
#include <deque>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/core/overloaded.hpp>
#include <entente/projections/field_json.hpp>
#include <entente/projections/parties_on.hpp>
#include <entente/projections/term_answer.hpp>

namespace entente {
namespace {

bool holds(const TermState& term) {
    return term.status == Status::in_force || term.status == Status::suspended;
}

std::string in_words(const Dispute& dispute) {
    return std::visit(
        Overloaded{
            [&](const FieldValue* value) { return value_at(dispute.path, *value).dump(); },
            [](const Moment& moment) { return to_json(moment).dump(); },
            [](const std::string& said) { return said; },
        },
        dispute.value);
}

std::string sources_in_words(const std::vector<const Source*>& sources) {
    std::string words;
    for (const Source* source : sources) {
        const auto& name = source->publisher.empty() ? source->url : source->publisher;
        words += fmt::format("{}{}", words.empty() ? "" : ", ", name);
    }
    return words.empty() ? std::string{"somebody"} : words;
}

class TermReader {
public:
    TermReader(const Considered& considered, const TermState& term, FindingList& findings)
        : considered_(considered),
          history_(considered.history()),
          term_(term),
          number_(history_.terms().find(std::string{term.term})),
          findings_(findings) {
        const Occasions occasions{considered};
        std::deque<FieldValue> values;
        DerivedValues derived{history_, values};
        const auto setters =
            term_setters({.considered = considered, .occasions = occasions, .derived = derived}, number_);
        grant_ = setters.grant;
        for (const auto& setter : setters.fields) {
            if (setter.field.key.empty()) {
                by_[static_cast<std::size_t>(setter.field.field)] = setter.by;
            }
        }
    }

    void find_no_end() {
        const Fact* by = set_by(Field::ends);
        if (term_.end_kind == EndKind::not_stated && by) {
            add(
                {.code = FindingCode::no_end,
                 .event = by,
                 .field = "ends",
                 .message = "no end is stated",
                 .cure = fmt::format(
                     "entente amend {} {} --through DATE, --open, --perpetual or --until-milestone MILESTONE, when "
                     "somebody says so",
                     findings_.alliance(), term_.term)});
        }
    }

    void find_not_confirmed(const Duration& stale) {
        const Day on = considered_.viewpoint().asked.on;
        const Fact* last = nullptr;
        considered_.each_of_term(number_, [&](const Fact& fact) {
            const bool says_so = !fact.planned && !fact.rumoured() && fact.announced <= on;
            if (says_so && (!last || last->announced <= fact.announced)) {
                last = &fact;
            }
        });
        if (holds(term_) && last && plus(last->announced, stale) < on) {
            add(
                {.code = FindingCode::not_confirmed,
                 .event = last,
                 .field = {},
                 .message = fmt::format("nobody has spoken of it since {}", text(last->announced)),
                 .cure = fmt::format(
                     "entente confirm {} {} --source URL when it was restated, entente end … when it is over",
                     findings_.alliance(), term_.term)});
        }
    }

    /// Each rival value once, with all who hold it.
    void find_disputes() {
        for (auto dispute = term_.disputes.begin(); dispute != term_.disputes.end(); ++dispute) {
            const auto says_the_same = [&](const Dispute& other) {
                return other.event == dispute->event && other.path == dispute->path &&
                       in_words(other) == in_words(*dispute);
            };
            const Fact* event = event_at(dispute->event);
            if (!event || std::any_of(term_.disputes.begin(), dispute, says_the_same)) {
                continue;
            }
            std::vector<const Source*> sources;
            std::string retractions;
            for (auto other = dispute; other != term_.disputes.end(); ++other) {
                if (says_the_same(*other)) {
                    sources.insert(sources.end(), other->sources.begin(), other->sources.end());
                    const auto retraction = retraction_of(*other, *event);
                    retractions += retraction.empty() ? "" : (retractions.empty() ? ", else " : ", ") + retraction;
                }
            }
            add(
                {.code = FindingCode::dispute_open,
                 .event = event,
                 .field = dispute->path,
                 .message = fmt::format(
                     "{} is disputed: {} according to {}", dispute->path, in_words(*dispute),
                     sources_in_words(sources)),
                 .cure =
                     fmt::format("entente correct {} … when that is right{}", findings_.named(*event), retractions)});
        }
    }

    void find_taken_over(const TakenOverParties& taken_over) {
        for (const Field field : {Field::grantor, Field::grantee}) {
            const auto* parties = std::get_if<std::vector<std::string>>(&term_.at(field));
            const Fact* by = set_by(field);
            if (!parties || !by) {
                continue;
            }
            for (const auto& party : *parties) {
                const auto found = taken_over.find(party);
                if (found != taken_over.end()) {
                    const TakenOver& over = found->second;
                    add(
                        {.code = FindingCode::party_gone,
                         .event = by,
                         .field = word(field),
                         .message = fmt::format(
                             "its {} {} was taken over by {} on {}", word(field), party, over.successor,
                             text(over.on.latest)),
                         .cure = fmt::format(
                             "entente amend {} {} --{} {}", findings_.alliance(), term_.term, word(field),
                             over.successor)});
                }
            }
        }
    }

private:
    struct OfTerm {
        FindingCode code;
        const Fact* event;
        std::string_view field;
        std::string message;
        std::string cure;
    };

    void add(OfTerm found) {
        findings_.add(
            {.code = found.code,
             .subject = FindingSubject::term,
             .id = term_.term,
             .event = found.event,
             .field = found.field,
             .message = std::move(found.message),
             .cure = std::move(found.cure)});
    }

    /// `entente retract A 10.5`: the rival reading taken back; empty where it is not found.
    [[nodiscard]] std::string retraction_of(const Dispute& dispute, const Fact& event) const {
        for (const Number number : history_.added_sources()) {
            const Fact* added = considered_.reading(number);
            const auto is_source = [&](Number source, const Source* cited) {
                return &history_.source(source) == cited;
            };
            if (added && added->part != nothing && considered_.is_named_by(event, added->subject) &&
                std::ranges::equal(history_.sources_of(*added), dispute.sources, is_source)) {
                return "entente retract " + findings_.named(*added);
            }
        }
        return {};
    }

    /// Who set a plain field; the grant where the answer shows what nobody stated. Null only for a mere rumour.
    [[nodiscard]] const Fact* set_by(Field field) const {
        const Fact* by = by_[static_cast<std::size_t>(field)];
        return by ? by : grant_;
    }

    [[nodiscard]] const Fact* event_at(const EventAddress& address) const {
        const Fact* found = nullptr;
        const auto look_at = [&](const Fact& fact) { found = history_.address(fact) == address ? &fact : found; };
        considered_.each_of_term(number_, look_at);
        for (const auto others : {history_.sweeps(), history_.reaches()}) {
            for (const Number number : others) {
                if (const Fact* read = considered_.reading(number)) {
                    look_at(*read);
                }
            }
        }
        return found;
    }

    const Considered& considered_;
    const AllianceHistory& history_;
    const TermState& term_;
    Number number_;
    FindingList& findings_;
    const Fact* grant_ = nullptr;
    std::array<const Fact*, 12> by_{};
};

/// Members that were taken over, of an alliance that has not heard of it.
void find_in_members(
    const Considered& considered, const TermsAnswer& answer, const TakenOverParties& taken_over,
    FindingList& findings) {
    const auto& history = considered.history();
    for (const auto& party : answer.parties) {
        const auto found = taken_over.find(party.party);
        const bool belongs = party.status == Membership::member || party.status == Membership::suspended;
        if (!belongs || found == taken_over.end()) {
            continue;
        }
        const Fact* joined = nullptr;
        for (const Number number : history.party_facts()) {
            const Fact* read = considered.reading(number);
            if (read && read->type == EventType::alliance_formed && !joined) {
                joined = read;
            }
            if (read && read->type == EventType::party_joined && history.parties()[read->subject] == party.party) {
                joined = read;
            }
        }
        if (joined) {
            findings.add(
                {.code = FindingCode::party_gone,
                 .subject = FindingSubject::party,
                 .id = party.party,
                 .event = joined,
                 .field = {},
                 .message = fmt::format(
                     "it is a member still, and was taken over by {} on {} (see {})", found->second.successor,
                     text(found->second.on.latest), found->second.alliance),
                 .cure = fmt::format(
                     "entente leave {} {} --successor {}", findings.alliance(), party.party, found->second.successor)});
        }
    }
}

}  // namespace

void collect_taken_over(const Considered& considered, TakenOverParties& parties) {
    const auto& history = considered.history();
    const Day on = considered.viewpoint().asked.on;
    const auto leaves = [](const Fact& fact) { return fact.type == EventType::party_left && fact.detail != nothing; };
    bool any = false;
    considered.each(history.sweeps(), leaves, [&](const Fact& fact) { any |= leaves(fact); });
    if (!any) {
        return;
    }
    const auto states = parties_on(considered);
    considered.each(history.sweeps(), leaves, [&](const Fact& fact) {
        if (!leaves(fact) || fact.planned || fact.rumoured() || on < fact.days.latest) {
            return;
        }
        const std::string_view party = history.parties()[fact.subject];
        const auto state = std::ranges::find(states, party, &PartyState::party);
        const bool is_out = state == states.end() || state->status == Membership::left;
        if (is_out) {
            parties.insert_or_assign(
                party,
                TakenOver{.successor = history.parties()[fact.detail], .alliance = history.id().text, .on = fact.days});
        }
    });
}

void find_in_terms(
    const Considered& considered, const TermsAnswer& answer, const Duration& stale, const TakenOverParties& taken_over,
    FindingList& findings) {
    for (const auto& term : answer.terms) {
        TermReader reader{considered, term, findings};
        reader.find_no_end();
        reader.find_not_confirmed(stale);
        reader.find_disputes();
        reader.find_taken_over(taken_over);
    }
    find_in_members(considered, answer, taken_over, findings);
}

}  // namespace entente
