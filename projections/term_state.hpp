/// What is to be said of one term at one viewpoint.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <entente/core/date.hpp>
#include <entente/core/moment.hpp>
#include <entente/events/event.hpp>
#include <entente/events/term.hpp>
#include <entente/events/vocabulary.hpp>

namespace entente {

/// What may end a term.
enum class EndKind : std::uint8_t { dated, milestone, perpetual, open, not_stated, unknown, ended };
[[nodiscard]] std::string_view word(EndKind kind);

/// Why a state is not certain; the first that applies is said.
enum class Doubt : std::uint8_t { milestone_open, end_unknown, imprecise_date, rumoured };
[[nodiscard]] std::string_view word(Doubt doubt);

/// The present value of one field. The pointers live as long as the answer's histories.
struct FieldState {
    Field field;
    std::string_view key;     ///< of scope, days, attributes
    const FieldValue* value;  ///< never null; monostate for what is not stated
};

/// All values a field may have, the shown one first; null where a way lacks it.
struct PossibleField {
    Field field;
    std::string_view key;
    std::vector<const FieldValue*> values;
};

/// A source of an event an answer rests on.
struct CitedSource {
    const Source* source;
    Stance stance;
};

/// A rival reading of an event the answer rests on.
struct Dispute {
    EventAddress event;  ///< the event that is read differently
    std::string path;    ///< `exclusive`, `attributes/percent`, `effective`, `reason`
    std::variant<const FieldValue*, Moment, std::string> value;  ///< the rival value of that path
    Confidence confidence;
    std::vector<const Source*> sources;
};

struct TermState {
    std::string_view term;
    std::optional<Status> status;  ///< what holds if nothing doubtful happened; null: then there is no such term
    bool certain = true;
    std::vector<std::optional<Status>> possible_status;  ///< empty when there is only one
    std::vector<PossibleField> possible_fields;
    std::variant<std::monostate, EndReason, Doubt> reason;
    std::vector<FieldState> fields;  ///< all plain fields in the order of Field; scope, days, attributes by key
    std::optional<DaySpan> begins, since, last_day;
    EndKind end_kind = EndKind::not_stated;
    const Moment* last_confirmed = nullptr;
    const Moment* last_exercised = nullptr;
    Confidence confidence = Confidence::reported;
    std::vector<Dispute> disputes;
    std::vector<EventAddress> because;
    std::vector<CitedSource> sources;

    /// The value of a plain field.
    [[nodiscard]] const FieldValue& at(Field field) const;
};

}  // namespace entente
