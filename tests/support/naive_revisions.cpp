#include <algorithm>
#include <map>
#include <utility>

#include "naive_revisions.hpp"

namespace entente::naive {
namespace {

/// An event in its place, before and while revisions act on it.
struct Slot {
    const Json* entry = nullptr;
    int seq = 0;
    int index = 0;
    std::string address;
    Json event;
    bool out = false;

    // Of an ordinary event: what it reads by now.
    Json reading;
    Json effective;
    Citation citation;
    std::optional<Citation> rescheduled;     ///< the rescheduling that gave the present date
    std::vector<std::size_t> corrections;    ///< those whose reading is in place, each changing the one before
    std::vector<std::size_t> reschedulings;  ///< likewise of the date
};

bool is_revision(const Json& event) {
    return event.at("type").get<std::string>().starts_with("event.");
}

/// "`effective`, `confidence`, `sources` on an event stand instead of the entry's."
Json stated(const Json& event, const Json& entry, const char* field) {
    return event.contains(field) ? event.at(field) : entry.contains(field) ? entry.at(field) : Json{};
}

/// "Default confidence is `reported`."
Citation citation_of(const std::string& address, const Json& event, const Json& entry) {
    const auto confidence = stated(event, entry, "confidence");
    const auto sources = stated(event, entry, "sources");
    return {
        .address = address,
        .confidence = confidence.is_null() ? Confidence::reported : confidence_from(confidence),
        .sources = sources.is_null() ? Json::array() : sources};
}

/// "recorded ≤ known_at": "an RFC 3339 instant, a date = to the end of that UTC day, or a position `@42`".
bool recorded_by(const Json& record, const std::optional<std::string>& known_at) {
    if (!known_at) {
        return true;
    }
    if (known_at->front() == '@') {
        return record.at("seq").get<int>() <= std::stoi(known_at->substr(1));
    }
    const auto recorded = record.at("recorded").get<std::string>();
    return known_at->size() == 10 ? recorded.substr(0, 10) <= *known_at : recorded <= *known_at;
}

/// "announced …; a civil date, maybe imprecise (its latest day counts)"
Day announced_day(const Json& entry) {
    return days_of(entry.at("announced").get<std::string>(), std::nullopt).latest;
}

/// "**The set**: the alliance's entries with recorded ≤ known_at and announced ≤ announced_by."
bool in_the_set(const Json& record, const Question& question) {
    const auto& entry = record.at("entry");
    return entry.at("alliance") == question.alliance && recorded_by(record, question.known_at) &&
           (!question.announced_by || announced_day(entry) <= day_from(*question.announced_by));
}

/// "The day of knowledge is the earliest of today, `announced_by` and the day of `known_at`; a position reaches until
/// the next record was made, the last position until today."
Day day_of_knowledge(const std::vector<Json>& log, const Question& question) {
    Day day = day_from(question.today);
    if (question.announced_by) {
        day = std::min(day, day_from(*question.announced_by));
    }
    if (!question.known_at) {
        return day;
    }
    if (question.known_at->front() != '@') {
        return std::min(day, day_from(question.known_at->substr(0, 10)));
    }
    for (const auto& record : log) {
        if (!recorded_by(record, question.known_at)) {
            return std::min(day, day_from(record.at("recorded").get<std::string>().substr(0, 10)));
        }
    }
    return day;
}

std::vector<Slot> slots_of(const std::vector<Json>& log, const Question& question) {
    std::vector<Slot> slots;
    for (const auto& record : log) {
        if (!in_the_set(record, question)) {
            continue;
        }
        const auto& entry = record.at("entry");
        int index = 0;
        for (const auto& event : entry.at("events")) {
            Slot slot;
            slot.entry = &entry;
            slot.seq = record.at("seq").get<int>();
            slot.index = index++;
            slot.address = entry.at("id").get<std::string>() + "#" + std::to_string(slot.index);
            slot.event = event;
            slot.reading = event;
            slot.effective = stated(event, entry, "effective");
            slot.citation = citation_of(slot.address, event, entry);
            slots.push_back(std::move(slot));
        }
    }
    return slots;
}

class Revisions {
public:
    explicit Revisions(std::vector<Slot>& slots) : slots_(slots) {
        for (std::size_t i = 0; i < slots.size(); ++i) {
            by_address_[slots[i].address] = i;
        }
    }

    /// "**Revisions** (`event.*`) act whatever day is asked, in the order recorded, later ones on the result of earlier
    /// ones."
    void act() {
        take_out_the_retracted();
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            if (slots_[i].out) {
                continue;
            }
            if (slots_[i].event.at("type") == "event.corrected") {
                correct(i);
            } else if (slots_[i].event.at("type") == "event.rescheduled") {
                reschedule(i);
            }
        }
    }

private:
    /// "what acts on something outside the set does nothing"
    std::optional<std::size_t> target_of(std::size_t revision) const {
        const auto found = by_address_.find(slots_[revision].event.at("event").get<std::string>());
        return found == by_address_.end() ? std::nullopt : std::optional(found->second);
    }

