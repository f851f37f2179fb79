#include <entente/daemon/appending.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include <entente/core/assert.hpp>

namespace entente::daemon {

Rehearsed imagined(const Ledger& ledger, std::span<const Draft> drafts, std::vector<Receipt> receipts, Instant now) {
    ENTENTE_ASSERT(drafts.size() == receipts.size());
    Rehearsed rehearsed{.receipts = std::move(receipts), .warnings = {}, .before = ledger, .after = ledger};
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (!rehearsed.receipts[i].duplicate) {
            std::ranges::move(
                suppose_and_warn(rehearsed.after, drafts[i].entry, now, i), std::back_inserter(rehearsed.warnings));
        }
    }
    return rehearsed;
}

Result<void> refuse_warnings(std::span<const Warning> warnings, std::size_t entries) {
    constexpr std::size_t told_max = 5;
    if (warnings.empty()) {
        return {};
    }
    std::string told;
    for (const auto& warning : warnings.first(std::min(told_max, warnings.size()))) {
        told += fmt::format("{}{} [{}]", told.empty() ? "" : "; ", warning.message, word(warning.code));
    }
    const auto& first = warnings.front();
    return fail(
        ErrorCode::bad_value,
        fmt::format(
            "nothing was appended, since strict refuses what is odd: {}{}", told,
            warnings.size() > told_max ? fmt::format("; and {} more", warnings.size() - told_max) : ""),
        fmt::format("{}/events/{}", entries > 1 ? fmt::format("/{}", first.entry) : "", first.event));
}

}  // namespace entente::daemon
