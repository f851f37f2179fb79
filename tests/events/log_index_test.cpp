#include <entente/events/log_index.hpp>

#include "entry_text.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace entente {
namespace {

EntryId id_of(unsigned number) {
    return parse_uuid(fmt::format("0196f3a2-7c1e-7a40-8f21-{:012x}", number)).value();
}

Entry entry(
    unsigned number, std::string_view alliance, std::string_view events = R"({"type": "note.added", "text": "x"})") {
    auto made = read(entry_of(events)).value().entry;
    made.id = id_of(number);
    made.alliance.text = alliance;
    return made;
}

TEST(LogIndex, KnowsAlliancesByTheirEntries) {
    LogIndex index;
    EXPECT_FALSE(index.knows({"a"}));
    EXPECT_EQ(index.version({"a"}), Seq{0});
    index.add({1}, entry(1, "b"));
    index.add({2}, entry(2, "a"));
    index.add({3}, entry(3, "b"));
    EXPECT_TRUE(index.knows({"a"}));
    EXPECT_EQ(index.version({"a"}), Seq{2});
    EXPECT_EQ(index.version({"b"}), Seq{3});
    EXPECT_EQ(index.alliances(), (std::vector<std::string>{"a", "b"}));
}

TEST(LogIndex, FindsEntriesAndTheirEvents) {
    LogIndex index;
    index.add({1}, entry(1, "a"));
    index.add({2}, entry(2, "a", R"({"type": "term.ended", "term": "t"}, {"type": "note.added", "text": "x"})"));
    EXPECT_EQ(index.find(id_of(3)), nullptr);
    const auto* found = index.find(id_of(2));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->seq, Seq{2});
    EXPECT_EQ(found->events, 2U);
    EXPECT_EQ(index.event(*found, 0).type, EventType::term_ended);
    EXPECT_EQ(index.event(*found, 1).type, EventType::note_added);
    EXPECT_TRUE(index.belongs(*found, {"a"}));
    EXPECT_FALSE(index.belongs(*found, {"b"}));
}

TEST(LogIndex, KnowsWhatARevisionActsAs) {
    LogIndex index;
    const auto event = fmt::format("\"event\": \"{}#0\"", text(id_of(1)));
    index.add({1}, entry(1, "a", R"({"type": "term.ended", "term": "t"})"));
    index.add({2}, entry(2, "a", R"({"type": "event.rescheduled", "effective": "2027", )" + event + "}"));
    index.add(
        {3},
        entry(
            3, "a",
            R"({"type": "event.corrected", "replacement": {"type": "term.resumed", "term": "t"}, )" + event + "}"));
    const auto acts_as = [&](unsigned number) { return index.event(*index.find(id_of(number)), 0).acts_as; };
    EXPECT_EQ(acts_as(1), EventType::term_ended);
    EXPECT_EQ(acts_as(2), EventType::term_ended);
    EXPECT_EQ(acts_as(3), EventType::term_resumed);
}

TEST(LogIndex, TakesEntriesOutAgainNewestFirst) {
    LogIndex index;
    index.add({1}, entry(1, "a"));
    index.add({2}, entry(2, "b"));
    index.add({3}, entry(3, "b"));
    index.remove_last(entry(3, "b"));
    EXPECT_EQ(index.version({"b"}), Seq{2});
    EXPECT_EQ(index.find(id_of(3)), nullptr);
    index.remove_last(entry(2, "b"));
    EXPECT_FALSE(index.knows({"b"}));
    EXPECT_EQ(index.alliances(), std::vector<std::string>{"a"});
    index.add({2}, entry(4, "c"));
    index.add({3}, entry(2, "b"));
    EXPECT_EQ(index.version({"c"}), Seq{2});
    EXPECT_TRUE(index.belongs(*index.find(id_of(2)), {"b"}));
}

}  // namespace
}  // namespace entente
