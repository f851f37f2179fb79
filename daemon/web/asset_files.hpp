/// The files of this folder that are sent as they are.
#pragma once

#include <string_view>

namespace entente::daemon {

extern const std::string_view style_css;
extern const std::string_view script_js;
extern const std::string_view icon_svg;

}  // namespace entente::daemon
