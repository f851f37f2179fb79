#include <entente/projections/as_of.hpp>

#include "story.hpp"
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

TEST(KnownAt, ReadsAnInstantADayOrAPosition) {
    EXPECT_EQ(parse_known_at("@42").value().point, (decltype(KnownAt::point){Seq{42}}));
    EXPECT_TRUE(std::holds_alternative<Day>(parse_known_at("2026-04-27").value().point));
    EXPECT_TRUE(std::holds_alternative<Instant>(parse_known_at("2026-04-27T14:03:11+02:00").value().point));
    for (const auto* text : {"", "@", "@-1", "@4x", "42", "2026-04", "2026-02-30", "yesterday"}) {
        EXPECT_FALSE(parse_known_at(text)) << text;
    }
}

TEST(KnownAt, ADayReachesToItsEndAndAnInstantToItself) {
    Story story;  // recorded at midnight of 2026-01-01, the next entries a day later each
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    EXPECT_EQ(story.status("t", "2022-01-01", "2026-01-01"), "absent");
    EXPECT_EQ(story.status("t", "2022-01-01", "2026-01-02"), "in_force");
    EXPECT_EQ(story.status("t", "2022-01-01", "2026-01-01T23:59:59.999999Z"), "absent");
    EXPECT_EQ(story.status("t", "2022-01-01", "2026-01-02T00:00:00Z"), "in_force");
}

TEST(KnownAt, APositionPastTheLogIsNotFound) {
    const Story story;
    const AsOf as_of{.on = first_day, .known_at = parse_known_at("@9").value(), .announced_by = {}};
    EXPECT_EQ(story.ledger().viewpoint(as_of, first_day).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace entente::testing
