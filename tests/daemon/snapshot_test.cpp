#include <entente/daemon/snapshot.hpp>

#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <entente/events/codec.hpp>

namespace entente::daemon {
namespace {

const Uuid log_id = parse_uuid("0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17").value();

/// A ledger that says so by the chain at its beginning.
Ledger ledger_called(std::string_view name) {
    return Ledger{sha256(name)};
}

TEST(Published, IsNothingBeforeTheFirstSnapshot) {
    EXPECT_EQ(Published{}.current(), nullptr);
}

TEST(Published, TheNewestIsReadAndWhoHoldsAnOlderOneKeepsIt) {
    Published published;
    published.publish(log_id, ledger_called("first"));
    const auto first = published.current();
    published.publish(log_id, ledger_called("second"));
    EXPECT_EQ(published.current()->ledger.head().chain, sha256("second"));
    EXPECT_EQ(published.current()->log, log_id);
    EXPECT_EQ(first->ledger.head().chain, sha256("first"));
    EXPECT_LT(first->number, published.current()->number);
}

TEST(Published, TwoInOneThreadAreToldApart) {
    Published one;
    Published other;
    one.publish(log_id, ledger_called("one"));
    other.publish(log_id, ledger_called("other"));
    EXPECT_EQ(one.current()->ledger.head().chain, sha256("one"));
    EXPECT_EQ(other.current()->ledger.head().chain, sha256("other"));
    EXPECT_EQ(one.current()->ledger.head().chain, sha256("one"));
}

TEST(Published, NoReaderEverSeesAnOlderOneAgain) {
    constexpr std::uint64_t times = 2'000;
    Published published;
    published.publish(log_id, Ledger{});
    const auto last = published.current()->number + times;
    std::vector<std::jthread> readers;
    for (int i = 0; i < 4; ++i) {
        readers.emplace_back([&] {
            for (std::uint64_t seen = 0; seen < last;) {
                const auto number = published.current()->number;
                ASSERT_GE(number, seen);
                seen = number;
            }
        });
    }
    for (std::uint64_t i = 0; i < times; ++i) {
        published.publish(log_id, Ledger{});
    }
}

}  // namespace
}  // namespace entente::daemon
