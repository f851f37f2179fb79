/// Who belongs to an alliance on a day, naive and by the letter.
#pragma once

#include "naive_worlds.hpp"

namespace entente::naive {

/// The `parties` of the document, by id.
Json parties(const Considered& facts, bool all);

/// `{"earliest","latest"}` or null.
Json span_json(const std::optional<Span>& span);

}  // namespace entente::naive
