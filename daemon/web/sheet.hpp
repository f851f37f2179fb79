/// The frame that every page stands in: head, ways to the other pages, foot.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <entente/daemon/web/markup.hpp>
#include <entente/daemon/web/words.hpp>

namespace entente::daemon {

/// The pages that every page leads to.
enum class Section : std::uint8_t { alliances, rights, upcoming, check, append, api, none };

struct Sheet {
    std::string title;
    Section section = Section::none;
    Markup body;
    std::optional<std::uint64_t> position = {};  ///< what is shown holds up to there; newer entries are told of
    std::string alliance = {};                   ///< whose entries matter to the page; empty: all
    bool live = true;                            ///< whether newer entries change what is shown
};

/// The page, complete.
[[nodiscard]] std::string page(const Sheet& sheet);

/// What a page may load and do: its own script, style and pictures; forms go where it came from.
inline constexpr std::string_view sheet_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

/// A table that scrolls sideways where it has no room.
[[nodiscard]] Markup wide(std::string_view name, const Markup& table);

/// The days of a span (`{"earliest","latest"}`), none of them broken over two lines.
[[nodiscard]] Markup days_of_span(const Json& span);

/// A source as a way to it: its publisher, its date, and whether it contradicts.
[[nodiscard]] Markup source_link(
    std::string_view url, std::string_view publisher, std::string_view published, bool contradicts);

}  // namespace entente::daemon
