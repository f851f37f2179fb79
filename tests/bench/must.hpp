/// A bench stops where anything it stands on fails.
#pragma once

#include <stdexcept>
#include <utility>

#include <entente/core/result.hpp>

namespace entente::bench {

/// What was asked for; throws the message of what went wrong.
template <typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().message);
    }
    return std::move(*result);
}

}  // namespace entente::bench
