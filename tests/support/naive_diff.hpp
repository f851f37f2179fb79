/// `diff` once more, naive and by the letter: two answers to `terms`, laid side by side.
///
/// Where SEMANTICS leaves a choice, these readings were chosen:
///  1. "In force or suspended" is the shown status. `fields` of what is added or removed is `{}`: only `changed` lists.
///  2. `possible` differs where its values do, whatever their order behind the shown one. A party's stated fields are
///     `name` and `role`.
///  3. "The events that did it" (DESIGN) are, of what is `added`, all that the later state rests on. Else of those:
///     whatever set a field or status that differs, and whatever is new among them without setting anything shown (a
///     reach, a doubtful event). Then, as recorded, the revisions that stand later only and go back to an event that
///     the earlier state rested on, named as it is not any more. Where that is nobody: what is new, else all of the
///     later, else of the earlier. A rescheduled event and its rescheduling go together.
///  4. Of a party: what has surely happened to it by then, in order; of that what is new, and revisions likewise.
#pragma once

#include <string>
#include <vector>

#include "naive_model.hpp"
#include <nlohmann/json_fwd.hpp>

namespace entente::naive {

/// The `changes` of the document; null for an alliance the log does not know. The questions share alliance and today.
nlohmann::json changes(const std::vector<nlohmann::json>& log, Question before, Question after);

}  // namespace entente::naive
