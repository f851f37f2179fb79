/// For the model's own test: the same answer, found by visiting every single day.
#pragma once

#include <vector>

#include "naive_days.hpp"
#include "naive_model.hpp"

namespace entente::naive {

Json terms_walking(const std::vector<Json>& log, const Question& question, Walk walk);

}  // namespace entente::naive
