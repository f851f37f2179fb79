#include <entente/projections/fact_compiler.hpp>

#include <algorithm>

#include <entente/core/overloaded.hpp>
#include <entente/projections/pool_hash.hpp>

namespace entente {
namespace {

/// What says no more than silence does is kept as silence, so that ways which say the same are the same.
bool says_nothing(const FieldChange& change) {
    const auto* texts = std::get_if<std::vector<std::string>>(&change.value);
    const auto* ends = std::get_if<Ends>(&change.value);
    const auto* truth = std::get_if<bool>(&change.value);
    return (texts && texts->empty()) || (ends && ends->empty()) ||
           (change.field == Field::survives && truth && !*truth);
}

}  // namespace

void FactCompiler::add(Seq seq, Instant recorded, const Entry& entry) {
    entry_ = &entry;
    entry_number_ = static_cast<Number>(history_.entries_.size());
    history_.entries_.push_back({
        .seq = seq,
        .recorded = recorded,
        .announced = entry.announced,
        .announced_day = announced_day(entry),
        .title = text(entry.title),
        .actor = text(entry.actor),
        .first_fact = static_cast<Number>(history_.facts_.size()),
        .facts = static_cast<Number>(entry.events.size()),
    });
    history_.entry_ids_.push_back(entry.id);
    history_.entry_table_.add(entry_number_, std::hash<Uuid>{}(entry.id));
    for (Number index = 0; index < entry.events.size(); ++index) {
        const auto number = static_cast<Number>(history_.facts_.size());
        history_.facts_.push_back(compile(entry.events[index], index));
        link(history_.facts_.back(), number);
    }
}

/// What every event has, whatever it says.
Fact FactCompiler::common(const Event& event, Number index) const {
    return {
        .days = {},
        .announced = history_.entries_[entry_number_].announced_day,
        .place = history_.entries_[entry_number_].first_fact + index,
        .entry = entry_number_,
        .moved_by = nothing,
        .moment = nothing,
        .subject = nothing,
        .detail = nothing,
        .role = nothing,
        .first_change = 0,
        .first_source = 0,
        .part = nothing,
        .changes = 0,
        .sources = 0,
        .entry_index = static_cast<std::uint16_t>(index),
        .type = type_of(event),
        .confidence = confidence_of(event, *entry_),
        .word = 0,
        .planned = event.planned,
        .dated = states_effective(event, *entry_),
        .upon = false,
        .open_start = false,
        .ends_wait = false,
        .sets_ends = false,
    };
}

Fact FactCompiler::compile(const Event& event, Number index) {
    Fact fact = common(event, index);
    fact.days = {fact.announced, fact.announced};
    set_moment(fact, effective_of(event, *entry_));
    fact.first_source = static_cast<Number>(history_.fact_sources_.size());
    for (const auto& source : sources_of(event, *entry_)) {
        history_.fact_sources_.push_back(this->source(source));
    }
    fact.sources = static_cast<std::uint16_t>(history_.fact_sources_.size() - fact.first_source);
    describe(fact, event.body);
    return fact;
}

void FactCompiler::set_moment(Fact& fact, const Moment& moment) {
    fact.moment = lexicon_.moment(moment);
    name_milestone(moment);
    if (const auto* date = std::get_if<Date>(&moment)) {
        fact.open_start = date->form == Date::Form::up_to;
        fact.days = days_of(*date);
    } else {
        fact.upon = true;
    }
}

void FactCompiler::describe(Fact& fact, const EventBody& body) {
    const auto word = [](const auto& reason) {
        return reason ? static_cast<std::uint8_t>(static_cast<int>(*reason) + 1) : std::uint8_t{0};
    };
    std::visit(
        Overloaded{
            [&](const AllianceFormed& formed) {
                fact.detail = text(formed.title);
                set_founders(fact, formed.parties);
            },
            [&](const AllianceDissolved& dissolved) { fact.word = word(dissolved.reason); },
            [&](const PartyJoined& joined) {
                fact.subject = party(joined.member.party);
                fact.detail = text(joined.member.name);
                fact.role = text(joined.member.role);
            },
            [&](const PartyLeft& left) {
                fact.subject = party(left.party);
                fact.detail = left.successor ? party(*left.successor) : nothing;
                fact.role = text(left.reason);
            },
            [&](const PartySuspended& suspended) {
                fact.subject = party(suspended.party);
                fact.detail = text(suspended.reason);
            },
            [&](const PartyResumed& resumed) {
                fact.subject = party(resumed.party);
                fact.detail = text(resumed.reason);
            },
            [&](const PartyRenamed& renamed) {
                fact.subject = party(renamed.party);
                fact.detail = text(renamed.name);
            },
            [&](const TermGranted& granted) {
                fact.subject = term(granted.term);
                add_changes(fact, granted.fields);
            },
            [&](const TermAmended& amended) {
                fact.subject = term(amended.term);
                add_changes(fact, amended.set);
            },
            [&](const TermConfirmed& confirmed) {
                fact.subject = term(confirmed.term);
                fact.detail = text(confirmed.text);
            },
            [&](const TermExercised& exercised) {
                fact.subject = term(exercised.term);
                fact.detail = text(exercised.text);
            },
            [&](const TermSuspended& suspended) {
                fact.subject = term(suspended.term);
                fact.detail = text(suspended.reason);
            },
            [&](const TermResumed& resumed) {
                fact.subject = term(resumed.term);
                fact.detail = text(resumed.reason);
            },
            [&](const TermEnded& ended) {
                fact.subject = term(ended.term);
                fact.word = word(ended.reason);
            },
            [&](const MilestoneReached& reached) {
                fact.subject = history_.milestones_.intern(reached.milestone.text);
                name_milestone(Upon{reached.milestone, std::nullopt});
            },
            [&](const EventRetracted& retracted) {
                fact.subject = target_of(retracted.event);
                fact.detail = text(retracted.reason);
            },
            [&](const EventCorrected& corrected) {
                fact.subject = target_of(corrected.event);
                fact.detail = text(corrected.reason);
                Fact replacement = compile(*corrected.replacement, fact.entry_index);
                replacement.confidence = fact.confidence;
                replacement.first_source = fact.first_source;
                replacement.sources = fact.sources;
                // Without a date of its own it keeps that of what it replaces, whatever its entry says.
                replacement.dated = corrected.replacement->effective.has_value();
                fact.part = static_cast<Number>(history_.replacements_.size());
                history_.replacements_.push_back(replacement);
            },
            [&](const EventRescheduled& rescheduled) {
                fact.subject = target_of(rescheduled.event);
                fact.detail = text(rescheduled.reason);
            },
            [&](const SourceAdded& added) {
                fact.subject = target_of(added.event);
                fact.word = static_cast<std::uint8_t>(added.stance);
                fact.part = added.reading ? add_reading(*added.reading) : nothing;
            },
            [&](const NoteAdded& note) { fact.detail = text(note.text); },
            [&](const StateAsserted& asserted) {
                fact.subject = term(asserted.term);
                fact.word = static_cast<std::uint8_t>(asserted.status);
                fact.detail = static_cast<Number>(asserted.on.time_since_epoch().count());
            },
        },
        body);
}

void FactCompiler::set_founders(Fact& formed, const std::vector<Member>& members) {
    formed.first_change = static_cast<Number>(history_.founders_.size());
    formed.changes = static_cast<std::uint16_t>(members.size());
    for (const auto& member : members) {
        Fact founder = formed;
        founder.type = EventType::party_joined;
        founder.first_change = founder.changes = 0;
        founder.subject = party(member.party);
        founder.detail = text(member.name);
        founder.role = text(member.role);
        history_.founders_.push_back(founder);
    }
}

void FactCompiler::add_changes(Fact& fact, const std::vector<FieldChange>& changes) {
    fact.first_change = static_cast<Number>(history_.changes_.size());
    fact.changes = static_cast<std::uint16_t>(changes.size());
    for (const auto& change : changes) {
        fact.sets_ends |= change.field == Field::ends || change.field == Field::survives;
        const Number number = value(change);
        if (const auto* ends = std::get_if<Ends>(&change.value)) {
            name_milestones(*ends);
            fact.ends_wait |= number != AllianceHistory::null_value && !history_.plain_ends(number).plain;
        } else if (const auto* moment = std::get_if<Moment>(&change.value)) {
            name_milestone(*moment);
        }
        history_.changes_.emplace_back(change.field, change.key.empty() ? nothing : lexicon_.key(change.key), number);
    }
}

Number FactCompiler::value(const FieldChange& change) {
    if (says_nothing(change)) {
        return AllianceHistory::null_value;
    }
    const auto* truth = std::get_if<bool>(&change.value);
    return truth ? AllianceHistory::truth_value(*truth) : lexicon_.value(change.value);
}

Number FactCompiler::source(const Source& source) {
    const auto hash = pool_hash(source);
    const Number known =
        history_.source_table_.find(hash, nothing, [&](Number number) { return history_.source(number) == source; });
    if (known != nothing) {
        return known;
    }
    const Number added = lexicon_.add(source);
    history_.source_table_.add(added, hash);
    return added;
}

Number FactCompiler::add_reading(const Reading& reading) {
    RivalReading rival{.first_change = 0, .changes = 0, .moment = nothing, .reason = nothing};
    Fact carrier{};
    add_changes(carrier, reading.fields);
    rival.first_change = carrier.first_change;
    rival.changes = carrier.changes;
    if (reading.effective) {
        rival.moment = lexicon_.moment(*reading.effective);
        name_milestone(*reading.effective);
    }
    if (reading.reason) {
        rival.reason = text(*reading.reason);
    }
    history_.readings_.push_back(rival);
    return static_cast<Number>(history_.readings_.size() - 1);
}

Number FactCompiler::target_of(const EventAddress& address) const {
    const Number entry = history_.entry_table_.find(
        std::hash<Uuid>{}(address.entry), entry_number_ + 1,
        [&](Number number) { return history_.entry_ids_[number] == address.entry; });
    // The rules let nothing in that names what is not there; an imagined entry obeys them too.
    ENTENTE_ASSERT(entry != nothing && address.index < history_.entries_[entry].facts);
    return history_.entries_[entry].first_fact + address.index;
}

Number FactCompiler::term(const TermId& id) {
    const Number number = history_.terms_.intern(id.text);
    if (number == history_.rows_.size()) {
        history_.rows_.add_term();
        const auto id_of = [&](Number other) -> const std::string& { return history_.terms_[other]; };
        auto& by_id = history_.terms_by_id_;
        by_id.insert(std::ranges::lower_bound(by_id, id.text, {}, id_of), number);
    }
    return number;
}

/// Files a fact under the questions that will look for it.
void FactCompiler::link(const Fact& fact, Number number) {
    history_.has_open_starts_ |= fact.open_start;
    switch (fact.type) {
        case EventType::alliance_formed:
        case EventType::party_joined:
        case EventType::party_suspended:
        case EventType::party_resumed:
        case EventType::party_renamed:
            history_.party_facts_.push_back(number);
            break;
        case EventType::party_left:
            history_.party_facts_.push_back(number);
            if (fact.detail != nothing) {
                history_.sweeps_.push_back(number);
            }
            break;
        case EventType::alliance_dissolved:
            history_.sweeps_.push_back(number);
            break;
        case EventType::term_granted:
        case EventType::term_amended:
        case EventType::term_confirmed:
        case EventType::term_exercised:
        case EventType::term_suspended:
        case EventType::term_resumed:
        case EventType::term_ended:
            history_.rows_.insert(fact.subject, row_fact(fact));
            break;
        case EventType::milestone_reached:
            history_.reaches_.push_back(number);
            break;
        case EventType::event_corrected:
            history_.has_open_starts_ |= history_.replacements_[fact.part].open_start;
            history_.revisions_.push_back(number);
            break;
        case EventType::event_retracted:
        case EventType::event_rescheduled:
            history_.revisions_.push_back(number);
            break;
        case EventType::source_added:
            history_.added_sources_.push_back(number);
            break;
        case EventType::note_added:
            break;
        case EventType::state_asserted:
            history_.assertions_.push_back(number);
            break;
    }
}

void FactCompiler::name_milestone(const Moment& moment) {
    if (const auto* upon = std::get_if<Upon>(&moment)) {
        const std::pair named{entry_number_, history_.milestones_.intern(upon->milestone.text)};
        auto& all = history_.named_milestones_;
        const auto first_of_entry = std::ranges::lower_bound(all, entry_number_, {}, &std::pair<Number, Number>::first);
        if (std::find(first_of_entry, all.end(), named) == all.end()) {
            all.push_back(named);
        }
    }
}

void FactCompiler::name_milestones(const Ends& ends) {
    each_single_end(ends, [&](const End& end) {
        if (const Upon* upon = upon_of(end)) {
            name_milestone(*upon);
        }
    });
}

}  // namespace entente
