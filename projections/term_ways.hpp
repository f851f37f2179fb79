/// Every way a term may stand when what is doubtful about it happened or did not.
#pragma once

#include <initializer_list>
#include <optional>
#include <vector>

#include <entente/projections/term_rules.hpp>
#include <entente/projections/term_runs.hpp>
#include <entente/projections/term_state.hpp>

namespace entente {

/// One way: what the term's state is; no status where there is no term.
struct Way {
    std::optional<Status> status;
    TermFold fold;
};

/// More doubtful things than this on one term and day: only the possible statuses are told, not the fields.
inline constexpr std::size_t doubts_told_max = 12;

/// How much is found out of a term that is ended or expired, where nothing is doubtful about it.
enum class OfWhatIsOver : std::uint8_t {
    all,
    status,  ///< no more than that it is over
};

class TermWays {
public:
    TermWays(
        const TermFacts& facts, const Occasions& occasions, MilestoneBook& book, const TermRules& rules,
        OfWhatIsOver wanted = OfWhatIsOver::all);

    /// What holds if nothing doubtful happened. No status where the term exists only by rumour, or not at all.
    [[nodiscard]] const Way& shown() const { return shown_; }

    [[nodiscard]] const TermFacts& facts() const { return facts_; }

    /// The steps of the shown way; where the term exists only by rumour, of its first rumoured grant.
    [[nodiscard]] const Steps& steps() const { return steps_; }

    /// The last run of days in force or suspended, in the shown way, that began by the day asked.
    [[nodiscard]] const std::optional<Run>& run() const { return run_; }

    /// Whether no event of the term, nor one that touches all terms, is imprecise, rumoured or waits on anything.
    [[nodiscard]] bool exact() const { return exact_; }

    /// The reaches that may let the term come back or end.
    [[nodiscard]] const std::vector<const Fact*>& reaches() const { return reaches_; }

    /// The first grant of the steps; null for a term nobody granted.
    [[nodiscard]] const Fact* first_grant() const { return first_; }

    /// Whether anything is doubtful at all.
    [[nodiscard]] bool doubtful() const { return doubts_ > 0; }
    [[nodiscard]] bool crowded() const { return doubts_ > doubts_told_max; }

    /// All ways, the shown one first, each once.
    [[nodiscard]] std::vector<Way> all();

    /// The first kind of doubt that makes a difference on its own.
    [[nodiscard]] std::optional<Doubt> first_doubt();

    /// The events that may have happened, in the order recorded.
    [[nodiscard]] const std::vector<const Fact*>& maybe_events() const { return maybe_events_; }

private:
    void find_shown(OfWhatIsOver wanted);
    void follow_until_asked();
    [[nodiscard]] bool is_over();
    [[nodiscard]] TermFold follow_imprecise(LastDayOf last_day, FunctionRef<bool(const Run&)> keep) const;
    void count_doubts();
    void find_maybe_events();
    void show_doubtful_grant();
    [[nodiscard]] TermFold planned_fold(const Fact* rumour = nullptr) const;
    [[nodiscard]] Way way_of(TermFold fold, bool over) const;
    void add_ways(std::vector<Way>& ways, const TermFold& fold) const;
    void fold_ways(std::vector<Way>& ways, const Fact* first) const;
    void add_absent(std::vector<Way>& ways) const;
    [[nodiscard]] Way settled_way(std::uint32_t reaches, std::initializer_list<const Fact*> happened) const;
    [[nodiscard]] bool matters(const Fact& sweep) const;
    [[nodiscard]] Doubt kind_of_doubt(const Fact& maybe) const;
    [[nodiscard]] bool end_doubt_matters(Doubt kind) const;
    [[nodiscard]] bool differs(const Way& way, const Way& other) const;

    const TermFacts& facts_;
    const Occasions& occasions_;
    MilestoneBook& book_;
    const TermRules& rules_;
    Day on_;
    Way shown_;
    Steps steps_;
    const Fact* first_ = nullptr;
    std::optional<Run> run_;
    std::vector<const Fact*> reaches_;
    std::vector<const Fact*> maybe_events_;
    std::size_t doubts_ = 0;
    bool exact_;
};

/// The planned events of a type that no later unplanned one of that type on the same subject has fulfilled.
[[nodiscard]] std::vector<const Fact*> unfulfilled_plans(const TermFacts& facts, EventType type);

}  // namespace entente
