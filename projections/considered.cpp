#include <entente/projections/considered.hpp>

#include <algorithm>

namespace entente {

Considered::Considered(const AllianceHistory& history, const Viewpoint& viewpoint, const Fact* without)
    : history_(history),
      viewpoint_(viewpoint),
      without_(without),
      announced_by_(viewpoint.asked.announced_by.value_or(never)),
      known_(history.facts_by(viewpoint.position)),
      supposed_(history.facts_by(viewpoint.supposed_after)) {
    if (std::ranges::any_of(history.revisions(), [&](Number revision) { return in_set(revision); })) {
        revise();
    }
    if (!history.facts().empty()) {
        const Fact* formation = reading(0);  // the rules put alliance.formed first
        if (formation) {
            formed_ = formation->days.earliest;
        }
    }
    if (history.has_open_starts() && formed_) {
        date_open_starts();
    }
}

const Fact* Considered::reading(Number fact) const {
    if (!in_set(fact)) {
        return nullptr;
    }
    if (overrides_.empty() || overrides_[fact] == nothing) {
        return &history_.facts()[fact];
    }
    return overrides_[fact] == retracted ? nullptr : &layers_[overrides_[fact]].fact;
}

bool Considered::stands(Number revision) const {
    const auto place = std::ranges::lower_bound(history_.revisions(), revision) - history_.revisions().begin();
    return !stands_.empty() && stands_[static_cast<std::size_t>(place)];
}

bool Considered::is_named_by(const Fact& reading, Number target) const {
    const Fact& named = history_.facts()[target];
    return (named.entry == reading.entry && named.entry_index == reading.entry_index) || target == reading.moved_by;
}

void Considered::revise() {
    overrides_.assign(history_.facts().size(), nothing);
    find_standing();
    for (std::size_t place = 0; place < history_.revisions().size(); ++place) {
        if (!stands_[place]) {
            continue;
        }
        const Number number = history_.revisions()[place];
        const Fact& revision = history_.facts()[number];
        if (revision.type == EventType::event_corrected) {
            correct(revision, number);
        } else if (revision.type == EventType::event_rescheduled) {
            reschedule(revision, number);
        }
    }
    // A retraction takes its event out however it reads by then.
    for (std::size_t place = 0; place < history_.revisions().size(); ++place) {
        const Fact& revision = history_.facts()[history_.revisions()[place]];
        if (stands_[place] && revision.type == EventType::event_retracted && in_set(revision.subject)) {
            overrides_[revision.subject] = retracted;
        }
    }
}

/// A revision stands unless a later one that stands retracts it; so the last is settled first.
void Considered::find_standing() {
    const auto revisions = history_.revisions();
    stands_.assign(revisions.size(), false);
    std::vector<bool> retracted_ones(revisions.size(), false);
    for (std::size_t place = revisions.size(); place-- > 0;) {
        const Fact& revision = history_.facts()[revisions[place]];
        stands_[place] = in_set(revisions[place]) && !retracted_ones[place];
        if (stands_[place] && revision.type == EventType::event_retracted) {
            const EventType type = history_.facts()[revision.subject].type;
            if (EventType::event_retracted <= type && type <= EventType::event_rescheduled) {
                const auto target = std::ranges::lower_bound(revisions, revision.subject);
                retracted_ones[static_cast<std::size_t>(target - revisions.begin())] = true;
            }
        }
    }
}

/// The layer of the event that a revision's target is or acted on, made when there is none yet; `nothing` outside the
/// set, and where the target did nothing.
Number Considered::layer_of(Number target) {
    const Fact& fact = history_.facts()[target];
    if (is_revision(fact.type)) {
        const auto acted = acted_on_.find(target);
        return acted == acted_on_.end() ? nothing : acted->second;
    }
    if (!in_set(target)) {
        return nothing;
    }
    static_cast<void>(uppermost(target));
    return overrides_[target];
}

/// What a fact reads in its uppermost layer, made when there is none yet. Not for what is retracted.
Fact& Considered::uppermost(Number fact) {
    if (overrides_.empty()) {
        overrides_.assign(history_.facts().size(), nothing);
    }
    if (overrides_[fact] == nothing) {
        layers_.push_back({.base = fact, .fact = history_.facts()[fact]});
        overrides_[fact] = static_cast<Number>(layers_.size() - 1);
    }
    return layers_[overrides_[fact]].fact;
}

const Fact* Considered::imagine(const Fact& added) {
    Number base = added.subject;
    while (is_revision(history_.facts()[base].type)) {
        base = history_.facts()[base].subject;
    }
    const Fact* read = reading(base);
    if (!read || added.part == nothing || !is_named_by(*read, added.subject)) {
        return nullptr;
    }
    const bool is_of_terms = is_about_term(read->type) || read->type == EventType::alliance_dissolved ||
                             read->type == EventType::milestone_reached || read->type == EventType::party_left;
    const RivalReading& rival = history_.reading(added.part);
    const bool has_fields = read->type == EventType::term_granted || read->type == EventType::term_amended;
    const bool is_moved = rival.moment != nothing && rival.moment != read->moment;
    if (!is_of_terms || !(is_moved || (has_fields && rival.changes > 0))) {
        return nullptr;
    }
    Fact& imagined = uppermost(base);
    if (has_fields) {
        imagined.part = added.part;
        const auto changes = history_.changes_of(rival);
        imagined.ends_wait |= std::ranges::any_of(changes, [&](const Change& change) {
            return change.states_ends() && !history_.plain_ends(change.value()).plain;
        });
        imagined.sets_ends = true;
    }
    if (is_moved) {
        const Moment& moment = history_.moment(rival.moment);
        const auto* date = std::get_if<Date>(&moment);
        imagined.moment = rival.moment;
        imagined.upon = date == nullptr;
        imagined.open_start = date && date->form == Date::Form::up_to;
        imagined.days = date ? days_of(*date, formed_) : DaySpan{imagined.announced, imagined.announced};
        imagined.dated = true;
    }
    return &imagined;
}

/// Whether what is in place by the revision `present` is, or goes back to, what `revision` put in place: then a
/// revision of `revision` changes it.
bool Considered::goes_back_to(Number present, Number revision) const {
    while (present != nothing && present != revision) {
        const Fact& fact = history_.facts()[present];
        present = history_.facts()[fact.subject].type == fact.type ? fact.subject : nothing;
    }
    return present != nothing;
}

void Considered::correct(const Fact& correction, Number number) {
    const Number place = layer_of(correction.subject);
    if (place == nothing) {
        return;
    }
    acted_on_[number] = place;
    Layer& layer = layers_[place];
    const bool of_correction = history_.facts()[correction.subject].type == EventType::event_corrected;
    if (of_correction && !goes_back_to(layer.content_by, correction.subject)) {
        return;  // what it corrects has been corrected otherwise since
    }
    const Fact before = layer.fact;
    layer.fact = history_.replacement(correction.part);
    layer.fact.place = before.place;
    layer.fact.announced = before.announced;
    layer.content_by = number;
    if (layer.fact.dated) {
        layer.day_by = nothing;
        return;
    }
    layer.fact.days = before.days;
    layer.fact.moment = before.moment;
    layer.fact.dated = before.has_day() && (before.dated || layer.fact.planned);
    layer.fact.upon = before.upon;
    layer.fact.open_start = before.open_start;
    layer.fact.moved_by = before.moved_by;
}

void Considered::reschedule(const Fact& rescheduling, Number number) {
    const Number place = layer_of(rescheduling.subject);
    if (place == nothing) {
        return;
    }
    acted_on_[number] = place;
    Layer& layer = layers_[place];
    const EventType target = history_.facts()[rescheduling.subject].type;
    const bool is_gone =
        (target == EventType::event_corrected && !goes_back_to(layer.content_by, rescheduling.subject)) ||
        (target == EventType::event_rescheduled && !goes_back_to(layer.day_by, rescheduling.subject));
    if (is_gone) {
        return;
    }
    layer.fact.days = rescheduling.days;
    layer.fact.moment = rescheduling.moment;
    layer.fact.upon = rescheduling.upon;
    layer.fact.open_start = rescheduling.open_start;
    layer.fact.dated = true;
    layer.fact.moved_by = number;
    layer.day_by = number;
}

/// `[..B]` starts when the alliance was formed, which revisions may have moved.
void Considered::date_open_starts() {
    for (Number fact = 0; fact < history_.facts().size(); ++fact) {
        const Fact* read = reading(fact);
        if (!read || !read->open_start) {
            continue;
        }
        Fact& dated = uppermost(fact);
        dated.days = days_of(std::get<Date>(history_.moment(dated.moment)), formed_);
    }
}

}  // namespace entente
