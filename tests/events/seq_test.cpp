#include <entente/events/seq.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

const std::string id = "0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17";

TEST(EventAddress, IsReadAsItIsWritten) {
    for (const std::string index : {"0", "7", "999", "4294967295"}) {
        const auto address = parse_event_address(id + "#" + index);
        ASSERT_TRUE(address) << index;
        EXPECT_EQ(text(*address), id + "#" + index);
    }
}

TEST(EventAddress, RefusesEveryOtherShape) {
    for (const auto& address :
         {std::string(), id, id + "#", id + "#x", id + "#-1", id + "#+1", id + "#01", id + "#1 ", id + "#1#1",
          id + "#4294967296", std::string("#0"), "x" + id + "#0", id.substr(1) + "#0", std::string("12.0")}) {
        const auto parsed = parse_event_address(address);
        ASSERT_FALSE(parsed) << address;
        EXPECT_EQ(parsed.error().code, ErrorCode::bad_value) << address;
    }
}

}  // namespace
}  // namespace entente
