/// How a term or a party came, went, or reads now, in sentences that may be read aloud.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <entente/cli/words.hpp>
#include <entente/projections/difference.hpp>

namespace entente::cli {

/// `–` gone, `~` changed, `+` new.
[[nodiscard]] std::string_view mark_of_turn(Turn turn);
[[nodiscard]] Style style_of_turn(Turn turn);

/// `ended, last day 2026-04-26, revoked`. Null: the answer knows no such term any more.
[[nodiscard]] std::vector<std::string> how_it_went(const Json& after);

/// `in force since 2026-04-27, not exclusive, until somebody acts`; its attributes; its conditions.
[[nodiscard]] std::vector<std::string> how_it_came(const Json& before, const Json& after);

/// `exclusive: was yes, now no`; not for `certain` and `possible`.
[[nodiscard]] std::string how_it_reads(std::string_view path, const Json& before, const Json& after);

/// A field, a status or a doubt of a state as it reads: `yes`, `in force or expired`, `–`.
[[nodiscard]] std::string reading_of(std::string_view path, const Json& state);

/// A term or a party in a few sentences: `license: use openai/ip · openai → microsoft`, `in force since 2026-04-27, …`;
/// `member since 2020-01-01`.
[[nodiscard]] std::vector<std::string> state_in_words(const Json& state);

/// `now in doubt: in force or ended, as it rests on a rumour`, or that it no longer is.
[[nodiscard]] std::string doubt_as_it_is(const Json& after);

[[nodiscard]] std::string how_party_came(const Json& after);
[[nodiscard]] std::string how_party_went(const Json& after);

}  // namespace entente::cli
