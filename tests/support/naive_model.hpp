/// The rules of entente once more, naive and by the letter: what the answer to `terms` must be.
/// It shares no code with the projections, enumerates every way, walks over days, and knows no shortcut.
///
/// Where SEMANTICS leaves a choice, these readings were chosen:
///  1. `[..B]` with `alliance.formed` inside B starts on that day; it is B's own days when `alliance.formed` is not in
///  the set.
///  2. The day of knowledge of `@N` is the UTC day on which record N + 1 was made, that day included.
///  3. A milestone counts as "with no record" when no unplanned reach of it, true in the way looked at, is in the set,
///     whatever its date; one with a record is not thought to be reached again.
///  4. A revision that is retracted never acted: the others act as if it were not there. A correction of a correction
///     whose reading has since been replaced by a later correction of the event itself changes nothing visible; so does
///     a rescheduling of a rescheduling whose date is no longer in place. What corrects or reschedules an event that is
///     out does nothing.
///  5. A corrected event is cited by its correction alone, a rescheduled one by itself and then the rescheduling that
///  gave
///     its present date. A replacement that says its own confidence or sources has those. A fact without `effective`,
///     corrected into a plan without one, keeps the announced date as its day.
///  6. "First grant" is the first in the log. Where another grant, earlier in the order, has happened, it takes no
///  early
///     place: the term is there already.
///  7. What is dated before the start of the first grant acts on a pending term: suspending does nothing, ending is
///     `withdrawn`. Imprecise days that overlap the start count as after it.
///  8. Suspending acts on what is in force, resuming on what is suspended, amending on whatever has been granted (also
///     when ended). An ended term is not ended again. Before the first grant's place the term is not there at all.
///  9. Events upon one milestone that is not reached are doubtful each on its own. A rumour of what is still to come on
///  the
///     day asked is no doubt yet, but a rumoured first grant is from its place on, and a rumoured reach always. A
///     rumour with imprecise days may be false, true and still to come, or true and come; for `reason` it is one doubt.
/// 10. Ends decide of a pending term too (it may expire before it starts), but `unknown` doubts only what has begun.
/// 11. "The latest reach" is the last in fold order of those that count. A doubtful reach on the day asked was or was
/// not by
///     then; on an earlier day it makes the end three-valued.
/// 12. A day in force, when walking back, is one on which the events up to it (each from its earliest day) leave the
/// term
///     in force or suspended, and its ends had not surely come. `since` is the span of the event or reach that begins
///     the run. An end and a grant on one day do not break it.
/// 13. What is imprecise and overlaps the first grant folds directly after it, wherever that stands; what stands behind
/// it
///     anyway stays in its place. On days before the first grant's place there is nothing to fold after.
/// 14. `last_day` of what is ended: the day before the end's days; of what expired: from the last day on which its ends
/// had
///     surely not come (not before the run) to the last on which they had not surely come; else walking forward from
///     `on` to the end of the present run, so never before `on`, with every announced day ahead at its earliest and
///     latest (null when it never begins in any of these; its first day may be its last where it begins in some only).
///     The present grant counts whenever it was announced; pending upon a milestone, it may begin on any day. What else
///     waits upon a milestone that is not surely reached by `on` contributes nothing.
/// 15. `end_kind`: "sooner" compares the latest last day; announced events that wait upon the milestone are counted
/// like
///     ends; a milestone with an end for which none of its reaches counts is "not reached"; `dated` wherever there is a
///     last day; ends of another form without a last day: `milestone` if they name one, else `dated`.
/// 16. Plans count from their announced or earliest day; of those that count on the day asked, the one recorded last is
///     shown, with the unfulfilled planned amendments that count on the day asked, in the order recorded. Fulfilment
///     looks at the log, not at `on`. A rumour fulfils a plan in the ways in which it is true. A rumoured plan is a
///     plan. A plan without a day starts, for what counts from a milestone, on its announced day.
/// 17. A term that exists only in ways in which something doubtful happened shows the fields of its first recorded
/// rumoured
///     grant; where there is none, of its first recorded grant that may have happened.
/// 18. A removal sets a field too: it belongs to `because`. The status is set by the last event that set it (a grant,
/// an end,
///     a suspension, a resumption). Maybe-events of the term and of reaches it may hang on belong to `because` always,
///     dissolutions and successions where they make a difference. The reach that an end's `effective` waits for belongs
///     too.
/// 19. Values of `scope`, `days` and `attributes` are replaced whole. Only `ends` are normalised (a lone one to a
/// list).
/// 20. Sources: in the order of `because`, of each event its own, then those added to it by address; equal ones once. A
///     source.added counts whatever day is asked. `event` of a dispute is the disputed event, also where the source
///     names its correction or rescheduling; disputes come in the order of `because`, as recorded, of the fields; null
///     for a field reads as its empty value; their sources have no stance.
/// 21. Parties: only members, by joining or as founders; who joins while a member stays one (a suspension lifts);
/// unsaid name
///     and role stay; renaming, suspending and leaving do nothing to who never joined. Of several joins to come the
///     first in order is expected. `title` is that of `alliance.formed`.
/// 22. In `possible` of `status` null comes last unless it is shown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace entente::naive {

struct Question {
    std::string alliance;
    std::string on;                           ///< `YYYY-MM-DD`
    std::optional<std::string> known_at;      ///< `…T…Z` with six digits, `YYYY-MM-DD` or `@N`
    std::optional<std::string> announced_by;  ///< `YYYY-MM-DD`
    bool all = false;
    std::string today;  ///< `YYYY-MM-DD`
};

/// The `terms` document without `cite` and `chain`; null for an alliance the log does not know.
/// `log`: `{"seq", "recorded", "entry"}` each, in order, the entries as a person wrote them.
nlohmann::json terms(const std::vector<nlohmann::json>& log, const Question& question);

}  // namespace entente::naive
