/// What the program answers to a question, without a log on disk and a terminal.
#pragma once

#include <optional>
#include <span>
#include <string>

#include <nlohmann/json.hpp>

#include <entente/core/date.hpp>
#include <entente/core/result.hpp>
#include <entente/projections/ledger.hpp>

namespace entente::fuzz {

struct Answer {
    nlohmann::ordered_json document;  ///< with its citation
    std::string drawn;                ///< the table for people
    friend bool operator==(const Answer&, const Answer&) = default;
};

/// Answers `terms a --on 2026-04-27`; nothing to what is no question. Errors: as the program's.
[[nodiscard]] Result<std::optional<Answer>> answer(const Ledger& ledger, std::span<const std::string> words, Day today);

}  // namespace entente::fuzz