    /// "`event.retracted`: it never counted", also when "it" is a retraction. "A retraction takes its event out however
    /// it reads by then." From the last to the first: nothing acts on the last one.
    void take_out_the_retracted() {
        for (std::size_t i = slots_.size(); i-- > 0;) {
            if (!slots_[i].out && slots_[i].event.at("type") == "event.retracted") {
                if (const auto target = target_of(i)) {
                    slots_[*target].out = true;
                }
            }
        }
    }

    /// The ordinary event that a chain of corrections and reschedulings comes down to; none when one of them is out of
    /// the set or retracted.
    std::optional<std::size_t> root_of(std::size_t event) const {
        while (is_revision(slots_[event].event)) {
            const auto target = target_of(event);
            if (slots_[event].out || !target) {
                return std::nullopt;
            }
            event = *target;
        }
        return event;
    }

    /// Drops what stood on top of `target`; false when `target` itself is not in place any more.
    static bool cut_back_to(std::vector<std::size_t>& in_place, std::size_t target) {
        const auto found = std::ranges::find(in_place, target);
        if (found == in_place.end()) {
            return false;
        }
        in_place.erase(found + 1, in_place.end());
        return true;
    }

    /// "it should have read so". "Correcting or rescheduling a correction changes the reading it put in place."
    void correct(std::size_t correction) {
        const auto target = target_of(correction);
        const auto root = target ? root_of(*target) : std::nullopt;
        if (!root) {
            return;
        }
        auto& slot = slots_[*root];
        if (*target == *root) {
            slot.corrections.clear();
        } else if (!cut_back_to(slot.corrections, *target)) {
            return;
        }
        slot.corrections.push_back(correction);
        const auto& own = slots_[correction];
        const auto& replacement = own.event.at("replacement");
        // "A replacement without `effective` keeps the date of what it replaces"
        if (replacement.contains("effective")) {
            slot.effective = replacement.at("effective");
            slot.reschedulings.clear();
            slot.rescheduled.reset();
        } else if (slot.effective.is_null() && !planned(slot.reading) && planned(replacement)) {
            slot.effective = slot.entry->at("announced");
        }
        slot.reading = replacement;
        // "its confidence and sources are the correction's own"
        slot.citation = own.citation;
        if (replacement.contains("confidence")) {
            slot.citation.confidence = confidence_from(replacement.at("confidence"));
        }
        if (replacement.contains("sources")) {
            slot.citation.sources = replacement.at("sources");
        }
    }

    /// "`event.rescheduled` states its own `effective`: the target's new one; answers name both."
    void reschedule(std::size_t rescheduling) {
        const auto target = target_of(rescheduling);
        const auto root = target ? root_of(*target) : std::nullopt;
        if (!root) {
            return;
        }
        auto& slot = slots_[*root];
        const auto& kind = slots_[*target].event.at("type");
        if (kind == "event.rescheduled" && !cut_back_to(slot.reschedulings, *target)) {
            return;
        }
        if (kind == "event.corrected" && std::ranges::find(slot.corrections, *target) == slot.corrections.end()) {
            return;
        }
        if (kind != "event.rescheduled") {
            slot.reschedulings.clear();
        }
        slot.reschedulings.push_back(rescheduling);
        slot.effective = slots_[rescheduling].event.at("effective");
        slot.rescheduled = slots_[rescheduling].citation;
    }

    static bool planned(const Json& event) { return event.value("planned", false); }

    std::vector<Slot>& slots_;
    std::map<std::string, std::size_t> by_address_;
};

/// "`milestones`: every one a considered entry names"
void collect_milestones(const Json& json, std::set<std::string>& names) {
    if (json.is_object()) {
        for (const auto& [key, value] : json.items()) {
            if ((key == "milestone" || key == "upon") && value.is_string()) {
                names.insert(value.get<std::string>());
            }
            collect_milestones(value, names);
        }
    } else if (json.is_array()) {
        for (const auto& element : json) {
            collect_milestones(element, names);
        }
    }
}

Happening happening_of(const Slot& slot) {
    Happening happening;
    happening.seq = slot.seq;
    happening.index = slot.index;
    happening.recorded_as = slot.address;
    happening.type = slot.reading.at("type").get<std::string>();
    happening.reading = slot.reading;
    for (const auto* name : {"term", "party", "milestone"}) {
        if (slot.reading.contains(name)) {
            happening.about = slot.reading.at(name).get<std::string>();
            break;
        }
    }
    happening.planned = slot.reading.value("planned", false);
    happening.effective = slot.effective;
    happening.announced = slot.entry->at("announced").get<std::string>();
    happening.announced_day = announced_day(*slot.entry);
    happening.cited.push_back(slot.citation);
    if (slot.rescheduled) {
        happening.cited.push_back(*slot.rescheduled);
    }
    if (happening.type == "term.granted") {
        happening.changes = flattened(slot.reading);
    } else if (happening.type == "term.amended") {
        happening.changes = flattened(slot.reading.at("set"));
    } else if (happening.type == "source.added" && slot.reading.contains("reading")) {
        happening.changes = flattened(slot.reading.at("reading"));
    }
    return happening;
}

}  // namespace

