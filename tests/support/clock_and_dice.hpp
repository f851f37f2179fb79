/// A clock and a source of randomness that a test holds in its hand.
#pragma once

#include <atomic>
#include <cstdint>
#include <random>

#include <entente/core/clock.hpp>
#include <entente/core/randomness.hpp>

namespace entente::test {

/// Stands where it is set; every look moves it by `step`.
class HandClock final : public Clock {
public:
    explicit HandClock(Instant start, Instant::duration step = Instant::duration{0})
        : ticks_(start.time_since_epoch().count()), step_(step.count()) {}

    [[nodiscard]] Instant now() override { return Instant{Instant::duration{ticks_ += step_}}; }
    void set(Instant instant) { ticks_ = instant.time_since_epoch().count(); }
    void move(Instant::duration by) { ticks_ += by.count(); }

private:
    std::atomic<std::int64_t> ticks_;
    std::int64_t step_;
};

/// The same bytes for the same seed.
class Dice final : public Randomness {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    void fill(std::span<std::byte> bytes) override {
        for (auto& byte : bytes) {
            byte = static_cast<std::byte>(engine_() & 0xff);
        }
    }
    /// One of 0 … `sides` - 1.
    [[nodiscard]] std::uint64_t roll(std::uint64_t sides) { return engine_() % sides; }
    [[nodiscard]] bool one_in(std::uint64_t sides) { return roll(sides) == 0; }

private:
    std::mt19937_64 engine_;
};

}  // namespace entente::test
