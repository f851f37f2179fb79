#include <entente/projections/citation.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

Seq end_of_log(const Viewpoint& viewpoint, const Ledger& ledger) {
    const auto& then = viewpoint.asked.asked_then;
    return then ? then->log_end : ledger.head().seq;
}

}  // namespace

bool is_settled(const Viewpoint& viewpoint, const Ledger& ledger) {
    const auto& known_at = viewpoint.asked.known_at;
    if (!known_at || viewpoint.asked.asked_then) {
        return false;
    }
    const Seq end = ledger.head().seq;
    if (const auto* position = std::get_if<Seq>(&known_at->point)) {
        return *position < end && day_of(ledger.recorded_at(Seq{position->value + 1})) <= viewpoint.today;
    }
    const auto* instant = std::get_if<Instant>(&known_at->point);
    const Instant until = instant ? *instant : end_of(std::get<Day>(known_at->point));
    return end.value > 0 && until <= ledger.recorded_at(end) && day_of(until) <= viewpoint.today;
}

std::string cited_asking(const Viewpoint& viewpoint, const Ledger& ledger) {
    return fmt::format("--asked {}@{}", text(viewpoint.today), end_of_log(viewpoint, ledger).value);
}

std::string cited_knowledge(const Viewpoint& viewpoint, const Ledger& ledger) {
    const auto& asked = viewpoint.asked;
    std::string cited = asked.known_at ? fmt::format("--known-at {}", asked.known_at->written)
                                       : fmt::format("--known-at @{}", end_of_log(viewpoint, ledger).value);
    if (asked.announced_by) {
        cited += fmt::format(" --announced-by {}", text(*asked.announced_by));
    }
    if (!asked.known_at) {
        cited += fmt::format(" --asked {}", text(viewpoint.today));
    } else if (!is_settled(viewpoint, ledger)) {
        cited += " " + cited_asking(viewpoint, ledger);
    }
    return cited;
}

std::string shell_word(std::string_view word) {
    const auto is_plain = [](char c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') ||
               std::string_view{"-_./,:@=+%#"}.find(c) != std::string_view::npos;
    };
    if (!word.empty() && std::ranges::all_of(word, is_plain) && !word.starts_with('#') && !word.starts_with('=')) {
        return std::string(word);
    }
    std::string quoted = "'";
    for (const char c : word) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

}  // namespace entente
