/// What every question has in common: the log it is asked of, from when, and how its answer is cited.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <entente/cli/command.hpp>
#include <entente/cli/log_source.hpp>
#include <entente/cli/terms_table.hpp>
#include <entente/projections/as_of.hpp>

namespace entente::cli {

/// A log, the day it is asked about, and what is imagined on top.
struct Questioned {
    LogSource source;
    AsOf as_of;
    Day today;
};

/// Opens the log and reads the flags of every question. Errors: as `as_of`, `LogSource::open` and `suppose`.
[[nodiscard]] Result<Questioned> question(const Asked& asked, Console& console);

/// `54.1` for the entries of some histories; imagined ones, and others, keep the beginning of their id.
[[nodiscard]] EventNames names_in(const std::vector<std::shared_ptr<const AllianceHistory>>& histories, Seq head);

/// A command and its words as a shell takes them: `terms openai-microsoft --all`. Empty words are left out.
[[nodiscard]] std::string cited_question(std::string_view command, std::initializer_list<std::string_view> words);

}  // namespace entente::cli
