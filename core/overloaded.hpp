/// One lambda per alternative for `std::visit`; without a catch-all, so that a new alternative fails to compile.
#pragma once

namespace entente {

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

}  // namespace entente
