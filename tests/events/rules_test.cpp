#include <entente/events/rules.hpp>

#include "entry_text.hpp"
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente {
namespace {

using testing::HasSubstr;

/// A log in the making: entries are numbered from 1, and their numbers are their ids.
class Rules : public testing::Test {
protected:
    static std::string id_of(unsigned number) { return fmt::format("0196f3a2-7c1e-7a40-8f21-{:012x}", number); }

    static Entry entry(
        unsigned number, std::string_view events, std::string_view alliance, std::string_view more = "") {
        auto made = read(entry_of(events, more)).value().entry;
        made.id = parse_uuid(id_of(number)).value();
        made.alliance.text = alliance;
        return made;
    }

    Result<void> check(std::string_view events, std::string_view alliance = "a", std::string_view more = "") {
        return check_rules(entry(last_ + 1, events, alliance, more), index_);
    }

    /// Appends an entry that obeys the rules.
    void append(std::string_view events, std::string_view alliance = "a") {
        const auto next = entry(last_ + 1, events, alliance);
        const auto checked = check_rules(next, index_);
        ASSERT_TRUE(checked) << checked.error().message;
        index_.add({++last_}, next);
    }

    void refuses(
        std::string_view events, ErrorCode code, std::string_view where, std::string_view message,
        std::string_view alliance = "a", std::string_view more = "") {
        const auto checked = check(events, alliance, more);
        ASSERT_FALSE(checked) << events;
        EXPECT_EQ(checked.error().code, code) << events << '\n' << checked.error().message;
        EXPECT_EQ(checked.error().where, where) << events;
        EXPECT_THAT(checked.error().message, HasSubstr(message)) << events;
    }

    static std::string revision(std::string_view type, unsigned entry, unsigned index, std::string_view more = "") {
        return fmt::format(R"({{"type": "event.{}", "event": "{}#{}"{}}})", type, id_of(entry), index, more);
    }
    static std::string retraction(unsigned entry, unsigned index = 0) { return revision("retracted", entry, index); }
    static std::string rescheduling(unsigned entry, std::string_view effective = R"("2030")") {
        return revision("rescheduled", entry, 0, fmt::format(R"(, "effective": {})", effective));
    }
    static std::string correction(unsigned entry, std::string_view replacement = ended) {
        return revision("corrected", entry, 0, fmt::format(R"(, "replacement": {})", replacement));
    }

    static constexpr std::string_view formed = R"({"type": "alliance.formed", "title": "A"})";
    static constexpr std::string_view ended = R"({"type": "term.ended", "term": "t"})";
    static constexpr std::string_view note = R"({"type": "note.added", "text": "x"})";
    static constexpr std::string_view assertion =
        R"({"type": "state.asserted", "term": "t", "on": "2026-01-01", "status": "ended"})";

    LogIndex index_;
    unsigned last_ = 0;
};

TEST_F(Rules, AnAllianceBeginsWithItsFormation) {
    refuses(note, ErrorCode::alliance_unknown, "/alliance", "begins with alliance.formed");
    append(formed);
    EXPECT_TRUE(check(note));
}

TEST_F(Rules, AnUnknownAllianceIsAnsweredWithTheNearest) {
    append(formed, "openai-microsoft");
    append(formed, "starbucks-nestle");
    refuses(note, ErrorCode::alliance_unknown, "/alliance", "did you mean openai-microsoft?", "openai-microsft");
}

TEST_F(Rules, AnAllianceIsFormedOnce) {
    append(std::string(formed) + "," + std::string(note));
    refuses(formed, ErrorCode::alliance_exists, "/events/0", "a stands already");
    refuses(std::string(note) + "," + std::string(formed), ErrorCode::alliance_exists, "/events/1", "stands already");
    EXPECT_TRUE(check(formed, "b"));
}

TEST_F(Rules, AFormationComesFirstInItsEntry) {
    const auto second = std::string(note) + "," + std::string(formed);
    refuses(second, ErrorCode::bad_value, "/events/1/type", "as the first event");
    const auto twice = std::string(formed) + "," + std::string(formed);
    refuses(twice, ErrorCode::bad_value, "/events/1/type", "stands once");
}

TEST_F(Rules, ARevisionNamesAnEventOfAnEarlierEntryOfItsAlliance) {
    append(formed);
    append(std::string(ended) + "," + std::string(note));
    append(formed, "b");
    EXPECT_TRUE(check(retraction(2, 1)));
    const auto code = ErrorCode::event_unknown;
    refuses(retraction(2, 2), code, "/events/0/event", "has 2 events, counted from 0, so none of index 2");
    refuses(retraction(1, 1), code, "/events/0/event", "has 1 event, counted from 0");
    refuses(retraction(99), code, "/events/0/event", "holds no entry");
    refuses(retraction(3), code, "/events/0/event", "another alliance than a");
    refuses(std::string(note) + "," + retraction(4), code, "/events/1/event", "this very entry");
}

TEST_F(Rules, ASourceMayNameAnyEarlierEvent) {
    append(formed);
    append(ended);
    append(retraction(2));
    const auto source = [](unsigned entry, std::string_view more = "") {
        return fmt::format(
            R"({{"type": "source.added", "event": "{}#0", "sources": [{{"url": "u"}}]{}}})", id_of(entry), more);
    };
    EXPECT_TRUE(check(source(1)));
    EXPECT_TRUE(check(source(2)));
    EXPECT_TRUE(check(source(3)));
    refuses(source(9), ErrorCode::event_unknown, "/events/0/event", "holds no entry");
    EXPECT_TRUE(check(source(2, R"(, "reading": {"effective": {"upon": "m"}})")));
    refuses(
        source(1, R"(, "reading": {"effective": {"upon": "m"}})"), ErrorCode::bad_value, "/events/0/reading/effective",
        "only term.* events wait");
    refuses(
        source(1, R"(, "reading": {"effective": "[..2020]"})"), ErrorCode::bad_date, "/events/0/reading/effective",
        "[A..B]");
}

TEST_F(Rules, ARetractionCanOnlyBeRetracted) {
    append(formed);
    append(ended);
    append(retraction(2));
    EXPECT_TRUE(check(retraction(3)));
    refuses(correction(3), ErrorCode::event_not_changeable, "/events/0/event", "retract it");
    refuses(rescheduling(3), ErrorCode::event_not_changeable, "/events/0/event", "retract it");
}

TEST_F(Rules, AReschedulingIsRetractedOrRescheduled) {
    append(formed);
    append(ended);
    append(rescheduling(2));
    EXPECT_TRUE(check(retraction(3)));
    EXPECT_TRUE(check(rescheduling(3)));
    refuses(correction(3), ErrorCode::event_not_changeable, "/events/0/event", "reschedule it again");
}

TEST_F(Rules, ACorrectionMayBeCorrectedRescheduledAndRetracted) {
    append(formed);
    append(ended);
    append(correction(2));
    EXPECT_TRUE(check(retraction(3)));
    EXPECT_TRUE(check(rescheduling(3)));
    EXPECT_TRUE(check(correction(3, R"({"type": "milestone.reached", "milestone": "m"})")));
}

TEST_F(Rules, AFormationIsCorrectedByAFormationAndNeverRetracted) {
    append(formed);
    append(ended);
    refuses(retraction(1), ErrorCode::event_not_changeable, "/events/0/event", "correct it instead");
    refuses(
        correction(1), ErrorCode::event_not_changeable, "/events/0/event", "its replacement is alliance.formed too");
    refuses(correction(2, formed), ErrorCode::event_not_changeable, "/events/0/event", "into alliance.formed");
    EXPECT_TRUE(check(rescheduling(1)));
    append(correction(1, formed));
    EXPECT_TRUE(check(retraction(3))) << "the formation then reads as before";
    EXPECT_TRUE(check(correction(3, formed)));
    refuses(correction(3), ErrorCode::event_not_changeable, "/events/0/event", "alliance.formed");
}

TEST_F(Rules, NotesSourcesAndAssertionsStayWhatTheyAre) {
    append(formed);
    append(note);
    append(assertion);
    for (const unsigned entry : {2U, 3U}) {
        EXPECT_TRUE(check(retraction(entry)));
        refuses(rescheduling(entry), ErrorCode::event_not_changeable, "/events/0/event", "has no date to move");
        refuses(correction(entry), ErrorCode::event_not_changeable, "/events/0/event", "cannot be corrected into");
    }
    EXPECT_TRUE(check(correction(2, note)));
    EXPECT_TRUE(check(correction(3, assertion)));
    append(correction(2, note));
    refuses(rescheduling(4), ErrorCode::event_not_changeable, "/events/0/event", "has no date to move");
    append(ended);
    refuses(correction(5, note), ErrorCode::event_not_changeable, "/events/0/event", "record the other one anew");
}

TEST_F(Rules, OnlyATermsEventIsMovedToAMilestone) {
    append(formed);
    append(ended);
    append(R"({"type": "party.left", "party": "p"})");
    append(rescheduling(3));
    const std::string upon = R"({"upon": "closing"})";
    EXPECT_TRUE(check(rescheduling(2, upon)));
    refuses(rescheduling(3, upon), ErrorCode::bad_value, "/events/0/effective", "the event named is party.left");
    refuses(rescheduling(4, upon), ErrorCode::bad_value, "/events/0/effective", "the event named is party.left");
    refuses(rescheduling(1, R"("[..2020]")"), ErrorCode::bad_date, "/events/0/effective", "[A..B]");
    EXPECT_TRUE(check(rescheduling(3, R"("[..2020]")")));
}

TEST_F(Rules, ARumourRevisesNothing) {
    append(formed);
    append(ended);
    const auto rumoured = revision("retracted", 2, 0, R"(, "confidence": "rumoured")");
    refuses(rumoured, ErrorCode::bad_value, "/events/0/confidence", "source.added with a reading");
    const std::string_view entry_rumoured = R"(, "confidence": "rumoured")";
    refuses(retraction(2), ErrorCode::bad_value, "/confidence", "source.added", "a", entry_rumoured);
    const auto reported = revision("retracted", 2, 0, R"(, "confidence": "reported")");
    EXPECT_TRUE(check(reported, "a", entry_rumoured));
    EXPECT_TRUE(check(note, "a", entry_rumoured));
}

TEST_F(Rules, AnAppendMayNameTheVersionItWasDecidedOn) {
    EXPECT_TRUE(check_version({"a"}, std::nullopt, index_));
    EXPECT_TRUE(check_version({"a"}, Seq{0}, index_));
    EXPECT_EQ(check_version({"a"}, Seq{4}, index_).error().code, ErrorCode::stale_version);
    append(formed);
    append(formed, "b");
    append(note);
    EXPECT_TRUE(check_version({"a"}, Seq{3}, index_));
    const auto stale = check_version({"a"}, Seq{1}, index_);
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().code, ErrorCode::stale_version);
    EXPECT_THAT(stale.error().message, HasSubstr("last entry is 3"));
}

}  // namespace
}  // namespace entente
