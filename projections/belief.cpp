#include <entente/projections/belief.hpp>

#include <algorithm>
#include <array>
#include <deque>

#include <entente/projections/term_answer.hpp>
#include <entente/projections/term_history.hpp>
#include <entente/projections/term_stretches.hpp>
#include <entente/projections/timeline_window.hpp>

namespace entente {
namespace {

std::vector<Stretch> stretches_at(const AllianceHistory& history, const Viewpoint& viewpoint, Number term) {
    Considered considered{history, viewpoint};
    const Occasions occasions{considered};
    std::deque<FieldValue> values;
    DerivedValues derived{history, values};
    std::array<std::byte, 4'096> near;
    std::pmr::monotonic_buffer_resource memory{near.data(), near.size()};
    return stretches_of_term(
        {.considered = considered, .occasions = occasions, .derived = derived, .memory = memory}, term);
}

/// The same is said of every day, whatever it rests on.
bool say_the_same(const std::vector<Stretch>& some, const std::vector<Stretch>& others) {
    return std::ranges::equal(some, others, [](const Stretch& a, const Stretch& b) {
        return a.first == b.first && a.last == b.last && a.standing == b.standing;
    });
}

/// A moment at which more became known.
struct Step {
    Viewpoint viewpoint;
    std::vector<BeliefEntry> entries;
};

class Learning {
public:
    Learning(const AllianceHistory& history, const Viewpoint& viewpoint) : history_(history), viewpoint_(viewpoint) {}

    [[nodiscard]] std::vector<Step> steps(KnownBy known_by) const {
        return known_by == KnownBy::recorded ? as_recorded() : as_announced();
    }

private:
    [[nodiscard]] bool counts(const EntryNote& entry) const {
        return viewpoint_.knows(entry.seq) && entry.announced_day <= viewpoint_.asked.announced_by.value_or(never);
    }

    [[nodiscard]] BeliefEntry told(const EntryNote& entry) const {
        return {
            .id = history_.id_of(entry),
            .seq = entry.seq,
            .recorded = entry.recorded,
            .announced = entry.announced,
            .title = entry.title == nothing ? std::string_view{} : std::string_view{history_.text(entry.title)}};
    }

    /// As it was known at the instant an entry was recorded; nothing imagined counts then.
    [[nodiscard]] std::vector<Step> as_recorded() const {
        std::vector<Step> steps;
        for (const auto& entry : history_.entries()) {
            if (counts(entry) && entry.seq <= viewpoint_.position) {
                Viewpoint then = viewpoint_;
                then.position = entry.seq;
                then.supposed_after = Viewpoint{}.supposed_after;
                then.knowledge = std::min(viewpoint_.knowledge, day_of(entry.recorded));
                steps.push_back({.viewpoint = then, .entries = {told(entry)}});
            }
        }
        return steps;
    }

    /// As anybody could know it at the end of a day on which entries were announced.
    [[nodiscard]] std::vector<Step> as_announced() const {
        std::vector<const EntryNote*> entries;
        for (const auto& entry : history_.entries()) {
            if (counts(entry)) {
                entries.push_back(&entry);
            }
        }
        std::ranges::stable_sort(entries, {}, &EntryNote::announced_day);
        std::vector<Step> steps;
        for (const EntryNote* entry : entries) {
            if (steps.empty() || steps.back().viewpoint.asked.announced_by != entry->announced_day) {
                Viewpoint then = viewpoint_;
                then.asked.announced_by = entry->announced_day;
                then.knowledge = std::min(viewpoint_.knowledge, entry->announced_day);
                steps.push_back({.viewpoint = then, .entries = {}});
            }
            steps.back().entries.push_back(told(*entry));
        }
        return steps;
    }

    const AllianceHistory& history_;
    const Viewpoint& viewpoint_;
};

std::vector<Belief> beliefs_of(
    const AllianceHistory& history, const Viewpoint& viewpoint, Number term, KnownBy known_by) {
    std::vector<Belief> beliefs;
    std::optional<Viewpoint> before;
    for (auto& step : Learning{history, viewpoint}.steps(known_by)) {
        auto stretches = stretches_at(history, step.viewpoint, term);
        bool changed = !stretches.empty();
        if (before) {
            before->knowledge = step.viewpoint.knowledge;  // days that went by are no news
            changed = !say_the_same(stretches_at(history, *before, term), stretches);
        }
        before = step.viewpoint;
        if (changed) {
            beliefs.push_back(
                {.known = step.viewpoint.knowledge,
                 .entries = std::move(step.entries),
                 .stretches = std::move(stretches)});
        }
    }
    auto now = stretches_at(history, viewpoint, term);
    const bool is_known = beliefs.empty() ? now.empty() : say_the_same(beliefs.back().stretches, now);
    if (!is_known) {
        beliefs.push_back({.known = viewpoint.knowledge, .entries = {}, .stretches = std::move(now)});
    }
    return beliefs;
}

}  // namespace

std::string_view word(KnownBy known_by) {
    return known_by == KnownBy::recorded ? "recorded" : "announced";
}

Result<TermBelief> belief(const Ledger& ledger, const BeliefQuestion& question, const AsOf& as_of, Day today) {
    auto history = ENTENTE_TRY(ledger.history(question.alliance));
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(as_of, today));
    ENTENTE_TRY(check_window(question.scope));
    const Number term = history->terms().find(question.term.text);
    if (term == nothing) {
        return std::unexpected(no_such_term(*history, question.term));
    }
    TermBelief answer{
        .history = history,
        .viewpoint = viewpoint,
        .window = {},
        .term = history->terms()[term],
        .known_by = question.known_by,
        .beliefs = beliefs_of(*history, viewpoint, term, question.known_by)};
    Turns turns{viewpoint};
    for (const auto& each : answer.beliefs) {
        turns.add(each.stretches);
    }
    answer.window = turns.window(question.scope);
    return answer;
}

}  // namespace entente
