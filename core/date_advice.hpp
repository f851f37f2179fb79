/// What to write instead of a text that is no date. Nothing here is ever read as a date: news in other spellings is
/// turned down with the spelling that would do, so that what the log keeps means one thing.
/// For the sources of this room; not installed.
#pragma once

#include <string>
#include <string_view>

namespace entente {

/// `write 2026-04-27` for `27.04.2026`; how dates read in general where nothing nearer comes to mind.
[[nodiscard]] std::string date_advice(std::string_view text);

/// The same for a year and a month that no year has. ISO 8601-2 counts seasons, quarters and halves from 21 to 41.
[[nodiscard]] std::string month_advice(unsigned year, unsigned month);

}  // namespace entente
