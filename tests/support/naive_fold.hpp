/// The fold of one term in one world: its events in their settled order, applied one after the other.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "naive_ends.hpp"
#include "naive_worlds.hpp"

namespace entente::naive {

enum class Status { proposed, pending, in_force, suspended, ended, expired };
std::string word(Status status);

/// A value of a field and the event that set it.
struct Setting {
    std::shared_ptr<const Json> value;  ///< null: removed
    std::size_t by = 0;
};

/// What a term is after some of its events.
struct TermState {
    bool exists = false;
    Status status = Status::pending;
    std::map<std::string, Setting> fields;
    std::size_t grant = 0;      ///< the present one
    std::size_t status_by = 0;  ///< the event that set the status
    Span start;                 ///< of the present grant
    bool begun = false;
    bool ended_before_start = false;
    std::string reason;  ///< of what is ended

    [[nodiscard]] Json field(const std::string& path) const;
};

/// An event in its place in the order.
struct Step {
    std::size_t id = 0;
    Span span;
    Day from = 0;        ///< the day it is folded in
    bool waits = false;  ///< a first grant that takes its place before it starts
    Day starts = 0;      ///< of a grant that waits
};

/// What the fold counts with beyond the steps.
struct FoldView {
    Day day = 0;                         ///< steps up to this day
    bool deal_of_the_day_asked = false;  ///< reaches count as of `on`, and the unreached stays unreached
};

class TermFold {
public:
    TermFold(const World& world, std::string term);

    /// All that happened in this world by the day asked, in fold order.
    [[nodiscard]] const std::vector<Step>& happened() const { return happened_; }

    /// Every true event of the term, whenever, in fold order.
    [[nodiscard]] const std::vector<Step>& all() const { return all_; }

    /// The state after those of the steps that are folded in by the day. Ends are not looked at yet.
    [[nodiscard]] TermState fold(const std::vector<Step>& steps, const FoldView& view) const;

    /// The state on the day asked.
    [[nodiscard]] TermState on_the_day() const;

    /// How the ends of this state are looked at on a day.
    [[nodiscard]] EndsView ends_on(const TermState& state, Day day) const;

    [[nodiscard]] const World& world() const { return world_; }
    [[nodiscard]] bool granted_at_all() const { return first_.has_value(); }

    /// The plan that makes the term proposed on the day asked, and its fields.
    [[nodiscard]] std::optional<TermState> proposed() const;

private:
    void put_in_order();
    void apply(TermState& state, const Step& step, const FoldView& view) const;
    void grant(TermState& state, const Step& step, const FoldView& view) const;
    void end(TermState& state, const Step& step, const FoldView& view) const;
    void succeed(TermState& state, const Step& step) const;
    [[nodiscard]] bool surely_over_before(const TermState& state, const Step& step, const FoldView& view) const;
    [[nodiscard]] bool before_the_start(const TermState& state, const Step& step) const;

    World world_;
    std::string term_;
    std::vector<Step> all_;
    std::vector<Step> happened_;
    std::optional<std::size_t> first_;
};

/// Sets fields as a grant or an amendment does.
void change(TermState& state, const std::vector<Change>& changes, std::size_t by);

}  // namespace entente::naive
