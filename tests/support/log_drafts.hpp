/// Entries for tests of the log: small, valid, and told apart by a number.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <entente/events/entry.hpp>

namespace entente::test {

/// `0196f3a2-0000-7000-8000-` and the number.
[[nodiscard]] EntryId numbered_id(std::uint64_t number);

/// The entry that forms the alliance; its id is the number's.
[[nodiscard]] Draft formation(std::uint64_t number, const std::string& alliance);

/// A note on an alliance that was formed before.
[[nodiscard]] Draft note(std::uint64_t number, const std::string& alliance, const std::string& text = "noted");

/// As many entries of the alliance, numbered from `first`; the first of all forms it when `first` is 1.
[[nodiscard]] std::vector<Draft> some_drafts(std::uint64_t first, std::size_t count, const std::string& alliance = "a");

}  // namespace entente::test
