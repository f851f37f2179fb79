/// The parameters that questions share, read from their text. Every error is placed at its parameter: `/known_at`.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <entente/core/duration.hpp>
#include <entente/projections/query.hpp>

namespace entente {

/// `on`, `known_at`, `announced_by`, `asked`: from where a question is asked.
[[nodiscard]] std::vector<Parameter> viewpoint_parameters();

/// The viewpoint's parameters behind a question's own.
[[nodiscard]] std::vector<Parameter> with_viewpoint(std::vector<Parameter> own);

/// Reads them. Errors: `bad_date`.
[[nodiscard]] Result<AsOf> as_of(const Parameters& parameters, Day today);

/// Errors: `bad_date`, `bad_value`.
[[nodiscard]] Result<std::optional<Day>> day_parameter(const Parameters& parameters, std::string_view name);
[[nodiscard]] Result<std::optional<Duration>> duration_parameter(const Parameters& parameters, std::string_view name);
[[nodiscard]] Result<std::optional<std::uint64_t>> number_parameter(
    const Parameters& parameters, std::string_view name);
[[nodiscard]] std::optional<AllianceId> alliance_parameter(const Parameters& parameters);

/// Whether an answer asked from there stays as it is whatever is recorded and whatever day comes.
[[nodiscard]] bool is_settled_for_ever(const Parameters& parameters, const Viewpoint& viewpoint, const Ledger& ledger);

/// A command and its words as a shell takes them: `terms openai-microsoft --all`. Empty words are left out.
[[nodiscard]] std::string cited_question(std::string_view command, std::initializer_list<std::string_view> words);

}  // namespace entente
