/// Verdicts, effects and regions in words, for people.
#pragma once

#include <string>

#include <entente/cli/terminal.hpp>
#include <entente/cli/words.hpp>

namespace entente::cli {

/// `persons us/national-security and territory except us`; empty for everywhere.
[[nodiscard]] std::string scope_of(const Json& scope);

/// `anybody else` for `*`.
[[nodiscard]] std::string party_of(const Json& party);

/// `No: aws may not host openai/products/api.`
[[nodiscard]] std::string verdict_sentence(const Json& document);

/// `bars, but is waived`.
[[nodiscard]] std::string effect_of(const Json& reason);

[[nodiscard]] Style style_of_verdict(const std::string& verdict);

/// What is otherwise than in another way: `if t does not permit`, `if r bars`; empty for nothing.
[[nodiscard]] std::string otherwise_than(const Json& because, const Json& way);

}  // namespace entente::cli
