/// What an answer rests on, at the foot of it: how it is cited, where the same is seen for ever.
#pragma once

#include <entente/daemon/web/markup.hpp>
#include <entente/daemon/web/words.hpp>

namespace entente::daemon {

/// Of a document with `as_of`, `cite` and `chain`. `permalink`: the same page with all its coordinates.
[[nodiscard]] Markup footing(const Json& document, const Url& permalink);

}  // namespace entente::daemon
