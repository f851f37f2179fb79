#include <entente/projections/term_ways.hpp>

#include <algorithm>
#include <ranges>

#include <entente/core/assert.hpp>

namespace entente {
namespace {

Status status_of(Stage stage) {
    switch (stage) {
        case Stage::pending:
            return Status::pending;
        case Stage::in_force:
            return Status::in_force;
        case Stage::suspended:
            return Status::suspended;
        case Stage::ended:
            return Status::ended;
        case Stage::absent:
            break;
    }
    return broken_invariant("a term that is absent has no status"), Status::ended;
}

void add_new(std::vector<TermFold>& folds, const TermFold& fold) {
    if (std::ranges::none_of(folds, [&](const TermFold& known) { return known.says_the_same(fold); })) {
        folds.push_back(fold);
    }
}

}  // namespace

std::vector<const Fact*> unfulfilled_plans(const TermFacts& facts, EventType type) {
    std::vector<const Fact*> plans;
    const auto fulfilled = [&](const Fact* plan) {
        const auto fulfils = [&](const Fact* fact) {
            return fact->type == type && !fact->rumoured() && recorded_before(plan, fact);
        };
        return std::ranges::any_of(facts.folded, fulfils, &FoldedFact::fact) ||
               std::ranges::any_of(facts.observed, fulfils);
    };
    std::ranges::copy_if(facts.planned, std::back_inserter(plans), [&](const Fact* plan) {
        return plan->type == type && !fulfilled(plan);
    });
    std::ranges::sort(plans, recorded_before);
    return plans;
}

TermWays::TermWays(
    const TermFacts& facts, const Occasions& occasions, MilestoneBook& book, const TermRules& rules,
    OfWhatIsOver wanted)
    : facts_(facts),
      occasions_(occasions),
      book_(book),
      rules_(rules),
      on_(book.asked().on),
      steps_(facts.folded.get_allocator().resource()),
      exact_(facts.exact && std::ranges::all_of(occasions.sweeps(), [](const Fact* sweep) {
                 return sweep->days.exact() && !sweep->rumoured();
             })) {
    book_.doubt(facts.milestones);
    for (const Number milestone : facts.milestones) {
        const auto of_milestone = occasions.reaches(milestone);
        reaches_.insert(reaches_.end(), of_milestone.begin(), of_milestone.end());
    }
    find_shown(wanted);
    count_doubts();
}

void TermWays::find_shown(OfWhatIsOver wanted) {
    const auto sure_grant = std::ranges::find_if(facts_.grants, [](const Fact* grant) { return !grant->rumoured(); });
    const bool only_rumoured = sure_grant == facts_.grants.end();
    first_ = !only_rumoured ? *sure_grant : facts_.grants.empty() ? nullptr : facts_.grants.front();
    if (!only_rumoured && wanted == OfWhatIsOver::status && is_over()) {
        return;
    }
    steps_ = steps_of(facts_, first_, occasions_, book_, rules_.history());
    if (!only_rumoured) {
        follow_until_asked();
        return;
    }
    shown_.fold = planned_fold();
    if (shown_.fold.exists()) {
        shown_.status = Status::proposed;
    }
}

/// Whether the term is over on the day asked, as far as the events since its last grant tell, which sets all afresh:
/// then it is shown so. Where days are not exact, or that grant is the first one, which may have begun otherwise, they
/// tell nothing.
bool TermWays::is_over() {
    if (!exact_ || !facts_.in_order || !occasions_.sweeps().empty() || first_ != facts_.grants.front()) {
        return false;
    }
    const auto is_ahead = [&](const FoldedFact& folded) { return on_ < folded.in_row.earliest; };
    const auto grants = [](const FoldedFact& folded) { return folded.in_row.type == EventType::term_granted; };
    const auto last = std::ranges::find_if(facts_.folded, is_ahead);
    const auto behind = std::find_if(std::reverse_iterator(last), facts_.folded.rend(), grants).base();
    if (behind == facts_.folded.begin() || std::prev(behind)->fact == first_) {
        return false;
    }
    TermFold fold;
    for (const auto& [in_row, fact] : std::ranges::subrange(std::prev(behind), last)) {
        const DaySpan day{in_row.earliest, in_row.earliest};
        rules_.apply(fold, {Step::Act::happen, day, *fact, in_row}, Follow::bare);
    }
    const bool over = on_ > rules_.possible_last_day(fold, on_).latest;
    if (!over && fold.stage != Stage::ended) {
        return false;
    }
    shown_ = way_of(std::move(fold), over);
    return true;
}

/// The shown way of what is granted for certain, and its last run of days.
void TermWays::follow_until_asked() {
    const auto last_day = [&](const TermFold& fold, Day on) { return rules_.shown_last_day(fold, on); };
    const auto keep = [&](const Run& run) {
        run_ = run;
        return true;
    };
    TermFold fold = exact_ ? follow(rules_, steps_, on_, last_day, keep) : follow_imprecise(last_day, keep);
    const bool over = fold.exists() && on_ > rules_.possible_last_day(fold, on_).latest;
    shown_ = way_of(std::move(fold), over);
}

TermFold TermWays::follow_imprecise(LastDayOf last_day, FunctionRef<bool(const Run&)> keep) const {
    std::pmr::vector<Placed> happened{steps_.get_allocator().resource()};
    happened.reserve(steps_.size());
    Day place = first_day;  // of the first grant, where also comes what is behind it for want of a better order
    for (const auto& step : steps_) {
        if (occurrence(step, on_) == Occurrence::surely) {
            const bool is_first = step.act == Step::Act::place || step.act == Step::Act::renew;
            place = is_first ? step.days.earliest : place;
            happened.push_back({.day = step.moved < Moved::behind_place ? step.days.earliest : place, .step = &step});
        }
    }
    std::vector<const Fact*> past_reaches;
    std::ranges::copy_if(
        reaches_, std::back_inserter(past_reaches), [&](const Fact* reach) { return reach->days.latest <= on_; });
    return follow(rules_, happened, past_reaches, last_day, keep);
}

/// The state of a term that is planned only; absent before the first plan's day.
TermFold TermWays::planned_fold(const Fact* rumour) const {
    TermFold fold;
    const auto plans = unfulfilled_plans(facts_, EventType::term_granted);
    const auto& history = rules_.history();
    const auto started = [&](const Fact* plan) {
        const Day day = plan->has_day() ? days_of(*plan, book_, history).earliest : plan->announced;
        return std::min(plan->announced, day) <= on_;
    };
    const auto shown = std::ranges::find_if(plans.rbegin(), plans.rend(), started);
    if (shown == plans.rend()) {
        return fold;
    }
    const Fact* plan = *shown;
    set_afresh(fold, history, *plan);
    fold.stage = Stage::pending;
    fold.stage_by = fold.grant = plan;
    fold.grant_days = plan->has_day() ? days_of(*plan, book_, history) : DaySpan{plan->announced, plan->announced};
    for (const Fact* amendment : unfulfilled_plans(facts_, EventType::term_amended)) {
        if (started(amendment) && !(rumour && recorded_before(amendment, rumour))) {
            change_fields(fold, history, rules_.derived(), *amendment);
        }
    }
    return fold;
}

void TermWays::count_doubts() {
    if (!exact_) {
        find_maybe_events();
    }
    doubts_ = maybe_events_.size() + book_.doubtful().size();
    if (shown_.status && *shown_.status != Status::proposed && shown_.fold.stage != Stage::ended) {
        const DaySpan last = rules_.possible_last_day(shown_.fold, on_);
        doubts_ += last.earliest < on_ && on_ <= last.latest ? 1 : 0;
    }
}

void TermWays::find_maybe_events() {
    const bool surely_granted = first_ && !first_->rumoured();
    for (const Fact* fact : facts_.folded | std::views::transform(&FoldedFact::fact)) {
        const DaySpan days = days_of(*fact, book_, rules_.history());
        const bool may_be_first = fact->type == EventType::term_granted && fact->rumoured() &&
                                  !(surely_granted && recorded_before(first_, fact)) && fact->announced <= on_;
        const bool began = days.earliest <= on_;
        if (may_be_first || (began && (fact->rumoured() || on_ < days.latest))) {
            maybe_events_.push_back(fact);
        }
    }
    doubts_ = maybe_events_.size() + book_.doubtful().size();  // which says whether ways are crowded
    for (const Fact* sweep : occasions_.sweeps()) {
        const bool maybe = sweep->days.earliest <= on_ && (sweep->rumoured() || on_ < sweep->days.latest);
        if (maybe && matters(*sweep)) {
            maybe_events_.push_back(sweep);
            ++doubts_;
        }
    }
    std::ranges::sort(maybe_events_, recorded_before);
    show_doubtful_grant();
}

/// Of what exists only if something doubtful happened, the fields of its first recorded doubtful grant are shown.
void TermWays::show_doubtful_grant() {
    const auto is_grant = [](const Fact* fact) { return fact->type == EventType::term_granted; };
    const auto grant = std::ranges::find_if(maybe_events_, is_grant);
    if (!shown_.status && grant != maybe_events_.end()) {
        set_afresh(shown_.fold, rules_.history(), **grant);
        shown_.fold.grant = *grant;
        shown_.fold.grant_days = days_of(**grant, book_, rules_.history());
    }
}

/// Whether a dissolution or succession changes anything, in the shown way or where one doubtful event happened.
bool TermWays::matters(const Fact& sweep) const {
    if (differs(settled_way(0, {&sweep}), shown_)) {
        return true;
    }
    return std::ranges::any_of(maybe_events_, [&](const Fact* other) {
        return differs(settled_way(0, {other, &sweep}), settled_way(0, {other}));
    });
}

Way TermWays::way_of(TermFold fold, bool over) const {
    if (!fold.exists()) {
        return {.status = std::nullopt, .fold = std::move(fold)};
    }
    const bool expired = over && fold.stage != Stage::ended;
    const Status status = expired ? Status::expired : status_of(fold.stage);
    return {.status = status, .fold = std::move(fold)};
}

std::vector<Way> TermWays::all() {
    std::vector<Way> ways{shown_};
    const std::size_t reaches = std::min(book_.doubtful().size(), doubts_told_max);
    for (std::uint32_t way = 0; way < (std::uint32_t{1} << reaches); ++way) {
        book_.settle(way);
        bool granted = false;
        for (const Fact* grant : facts_.grants) {
            const bool may_be = std::ranges::find(maybe_events_, grant) != maybe_events_.end() ||
                                (grant->upon && !book_.doubtful().empty());
            if (grant->rumoured() && !may_be) {
                continue;  // a rumour of what is still to come is no doubt yet
            }
            fold_ways(ways, grant);
            if (!grant->rumoured()) {
                granted = true;
                break;
            }
        }
        if (!granted) {
            add_absent(ways);
        }
    }
    book_.settle(0);
    return ways;
}

void TermWays::add_absent(std::vector<Way>& ways) const {
    const auto add = [&](const Fact* rumour) {
        const TermFold fold = planned_fold(rumour);
        ways.push_back({.status = fold.exists() ? std::optional(Status::proposed) : std::nullopt, .fold = fold});
    };
    add(nullptr);
    for (const Fact* maybe : maybe_events_) {
        if (maybe->type == EventType::term_amended && maybe->rumoured()) {
            add(maybe);  // where the rumour is true it fulfils the amendments planned before
        }
    }
}

/// All ways in which `first` is the first grant that happened.
void TermWays::fold_ways(std::vector<Way>& ways, const Fact* first) const {
    std::vector<TermFold> folds(1);
    for (const auto& step : steps_of(facts_, first, occasions_, book_, rules_.history())) {
        const Occurrence occurs = occurrence(step, on_);
        if (occurs == Occurrence::no) {
            continue;
        }
        std::vector<TermFold> next;
        for (const auto& fold : folds) {
            TermFold after = fold;
            rules_.apply(after, step);
            if (crowded()) {
                add_new(next, after.bare());
                if (occurs == Occurrence::maybe) {
                    add_new(next, fold);
                }
            } else {
                if (occurs == Occurrence::maybe && !after.says_the_same(fold)) {
                    next.push_back(fold);
                }
                next.push_back(std::move(after));
            }
        }
        folds = std::move(next);
    }
    for (const auto& fold : folds) {
        add_ways(ways, fold);
    }
}

/// The ways of one fold: its ends may let it be over, or not.
void TermWays::add_ways(std::vector<Way>& ways, const TermFold& fold) const {
    const DaySpan last = fold.exists() ? rules_.possible_last_day(fold, on_) : DaySpan{never, never};
    if (on_ <= last.latest) {
        ways.push_back(way_of(fold, false));
    }
    if (last.earliest < on_) {
        ways.push_back(way_of(fold, true));
    }
}

/// The way where of all that is doubtful only these reaches, and this event, happened.
Way TermWays::settled_way(std::uint32_t reaches, std::initializer_list<const Fact*> happened) const {
    book_.settle(reaches);
    const auto has_happened = [&](const Fact* fact) { return std::ranges::find(happened, fact) != happened.end(); };
    const auto is_first = [&](const Fact* grant) { return has_happened(grant) || !grant->rumoured(); };
    const auto first = std::ranges::find_if(facts_.grants, is_first);
    Way way;
    if (first == facts_.grants.end()) {
        const auto amends = [](const Fact* fact) { return fact->type == EventType::term_amended; };
        const auto rumour = std::ranges::find_if(happened, amends);
        const TermFold fold = planned_fold(rumour == happened.end() ? nullptr : *rumour);
        way = {.status = fold.exists() ? std::optional(Status::proposed) : std::nullopt, .fold = fold};
    } else {
        TermFold fold;
        for (const auto& step : steps_of(facts_, *first, occasions_, book_, rules_.history())) {
            const Occurrence occurs = occurrence(step, on_);
            if (occurs == Occurrence::surely || (occurs == Occurrence::maybe && has_happened(step.fact))) {
                rules_.apply(fold, step);
            }
        }
        way = way_of(fold, fold.exists() && on_ > rules_.possible_last_day(fold, on_).latest);
    }
    book_.settle(0);
    return way;
}

bool TermWays::differs(const Way& way, const Way& other) const {
    return way.status != other.status || (way.status && !way.fold.has_the_fields_of(other.fold));
}

Doubt TermWays::kind_of_doubt(const Fact& maybe) const {
    if (maybe.rumoured()) {
        return Doubt::rumoured;
    }
    const bool open = maybe.upon && !book_.on_record(std::get<Upon>(rules_.history().moment(maybe.moment)));
    return open ? Doubt::milestone_open : Doubt::imprecise_date;
}

std::optional<Doubt> TermWays::first_doubt() {
    for (const Doubt kind : {Doubt::milestone_open, Doubt::end_unknown, Doubt::imprecise_date, Doubt::rumoured}) {
        for (const Fact* maybe : maybe_events_) {
            if (kind_of_doubt(*maybe) == kind && differs(settled_way(0, {maybe}), shown_)) {
                return kind;
            }
        }
        for (std::size_t reach = 0; reach < std::min<std::size_t>(book_.doubtful().size(), 32); ++reach) {
            const Doubt of_reach = book_.doubtful()[reach]->rumoured() ? Doubt::rumoured : Doubt::imprecise_date;
            if (of_reach == kind && differs(settled_way(std::uint32_t{1} << reach, {}), shown_)) {
                return kind;
            }
        }
        if (end_doubt_matters(kind)) {
            return kind;
        }
    }
    return std::nullopt;
}

/// Whether one doubtful end of this kind, met early while all others are met late, lets the shown state be over.
bool TermWays::end_doubt_matters(Doubt kind) const {
    const TermFold& fold = shown_.fold;
    const Ends* ends = rules_.ends_of(fold);
    const bool may_end = shown_.status == Status::pending || fold.runs();
    if (!ends || !may_end || shown_.status == Status::expired) {
        return false;
    }
    const auto read = [&](const End& end, bool early) -> DaySpan {
        DaySpan span = rules_.read_dated(end);
        if (upon_of(end)) {
            span = book_.last_day_upon(end, fold.grant_days.earliest, on_, true);
        } else if (end == End{NoEnd::unknown} && fold.runs()) {
            span = {first_day, never};
        }
        return early ? DaySpan{span.earliest, span.earliest} : DaySpan{span.latest, span.latest};
    };
    const auto kind_of = [&](const End& end) {
        if (end == End{NoEnd::unknown}) {
            return Doubt::end_unknown;
        }
        const Upon* upon = upon_of(end);
        return upon && !book_.on_record(*upon) ? Doubt::milestone_open : Doubt::imprecise_date;
    };
    bool matters = false;
    each_single_end(*ends, [&](const End& doubted) {
        if (matters || kind_of(doubted) != kind) {
            return;
        }
        const auto same_doubt = [&](const End& end) {
            return &end == &doubted ||
                   (upon_of(end) && upon_of(doubted) && upon_of(end)->milestone == upon_of(doubted)->milestone);
        };
        matters = on_ > last_day(*ends, [&](const End& end) { return read(end, same_doubt(end)); }).latest;
    });
    return matters;
}

}  // namespace entente
