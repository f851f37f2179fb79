/// The workload's events as entente's own entries: one event an entry, and what each answer repeats can be read back.
///
///   workload                entente
///   AL-000012, T05, P21863  al-000012, t05, p21863: ids are in lower case
///   seq                     the last 48 bits of the entry's id; in a converted log it is the entry's own seq, too
///   effective               `announced`, which holds for an event that says no date of its own
///   through                 `ends`: [{"through": …}]; without it nobody stated an end
///   percent, exclusive      the attribute `percent`, "8.5%"; `exclusive`
///   parties                 the first is the grantor, the others are grantees
///   grant, amend, end       term.granted (a license), term.amended, term.ended
///   retract                 event.retracted
///
/// The first entry of an alliance forms it, and grants as its second event.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>

#include "told_event.hpp"

#include <entente/core/uuid.hpp>

namespace entente::bench {

class ToldEntries {
public:
    /// The event as the JSON text of an entry, to be called in the order of the log.
    [[nodiscard]] std::string next(const ToldEvent& event);

private:
    std::unordered_set<std::string> formed_;
    std::unordered_set<std::uint64_t> forming_;  ///< by seq: the entries that formed one
};

/// The workload's seq of an entry with this id.
[[nodiscard]] std::uint64_t told_seq(const EntryId& id);

}  // namespace entente::bench
