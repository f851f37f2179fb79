/// One term's part of the answer.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "naive_days.hpp"

namespace entente::naive {

/// Nothing where the term is not listed. `all`: ended, expired and proposed ones too.
std::optional<Json> term_document(const Considered& facts, const std::string& term, bool all, Walk walk);

/// Who set what is shown of a term, by place in `Considered::happenings`: fields by path, and `status` (of what has
/// expired, who set its ends). A field that stands nowhere was set by the grant, under the path `*`.
std::map<std::string, std::size_t> setters(const Considered& facts, const std::string& term);

}  // namespace entente::naive
