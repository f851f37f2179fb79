/// What pages load besides themselves: one style, one script, one icon. They are files of this folder, compiled in;
/// their addresses name their content, so that a browser keeps them for ever.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <entente/daemon/web/url.hpp>

namespace entente::daemon {

/// The address of `style.css`: `/assets/3f2a….style.css`. The name must be one there is.
[[nodiscard]] Url asset(std::string_view name);

struct Asset {
    std::string_view media_type;
    std::shared_ptr<const std::string> bytes;
    std::shared_ptr<const std::string> gzipped;
};

/// What stands at that address under `/assets/`; nothing for another content than there is now.
[[nodiscard]] const Asset* find_asset(std::string_view name);

}  // namespace entente::daemon
