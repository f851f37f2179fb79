/// From where a question is asked: three times, one coordinate for each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <entente/core/date.hpp>
#include <entente/core/instant.hpp>
#include <entente/events/seq.hpp>

namespace entente {

/// How much the log had learned: everything recorded up to an instant, to the end of a UTC day, or to a position.
struct KnownAt {
    std::variant<Instant, Day, Seq> point;
    std::string written;  ///< as asked; answers repeat it
    friend bool operator==(const KnownAt&, const KnownAt&) = default;
};

/// Reads an RFC 3339 instant, `YYYY-MM-DD` or `@42`. Errors: `bad_date`.
[[nodiscard]] Result<KnownAt> parse_known_at(std::string_view text);

/// When a question was first asked, and how long the log was then. A citation says so, that its answer stays the same.
struct AskedThen {
    Day day;
    Seq log_end;
    friend bool operator==(const AskedThen&, const AskedThen&) = default;
};

struct AsOf {
    Day on;                                    ///< the day in the world that is asked about
    std::optional<KnownAt> known_at;           ///< absent: all that is recorded
    std::optional<Day> announced_by;           ///< absent: whenever announced
    std::optional<AskedThen> asked_then = {};  ///< absent: it is asked now
    friend bool operator==(const AsOf&, const AsOf&) = default;
};

/// Reads when a citation was asked, `2026-11-24@41`, into a question: on that day, of a log that ended at that
/// position. Without a position it is the one that `known_at` names, which then was not asked for itself. Errors:
/// `bad_date`.
[[nodiscard]] Result<void> ask_as_then(AsOf& as_of, std::string_view asked);

/// An AsOf laid against a log: which entries count, and up to when a milestone without a record is surely unreached.
struct Viewpoint {
    AsOf asked;
    Seq position;   ///< the last seq with recorded ≤ known_at, whatever alliance
    Day knowledge;  ///< the day of knowledge: the earliest of today, announced_by and the day of known_at
    Day today{};    ///< the day it is asked
    Seq supposed_after{~std::uint64_t{0}};  ///< what stands behind this seq is imagined and counts as recorded
    [[nodiscard]] bool knows(Seq seq) const { return seq <= position || seq > supposed_after; }
};

}  // namespace entente
