/// What an answer rests on: addresses, sources, rival readings.
#pragma once

#include <string>
#include <vector>

#include "naive_fold.hpp"

namespace entente::naive {

Json addresses(const Considered& facts, const std::vector<std::size_t>& because);
std::string weakest(const Considered& facts, const std::vector<std::size_t>& because);
Json sources(const Considered& facts, const std::vector<std::size_t>& because);
Json disputes(const Considered& facts, const std::vector<std::size_t>& because, const TermState& state);

}  // namespace entente::naive
