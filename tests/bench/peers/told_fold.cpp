#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "told_fold.hpp"
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace entente::bench {
namespace {

/// A term as its events leave it. Days are ISO dates, which sort as text.
struct FoldedTerm {
    bool ended = false;
    std::string since, through, percent, exclusive;
    std::vector<std::string> parties;
    const ToldEvent* last = nullptr;

    void set(const ToldEvent& event) {
        through = event.through.empty() ? through : event.through;
        percent = event.percent.empty() ? percent : event.percent;
        exclusive = event.exclusive.empty() ? exclusive : event.exclusive;
        parties = event.parties.empty() ? parties : event.parties;
    }
};

std::optional<FoldedTerm> folded(const std::vector<const ToldEvent*>& events) {
    std::optional<FoldedTerm> term;
    for (const ToldEvent* event : events) {
        if (event->op == ToldEvent::Op::grant) {
            term.emplace().since = event->effective;
        }
        if (!term) {
            continue;
        }
        if (event->op == ToldEvent::Op::end) {
            term->ended = true;
        } else {
            term->set(*event);
        }
        term->last = event;
    }
    return term;
}

}  // namespace

std::string folded_answer(const std::vector<ToldEvent>& events, Day on) {
    const auto day = text(on);
    std::set<std::uint64_t> gone;
    for (const auto& event : events) {
        gone.insert(event.retracts);
    }
    std::map<std::string, std::vector<const ToldEvent*>> terms;
    for (const auto& event : events) {
        if (event.op != ToldEvent::Op::retract && !gone.contains(event.seq) && event.effective <= day) {
            terms[event.term].push_back(&event);
        }
    }
    std::string answer;
    for (auto& [name, told] : terms) {
        std::ranges::sort(told, {}, [](const ToldEvent* event) { return std::tie(event->effective, event->seq); });
        const auto term = folded(told);
        if (term && !term->ended && (term->through.empty() || day <= term->through)) {
            answer += fmt::format(
                "{}|{}|{}|{}|{}|{}|{}|{}\n", name, term->since, term->through.empty() ? "-" : term->through,
                std::lround(std::strtod(term->percent.c_str(), nullptr) * 100), term->exclusive == "true" ? 1 : 0,
                fmt::join(term->parties, ","), term->last->seq, term->last->source);
        }
    }
    return answer;
}

}  // namespace entente::bench
