#include <entente/events/entry.hpp>

#include "entry_text.hpp"
#include <gtest/gtest.h>

namespace entente {
namespace {

constexpr std::string_view bare = R"({"type": "term.ended", "term": "t"})";
constexpr std::string_view own = R"({"type": "term.ended", "term": "t", "effective": "2027", "confidence": "rumoured",
                                     "sources": [{"url": "own"}]})";
constexpr std::string_view shared =
    R"(, "effective": "2026-05", "confidence": "official", "sources": [{"url": "shared"}])";

TEST(Entry, AnEventTakesOverWhatItDoesNotSay) {
    const auto entry = read(entry_of(std::string(bare) + "," + std::string(own), shared)).value().entry;
    EXPECT_EQ(effective_of(entry.events[0], entry), Moment{parse_date("2026-05").value()});
    EXPECT_EQ(effective_of(entry.events[1], entry), Moment{parse_date("2027").value()});
    EXPECT_EQ(confidence_of(entry.events[0], entry), Confidence::official);
    EXPECT_EQ(confidence_of(entry.events[1], entry), Confidence::rumoured);
    EXPECT_EQ(sources_of(entry.events[0], entry).at(0).url, "shared");
    EXPECT_EQ(sources_of(entry.events[1], entry).at(0).url, "own");
}

TEST(Entry, WithoutAnEffectiveTheAnnouncedDateHolds) {
    const auto entry = read(entry_of(bare)).value().entry;
    EXPECT_EQ(effective_of(entry.events[0], entry), Moment{parse_date("2026-04-27").value()});
    EXPECT_FALSE(states_effective(entry.events[0], entry));
    EXPECT_EQ(confidence_of(entry.events[0], entry), Confidence::reported);
    EXPECT_TRUE(sources_of(entry.events[0], entry).empty());
}

TEST(Entry, AnEffectiveIsStatedByTheEventOrItsEntry) {
    const auto by_entry = read(entry_of(bare, shared)).value().entry;
    EXPECT_TRUE(states_effective(by_entry.events[0], by_entry));
    const auto by_event = read(entry_of(own)).value().entry;
    EXPECT_TRUE(states_effective(by_event.events[0], by_event));
}

TEST(Entry, ItIsKnownOnItsLatestAnnouncedDay) {
    Entry entry;
    entry.announced = parse_date("2026-04~").value();
    EXPECT_EQ(text(announced_day(entry)), "2026-05-31");
}

TEST(Entry, EventsKnowWhatTheyAreAbout) {
    const auto ended = read_event_of(bare);
    ASSERT_NE(term_of(ended), nullptr);
    EXPECT_EQ(term_of(ended)->text, "t");
    EXPECT_EQ(type_of(ended), EventType::term_ended);
    EXPECT_EQ(term_of(read_event_of(R"({"type": "note.added", "text": "x"})")), nullptr);
}

TEST(Entry, TypesOfEventsFallIntoGroups) {
    for (const auto& type : vocabulary<EventType>()) {
        const auto begins = [&](std::string_view group) { return type.word.starts_with(group); };
        EXPECT_EQ(is_term_event(type.value), begins("term.")) << type.word;
        EXPECT_EQ(is_revision(type.value), begins("event.")) << type.word;
        EXPECT_EQ(may_be_planned(type.value), begins("party.") || begins("term.") || begins("milestone.")) << type.word;
    }
}

TEST(Entry, CorrectionsAreEqualWhenTheirReplacementsSayTheSame) {
    const auto correction = [](std::string_view text) {
        return read_event_of(
            R"({"type": "event.corrected", "event": "0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17#0", "replacement":)"
            R"({"type": "note.added", "text": ")" +
            std::string(text) + "\"}}");
    };
    EXPECT_EQ(correction("x"), correction("x"));
    EXPECT_NE(correction("x"), correction("y"));
}

}  // namespace
}  // namespace entente
