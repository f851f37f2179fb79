/// The first two steps of the naive model: which entries count, and how their events read once all revisions have
/// acted.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "naive_dates.hpp"
#include "naive_model.hpp"
#include <nlohmann/json.hpp>

namespace entente::naive {

using Json = nlohmann::json;

/// From strongest to weakest.
enum class Confidence { official, reported, rumoured };
Confidence confidence_from(const Json& word);
std::string word(Confidence confidence);

/// An event that an answer names, with what it brings along.
struct Citation {
    std::string address;  ///< `ENTRY-ID#INDEX`
    Confidence confidence = Confidence::reported;
    Json sources;
};

/// One field set to one value; null removes it, and null for a whole map removes all in it.
struct Change {
    std::string path;  ///< `exclusive`, `attributes/percent`
    Json value;
};

/// One event, as it reads after all revisions.
struct Happening {
    int seq = 0;
    int index = 0;
    std::string recorded_as;  ///< its address, whatever corrects it
    std::string type;
    Json reading;       ///< the event's own JSON
    std::string about;  ///< its term, party or milestone
    bool planned = false;
    Json effective;         ///< as written on the event, its entry or a rescheduling; null when nowhere
    std::string announced;  ///< as written
    Day announced_day = 0;
    std::vector<Citation> cited;  ///< itself first, then what rescheduled it
    std::vector<Change> changes;  ///< of a grant, an amendment, a reading

    [[nodiscard]] Confidence confidence() const { return cited.front().confidence; }
    [[nodiscard]] bool rumoured() const { return confidence() == Confidence::rumoured; }

    /// What stands for its date in an answer: null for a plan without a day.
    [[nodiscard]] Json when_as_written() const;
};

/// "(earliest effective day, seq, index)" without the day.
bool recorded_before(const Happening& a, const Happening& b);

/// What a question looks at.
struct Considered {
    bool alliance_known = false;
    int position = 0;
    Day knowledge = 0;  ///< the day of knowledge
    Day on = 0;
    std::optional<Day> formed;          ///< the earliest day of `alliance.formed`
    std::vector<Happening> happenings;  ///< in the order of the log, revisions done and left out
    std::set<std::string> milestones;   ///< all that a considered entry names
};

Considered considered(const std::vector<Json>& log, const Question& question);

/// A retraction, correction or rescheduling of the set that nothing in it retracts.
struct Revision {
    std::string address;
    std::string event;  ///< the ordinary event it goes back to, by the address it had when it was recorded
};
std::vector<Revision> standing_revisions(const std::vector<Json>& log, const Question& question);

/// A term's fields as written, flattened to paths; a lone end becomes a list of one.
std::vector<Change> flattened(const Json& fields);

}  // namespace entente::naive
