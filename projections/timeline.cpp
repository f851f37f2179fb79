#include <entente/projections/timeline.hpp>

#include <algorithm>
#include <array>
#include <map>

#include <entente/projections/term_answer.hpp>
#include <entente/projections/term_stretches.hpp>
#include <entente/projections/timeline_events.hpp>
#include <entente/projections/timeline_window.hpp>

namespace entente {
namespace {

/// A term and where it stands in the order: its own first day, under the terms whose ids begin its own.
struct Lane {
    TimelineTerm term;
    Day first = never;
};

bool is_current(const TermStanding& standing) {
    return standing.may_be(Status::pending) || standing.may_be(Status::in_force) || standing.may_be(Status::suspended);
}

class Drawing {
public:
    Drawing(Timeline& timeline, const TimelineScope& scope)
        : timeline_(timeline),
          scope_(scope),
          history_(*timeline.history),
          considered_(history_, timeline.viewpoint),
          occasions_(considered_),
          derived_(history_, *timeline.derived) {}

    void draw() {
        const Fact* formed = history_.facts().empty() ? nullptr : considered_.reading(0);
        if (formed && formed->detail != nothing) {
            timeline_.title = history_.text(formed->detail);
        } else if (formed) {
            timeline_.title = std::string_view{};
        }
        add_lanes();
        timeline_.window = window();
        keep_window();
        order_lanes();
        add_events();
    }

private:
    void add_lanes() {
        std::array<std::byte, 16'384> near;
        std::pmr::monotonic_buffer_resource memory{near.data(), near.size()};
        const StretchSource source{
            .considered = considered_, .occasions = occasions_, .derived = derived_, .memory = memory};
        const Day on = timeline_.viewpoint.asked.on;
        for (const Number term : history_.terms_by_id()) {
            Lane lane;
            lane.term.term = history_.terms()[term];
            lane.term.stretches = stretches_of_term(source, term, [&](const TermState& state) {
                if (lane.term.kind == nullptr || considered_.viewpoint().asked.on <= on) {
                    lane.term.kind = &state.at(Field::kind);
                    lane.term.grantor = &state.at(Field::grantor);
                    lane.term.grantee = &state.at(Field::grantee);
                }
            });
            if (!lane.term.stretches.empty()) {
                lane.first = lane.term.stretches.front().first;
                lanes_.push_back(std::move(lane));
            }
        }
        considered_.ask_on(on);
    }

    [[nodiscard]] Window window() const {
        Turns turns{timeline_.viewpoint};
        if (considered_.formed()) {
            turns.add(*considered_.formed());
        }
        for (const auto& lane : lanes_) {
            turns.add(lane.term.stretches);
        }
        return turns.window(scope_);
    }

    /// Leaves out what meets no day of the window, and terms that are not asked for.
    void keep_window() {
        const auto& window = timeline_.window;
        for (auto& lane : lanes_) {
            std::vector<Edge> edges = edges_of(lane.term.stretches);
            std::erase_if(edges, [&](const Edge& edge) { return !window.meets(edge.days.earliest, edge.days.latest); });
            lane.term.edges = std::move(edges);
            std::erase_if(
                lane.term.stretches, [&](const Stretch& each) { return !window.meets(each.first, each.last); });
        }
        std::erase_if(lanes_, [&](const Lane& lane) {
            const auto& stretches = lane.term.stretches;
            const auto current = [](const Stretch& stretch) { return is_current(stretch.standing); };
            return stretches.empty() ||
                   (scope_.listing == Listing::current && std::ranges::none_of(stretches, current));
        });
    }

    /// The lane of the longest prefix, up to a dot, that has one.
    [[nodiscard]] static const Lane* above(const std::map<std::string_view, Lane*>& by_id, std::string_view id) {
        for (auto dot = id.rfind('.'); dot != std::string_view::npos && dot > 0; dot = id.rfind('.', dot - 1)) {
            const auto found = by_id.find(id.substr(0, dot));
            if (found != by_id.end()) {
                return found->second;
            }
        }
        return nullptr;
    }

    void order_lanes() {
        std::ranges::sort(lanes_, {}, [](const Lane& lane) { return std::pair(lane.first, lane.term.term); });
        std::map<std::string_view, Lane*> by_id;
        for (auto& lane : lanes_) {
            by_id.emplace(lane.term.term, &lane);
        }
        std::map<const Lane*, std::vector<Lane*>> under;
        for (auto& lane : lanes_) {
            under[above(by_id, lane.term.term)].push_back(&lane);
        }
        take(under, nullptr, 0);
    }

    void take(const std::map<const Lane*, std::vector<Lane*>>& under, const Lane* parent, std::size_t depth) {
        const auto found = under.find(parent);
        if (found == under.end()) {
            return;
        }
        for (Lane* lane : found->second) {
            lane->term.depth = depth;
            timeline_.terms.push_back(std::move(lane->term));
            take(under, lane, depth + 1);
        }
    }

    void add_events() {
        const EventsOnTimeline events{considered_, occasions_};
        for (auto& term : timeline_.terms) {
            term.events = events.of_term(history_.terms().find(term.term));
        }
        timeline_.events = events.of_alliance();
        for (const auto milestone : named_milestones()) {
            timeline_.milestones.push_back(
                {.milestone = milestone, .events = events.of_milestone(history_.milestones().find(milestone))});
        }
    }

    /// Every milestone that a considered entry names, by id.
    [[nodiscard]] std::vector<std::string_view> named_milestones() const {
        std::vector<std::string_view> named;
        for (const auto& [entry, milestone] : history_.named_milestones()) {
            if (considered_.in_set(history_.entries()[entry])) {
                named.emplace_back(history_.milestones()[milestone]);
            }
        }
        std::ranges::sort(named);
        const auto repeated = std::ranges::unique(named);
        named.erase(repeated.begin(), repeated.end());
        return named;
    }

    Timeline& timeline_;
    const TimelineScope& scope_;
    const AllianceHistory& history_;
    Considered considered_;
    Occasions occasions_;
    DerivedValues derived_;
    std::vector<Lane> lanes_;
};

}  // namespace

Timeline timeline(
    std::shared_ptr<const AllianceHistory> history, const Viewpoint& viewpoint, const TimelineScope& scope) {
    history->bring_near(final_day);
    Timeline timeline{
        .history = std::move(history),
        .viewpoint = viewpoint,
        .window = {},
        .listing = scope.listing,
        .title = {},
        .terms = {},
        .milestones = {},
        .events = {},
        .derived = std::make_unique<std::deque<FieldValue>>()};
    Drawing{timeline, scope}.draw();
    return timeline;
}

Result<Timeline> timeline(
    const Ledger& ledger, const AllianceId& alliance, const TimelineScope& scope, const AsOf& as_of, Day today) {
    auto history = ENTENTE_TRY(ledger.history(alliance));
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(as_of, today));
    ENTENTE_TRY(check_window(scope));
    return timeline(std::move(history), viewpoint, scope);
}

std::string_view name_in_lane(const Timeline& timeline, std::size_t place) {
    const auto& term = timeline.terms[place];
    for (auto above = place; above-- > 0;) {
        if (timeline.terms[above].depth < term.depth) {
            return term.term.substr(timeline.terms[above].term.size());
        }
    }
    return term.term;
}

}  // namespace entente
