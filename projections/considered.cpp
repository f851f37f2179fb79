#include <entente/projections/considered.hpp>

#include <algorithm>

namespace entente {

Considered::Considered(const AllianceHistory& history, const Viewpoint& viewpoint, const Fact* without)
    : history_(history),
      viewpoint_(viewpoint),
      without_(without),
      announced_by_(viewpoint.asked.announced_by.value_or(never)) {
    const auto in = [&](Number revision) { return in_set(history.facts()[revision]); };
    if (std::ranges::any_of(history.revisions(), in)) {
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
    const Fact& raw = history_.facts()[fact];
    if (!in_set(raw)) {
        return nullptr;
    }
    if (overrides_.empty() || overrides_[fact] == nothing) {
        return &raw;
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
        if (stands_[place] && revision.type == EventType::event_retracted &&
            in_set(history_.facts()[revision.target])) {
            overrides_[revision.target] = retracted;
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
        stands_[place] = in_set(revision) && !retracted_ones[place];
        if (stands_[place] && revision.type == EventType::event_retracted) {
            const auto target = std::ranges::lower_bound(revisions, revision.target);
            if (target != revisions.end() && *target == revision.target) {
                retracted_ones[static_cast<std::size_t>(target - revisions.begin())] = true;
            }
        }
    }
}

/// How a fact that is no revision reads at this point of the revising.
const Fact& Considered::present_reading(Number fact) const {
    return overrides_[fact] == nothing ? history_.facts()[fact] : layers_[overrides_[fact]].fact;
}

/// The layer a revision of `fact` acts on: a new one over what an event reads, or the one that a revision made.
/// `nothing` when the target did nothing itself.
Number Considered::layer_of(Number fact) {
    if (const auto owned = layer_owners_.find(fact); owned != layer_owners_.end()) {
        return owned->second;
    }
    const Fact& target = history_.facts()[fact];
    const bool is_revision = EventType::event_retracted <= target.type && target.type <= EventType::event_rescheduled;
    if (is_revision || !in_set(target)) {
        return nothing;
    }
    layers_.push_back({.base = fact, .fact = present_reading(fact)});
    overrides_[fact] = static_cast<Number>(layers_.size() - 1);
    return overrides_[fact];
}

void Considered::correct(const Fact& correction, Number number) {
    const Number layer = layer_of(correction.target);
    if (layer == nothing) {
        return;
    }
    const Fact before = layers_[layer].fact;
    Fact& reading = layers_[layer].fact;
    reading = history_.replacement(correction.part);
    reading.seq = before.seq;
    reading.index = before.index;
    reading.announced = before.announced;
    if (!reading.dated) {
        reading.days = before.days;
        reading.moment = before.moment;
        reading.dated = before.has_day() && (before.dated || reading.planned);
        reading.upon = before.upon;
        reading.open_start = before.open_start;
        reading.moved_by = before.moved_by;
    }
    layer_owners_[number] = layer;
}

void Considered::reschedule(const Fact& rescheduling, Number number) {
    const Number layer = layer_of(rescheduling.target);
    if (layer == nothing) {
        return;
    }
    Fact& reading = layers_[layer].fact;
    reading.days = rescheduling.days;
    reading.moment = rescheduling.moment;
    reading.upon = rescheduling.upon;
    reading.open_start = rescheduling.open_start;
    reading.dated = true;
    reading.moved_by = number;
    layer_owners_[number] = layer;
}

/// `[..B]` starts when the alliance was formed, which revisions may have moved.
void Considered::date_open_starts() {
    if (overrides_.empty()) {
        overrides_.assign(history_.facts().size(), nothing);
    }
    for (Number fact = 0; fact < history_.facts().size(); ++fact) {
        const Fact* read = reading(fact);
        if (!read || !read->open_start) {
            continue;
        }
        if (overrides_[fact] == nothing) {
            layers_.push_back({.base = fact, .fact = *read});
            overrides_[fact] = static_cast<Number>(layers_.size() - 1);
        }
        Fact& dated = layers_[overrides_[fact]].fact;
        dated.days = days_of(std::get<Date>(history_.moment(dated.moment)), formed_);
    }
}

}  // namespace entente
