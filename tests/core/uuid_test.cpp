#include <entente/core/uuid.hpp>

#include <algorithm>
#include <unordered_set>

#include <gtest/gtest.h>

namespace entente {
namespace {

using namespace std::chrono;

/// Every byte the same.
class Constant final : public Randomness {
public:
    explicit Constant(std::byte value) : value_(value) {}
    void fill(std::span<std::byte> bytes) override { std::ranges::fill(bytes, value_); }

private:
    std::byte value_;
};

constexpr Instant example = sys_days{2022y / February / 22} + 19h + 22min + 22s;

// The timestamp of the example in RFC 9562, A.6.
TEST(MakeUuid, CarriesTheMillisecondsVersionAndVariant) {
    Constant ones{std::byte{0xff}};
    Constant zeros{std::byte{0}};
    EXPECT_EQ(text(make_uuid(example, ones)), "017f22e2-79b0-7fff-bfff-ffffffffffff");
    EXPECT_EQ(text(make_uuid(example + 999us, zeros)), "017f22e2-79b0-7000-8000-000000000000");
    EXPECT_EQ(text(make_uuid(Instant{-1s}, zeros)), "00000000-0000-7000-8000-000000000000");
}

TEST(MakeUuid, SortsByTime) {
    SystemRandomness randomness;
    for (auto at = example; at < example + 1s; at += 100ms) {
        EXPECT_LT(make_uuid(at, randomness), make_uuid(at + 1ms, randomness));
    }
}

TEST(MakeUuid, IsNeverTheSame) {
    SystemRandomness randomness;
    std::unordered_set<Uuid> seen;
    for (int i = 0; i < 1'000; ++i) {
        EXPECT_TRUE(seen.insert(make_uuid(example, randomness)).second);
    }
}

TEST(ParseUuid, ReadsWhatTextWrites) {
    SystemRandomness randomness;
    const auto uuid = make_uuid(example, randomness);
    EXPECT_EQ(parse_uuid(text(uuid)), uuid);
    EXPECT_EQ(text(parse_uuid("0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17").value()), "0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17");
}

TEST(ParseUuid, RefusesOtherVersionsAndSpellings) {
    for (const auto* none :
         {"", "0196f3a2-7c1e-4a40-8f21-5b0d3c9e6a17", "0196f3a2-7c1e-7a40-7f21-5b0d3c9e6a17",
          "0196F3A2-7C1E-7A40-8F21-5B0D3C9E6A17", "0196f3a27c1e7a408f215b0d3c9e6a17",
          "{0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17}", "0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a1",
          "0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a170", "0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a1g"}) {
        const auto uuid = parse_uuid(none);
        ASSERT_FALSE(uuid) << none;
        EXPECT_EQ(uuid.error().code, ErrorCode::bad_value);
    }
}

}  // namespace
}  // namespace entente
