/// What entries would change in the terms, drawn: before and after, field by field.
#pragma once

#include <span>
#include <string>

#include <entente/cli/terminal.hpp>
#include <entente/cli/words.hpp>
#include <entente/projections/day_changes.hpp>

namespace entente::cli {

[[nodiscard]] std::string draw_changes(std::span<const DayChanges> changes, const Terminal& terminal);

}  // namespace entente::cli
