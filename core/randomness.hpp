/// Where random bytes come from. Passed in, so that a failure can be replayed by its seed.
#pragma once

#include <cstddef>
#include <span>

namespace entente {

class Randomness {
public:
    virtual ~Randomness() = default;
    virtual void fill(std::span<std::byte> bytes) = 0;
};

/// The operating system's generator (getrandom); aborts if there is none.
class SystemRandomness final : public Randomness {
public:
    void fill(std::span<std::byte> bytes) override;
};

}  // namespace entente