Confidence confidence_from(const Json& word) {
    return word == "official" ? Confidence::official : word == "rumoured" ? Confidence::rumoured : Confidence::reported;
}

std::string word(Confidence confidence) {
    return confidence == Confidence::official   ? "official"
           : confidence == Confidence::rumoured ? "rumoured"
                                                : "reported";
}

/// "without `effective`, the announced date holds"; "A planned event without an `effective` of its own or its entry's
/// has no day (corrected into a fact, it then has the announced day of the entry it replaces)."
Json Happening::when_as_written() const {
    if (!effective.is_null()) {
        return effective;
    }
    return planned ? Json{} : Json(announced);
}

bool recorded_before(const Happening& a, const Happening& b) {
    return std::pair(a.seq, a.index) < std::pair(b.seq, b.index);
}

std::vector<Change> flattened(const Json& fields) {
    std::vector<Change> changes;
    for (const auto* name :
         {"kind", "grantor", "grantee", "subject", "actions", "exclusive", "conditions", "survives"}) {
        if (fields.contains(name)) {
            changes.push_back({name, fields.at(name)});
        }
    }
    // "`ends` is a list …; a lone end is accepted in an entry and shown as a list of one"
    if (fields.contains("ends")) {
        const auto& ends = fields.at("ends");
        changes.push_back({"ends", ends.is_array() || ends.is_null() ? ends : Json::array({ends})});
    }
    for (const auto* name : {"scope", "days", "attributes"}) {
        if (!fields.contains(name)) {
            continue;
        }
        if (fields.at(name).is_null()) {
            changes.push_back({name, Json{}});
            continue;
        }
        for (const auto& [key, value] : fields.at(name).items()) {
            changes.push_back({std::string(name) + "/" + key, value});
        }
    }
    return changes;
}

Considered considered(const std::vector<Json>& log, const Question& question) {
    Considered result;
    result.on = day_from(question.on);
    result.knowledge = day_of_knowledge(log, question);
    for (const auto& record : log) {
        result.alliance_known = result.alliance_known || record.at("entry").at("alliance") == question.alliance;
        // "`position` is the last seq with recorded ≤ `known_at`, whatever alliance."
        if (recorded_by(record, question.known_at)) {
            result.position = record.at("seq").get<int>();
        }
        if (in_the_set(record, question)) {
            collect_milestones(record.at("entry").at("events"), result.milestones);
            collect_milestones(record.at("entry").value("effective", Json{}), result.milestones);
        }
    }
    auto slots = slots_of(log, question);
    Revisions(slots).act();
    for (const auto& slot : slots) {
        if (!slot.out && !is_revision(slot.event)) {
            result.happenings.push_back(happening_of(slot));
        }
    }
    for (const auto& happening : result.happenings) {
        const auto when = happening.when_as_written();
        if (happening.type == "alliance.formed" && when.is_string()) {
            result.formed = days_of(when.get<std::string>(), std::nullopt).earliest;
            break;
        }
    }
    return result;
}

std::vector<Revision> standing_revisions(const std::vector<Json>& log, const Question& question) {
    auto slots = slots_of(log, question);
    Revisions(slots).act();
    Question whole_log = question;  // what a revision goes back to may be outside the set
    whole_log.known_at = whole_log.announced_by = std::nullopt;
    std::map<std::string, Json> events;
    for (const auto& slot : slots_of(log, whole_log)) {
        events[slot.address] = slot.event;
    }
    std::vector<Revision> standing;
    for (const auto& slot : slots) {
        if (!slot.out && is_revision(slot.event)) {
            auto goes_back_to = slot.event.at("event").get<std::string>();
            while (is_revision(events.at(goes_back_to))) {
                goes_back_to = events.at(goes_back_to).at("event").get<std::string>();
            }
            standing.push_back({.address = slot.address, .event = goes_back_to});
        }
    }
    return standing;
}

}  // namespace entente::naive
