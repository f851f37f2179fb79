/// What documents say, in words for people: dates, ends, scopes, values, doubt. Answers are plain text, not yet
/// escaped.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include <entente/core/date.hpp>

namespace entente::daemon {

using Json = nlohmann::ordered_json;

/// `in_force` → `in force`, `term.granted` → `granted`
[[nodiscard]] std::string spaced(std::string_view word);
[[nodiscard]] std::string deed(std::string_view event_type);

/// A text of a document, or an empty one for null.
[[nodiscard]] std::string text_of(const Json& value);

/// `20 March 2026`
[[nodiscard]] std::string day_in_words(Day day);

/// `{"earliest","latest"}`: `2026-03-20`; `2026-03` for all of a month, `2026` for all of a year; else
/// `2026-03-20 … 2026-04-02`; `–` for null.
[[nodiscard]] std::string span_in_words(const Json& span);

/// A moment: a date as written, `agi-verified`, or `P3Y9M after agi-verified`.
[[nodiscard]] std::string moment_in_words(const Json& moment);

/// `through 2030, or until agi-verified`
[[nodiscard]] std::string ends_in_words(const Json& ends);

/// `in cn, us; not for us/government`; empty for everywhere.
[[nodiscard]] std::string scope_in_words(const Json& scope);

/// The value of a field (`ends`, `scope`, `attributes/percent` …) as a phrase; `–` for nothing.
[[nodiscard]] std::string value_in_words(std::string_view field, const Json& value);

/// Of a term or a stretch that is not certain: what else may be, and why. Empty when it is certain.
[[nodiscard]] std::string doubt_in_words(const Json& term);

/// Why something is not certain: `a milestone is open`.
[[nodiscard]] std::string reason_in_words(std::string_view reason);

/// Names of parties by id; an id without a name stands for itself, `*` for anybody.
class PartyNames {
public:
    PartyNames() = default;

    /// Takes in the `parties` of a document.
    void add(const Json& parties);

    [[nodiscard]] std::string of(std::string_view party) const;

    /// `AWS, Microsoft and anybody`; `somebody` for none.
    [[nodiscard]] std::string all_of(const Json& parties) const;

private:
    std::map<std::string, std::string, std::less<>> names_;
};

/// What a term says, as a sentence without a full stop: `Only Microsoft may host openai/products/api`.
[[nodiscard]] std::string clause_in_words(const Json& term, const PartyNames& names);

/// What happened, as a sentence: `azure-api-exclusivity was revoked`; of an event in the form of an entry.
[[nodiscard]] std::string event_in_words(const Json& event, const PartyNames& names);

/// `a`, `a and b`, `a, b and c`
[[nodiscard]] std::string listed(const std::vector<std::string>& words, std::string_view last_joint = "and");

}  // namespace entente::daemon
