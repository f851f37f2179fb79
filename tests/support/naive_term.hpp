/// One term's part of the answer.
#pragma once

#include <optional>
#include <string>

#include "naive_days.hpp"

namespace entente::naive {

/// Nothing where the term is not listed. `all`: ended, expired and proposed ones too.
std::optional<Json> term_document(const Considered& facts, const std::string& term, bool all, Walk walk);

}  // namespace entente::naive
