/// Pieces of the answer documents in words, for people. Everything returned is harmless to a terminal.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include <entente/cli/terminal.hpp>

namespace entente::cli {

using Json = nlohmann::ordered_json;

/// A text of the document; empty for null.
[[nodiscard]] std::string text_of(const Json& value);

/// The texts of a list, joined.
[[nodiscard]] std::string list_of(const Json& list, std::string_view between = ", ");

/// `{"earliest","latest"}`: `2026-04-27`, `2026-04`, `2026`, or `2026-03-05 … 2026-04-09`; empty for null.
[[nodiscard]] std::string span_of(const Json& span);

/// Of a term or a party: since when, or `begins 2028`.
[[nodiscard]] std::string since_of(const Json& state);

/// A date as written, or `upon closing`, `1 year after closing`; empty for null.
[[nodiscard]] std::string moment_of(const Json& moment);

/// `through 2032`, `until agi-verified`, `the first of …`; `not stated` for none.
[[nodiscard]] std::string ends_of(const Json& ends);

/// `3 years and 9 months` for `P3Y9M`.
[[nodiscard]] std::string duration_of(std::string_view duration);

/// Any field's value: `ends` and `days/…` as above, money as `38,000,000,000 USD`, `–` for null.
[[nodiscard]] std::string value_of(const Json& value, std::string_view path);

/// `in_force` → `in force`.
[[nodiscard]] std::string spaced(std::string_view word);

/// `●` in force, `○` pending, `◌` proposed, `‖` suspended, `·` ended or expired.
[[nodiscard]] std::string_view mark_of(std::string_view status);
[[nodiscard]] Style style_of(std::string_view status);

/// Why something is in doubt, in a clause: `a milestone may have been reached`.
[[nodiscard]] std::string doubt_of(std::string_view reason);

/// `openai.com 2026-04-27`, or the publisher.
[[nodiscard]] std::string source_in_short(const Json& source);

/// `https://… (OpenAI, 2026-04-27)`, with `, says otherwise` for one that contradicts.
[[nodiscard]] std::string source_in_full(const Json& source);

/// `1 entry`, `2 entries`.
[[nodiscard]] std::string counted(std::size_t count, std::string_view one, std::string_view several);

}  // namespace entente::cli
