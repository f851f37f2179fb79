/// What entries would change in the terms, drawn: before and after, field by field.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include <entente/cli/terminal.hpp>
#include <entente/cli/words.hpp>
#include <entente/core/function_ref.hpp>
#include <entente/core/result.hpp>

namespace entente::cli {

/// The terms of an alliance on a day as they are and as they would be: `terms --all`, or null where there is none.
struct BeforeAndAfter {
    Json before;
    Json after;
};
using StatesOn = FunctionRef<Result<BeforeAndAfter>(const std::string& alliance, const std::string& day)>;

/// Drawn from the document.
[[nodiscard]] Result<std::string> draw_changes(const Json& changes, StatesOn states, const Terminal& terminal);

}  // namespace entente::cli
