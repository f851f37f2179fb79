#include <entente/projections/entry_name.hpp>

#include <charconv>
#include <optional>

#include <fmt/format.h>

#include <entente/core/quoted.hpp>

namespace entente {
namespace {

constexpr std::size_t beginning_min = 4;

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t number = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool all_read = error == std::errc{} && stopped == text.data() + text.size();
    return all_read ? std::optional(number) : std::nullopt;
}

/// The positions of the entries whose id begins so, at most two.
std::vector<Seq> named_by_id(const Ledger& ledger, std::string_view beginning) {
    std::vector<Seq> found;
    for (const auto& history : ledger.histories()) {
        for (const auto& entry : history->entries()) {
            if (text(history->id_of(entry)).starts_with(beginning)) {
                found.push_back(entry.seq);
                if (found.size() > 1) {
                    return found;
                }
            }
        }
    }
    return found;
}

}  // namespace

Result<Seq> find_entry(const Ledger& ledger, std::string_view named) {
    const auto head = ledger.head().seq.value;
    const auto position = number_in(named);
    if (position && 1 <= *position && *position <= head) {
        return Seq{*position};
    }
    const auto by_id = named.size() >= beginning_min ? named_by_id(ledger, named) : std::vector<Seq>{};
    if (by_id.size() > 1) {
        return fail(
            ErrorCode::not_found,
            fmt::format("several entries have an id that begins with {}: give more of it", quoted(named)), "/entry");
    }
    if (by_id.empty()) {
        return fail(
            ErrorCode::not_found,
            fmt::format(
                "the log holds no entry {}; positions go from 1 to {}, and `entente log` lists them", quoted(named),
                head),
            "/entry");
    }
    return by_id.front();
}

}  // namespace entente
