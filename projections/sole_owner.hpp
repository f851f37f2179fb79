/// Whether what is shared may be changed in place.
#pragma once

#include <memory>

namespace entente {

/// Whether nobody else holds it, nor can come to hold it, and all that others ever did with it is done and seen.
template <typename Value>
[[nodiscard]] bool is_sole_owner(std::shared_ptr<Value>& held) {
    if (held.use_count() != 1) {
        return false;
    }
    // Counting is relaxed: only another step of the same counter orders us behind those who let go.
    std::shared_ptr<Value>(held).reset();
    return true;
}

}  // namespace entente
