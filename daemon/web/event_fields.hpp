/// Which fields a form shows for an event of each type, and how what is typed into them becomes the event.
#pragma once

#include <string_view>
#include <vector>

#include <entente/daemon/web/form_body.hpp>
#include <entente/daemon/web/words.hpp>
#include <entente/events/vocabulary.hpp>

namespace entente::daemon {

/// How a field is typed in.
enum class Typing : std::uint8_t {
    term,        ///< an id; those there are get offered
    party,       ///< an id; those there are get offered
    milestone,   ///< an id
    parties,     ///< ids, with commas between
    words,       ///< the same
    path,        ///< ids with slashes between
    kind,        ///< of the vocabulary
    reason,      ///< why something ended
    status,      ///< how a term stands
    stance,      ///< of a source
    yes_no,      ///< or not said
    end,         ///< a word and, for some, a date or milestone
    line,        ///< a text
    day,         ///< a date
    moment,      ///< a date, or a milestone that is waited for
    lines,       ///< a text a line
    named,       ///< `name: value` a line
    scope,       ///< `territory: cn, us` a line
    members,     ///< `party: Name` a line
    taken_away,  ///< names of fields, with commas between
    json         ///< as it stands in an entry
};

struct EventField {
    std::string_view name;   ///< as in an entry
    std::string_view label;  ///< in words
    Typing typing;
    bool required = false;
    std::string_view hint = {};
    bool of_term = false;  ///< stands in `set` when the event amends a term
};

/// In the order they are asked for; what every event has (effective, planned, confidence) not among them.
[[nodiscard]] std::vector<EventField> fields_of(EventType type);

[[nodiscard]] bool can_be_planned(EventType type);

/// The event that is typed in under names that begin with `prefix` (`e0.`). Whether it is right, the reader of entries
/// says.
[[nodiscard]] Json event_from(const FormBody& form, std::string_view prefix);

/// The parts between such characters, without the blanks around them; empty ones are left out.
[[nodiscard]] std::vector<std::string> parts_of(std::string_view text, char between);

/// A term may end in one of several ways. The field of the first is named `e0.ends`, and its date `e0.ends.date`; that
/// of the next `e0.ends.1`.
[[nodiscard]] std::string end_name(const std::string& field, std::size_t place);
[[nodiscard]] std::size_t ends_typed(const FormBody& form, const std::string& field);  ///< how many the form has

/// `2026-04-27` stays a date; another word is a milestone that is waited for.
[[nodiscard]] Json moment_from(std::string_view typed);

}  // namespace entente::daemon
