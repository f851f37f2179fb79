#include <string>
#include <vector>

#include "hand_console.hpp"
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace entente::cli {
namespace {

using ::testing::EndsWith;

/// A log whose answers depend on the day of knowledge: a milestone without a record ends one term.
class Citations : public ::testing::Test {
protected:
    Citations() {
        console.set_day("2026-05-01");
        console.run("form a --title A --party x --party y --announced 2026-01-01");
        console.run(
            "grant a t --kind license --grantor x --grantee y --subject x/ip --action use --until-milestone m "
            "--announced 2026-01-02");
        console.run("grant a u --kind supply --grantor x --grantee y --through 2027 --announced 2026-01-03");
    }

    /// What may change an answer, if anything can: the next day, another alliance, a new entry, the milestone reached.
    void go_on() {
        console.set_day("2026-05-02");
        console.run("form b --title B --party z --announced 2026-05-02");
        console.run("end a u --announced 2026-05-02 --effective 2026-04-01");
        console.set_day("2026-06-15");
        console.run("reach a m --announced 2026-06-15 --effective 2026-04-15");
    }

    static std::string cite_in(const std::string& document) { return nlohmann::json::parse(document)["cite"]; }

    /// Asks, lets the world go on, and types the cite back.
    void expect_same_bytes(const std::string& question) {
        const auto before = console.run(question + " --json");
        const auto cite = cite_in(before);
        EXPECT_EQ(console.run(cite + " --json"), before) << cite;
        go_on();
        EXPECT_EQ(console.run(cite + " --json"), before) << cite;
        EXPECT_NE(console.run(question + " --json"), before) << "nothing changed, so nothing is tested";
    }

    HandConsole console;
};

TEST_F(Citations, OfTheTerms) {
    expect_same_bytes("terms a");
}
TEST_F(Citations, OfTheTermsOnADayToCome) {
    expect_same_bytes("terms a --all --on 2026-05-20");
}
TEST_F(Citations, OfATerm) {
    expect_same_bytes("term a t");
}
TEST_F(Citations, OfTheAlliances) {
    expect_same_bytes("alliances");
}
TEST_F(Citations, OfThePartiesOfAll) {
    expect_same_bytes("parties");
}
TEST_F(Citations, OfWhatComes) {
    expect_same_bytes("upcoming");
}
TEST_F(Citations, OfWhatComesSoon) {
    expect_same_bytes("upcoming a --within P2Y");
}
TEST_F(Citations, OfATimeline) {
    expect_same_bytes("timeline a");
}
TEST_F(Citations, OfAWindowOfATimeline) {
    expect_same_bytes("timeline a --all --from 2026-01-01 --on 2026-03-01");
}
TEST_F(Citations, OfABelief) {
    expect_same_bytes("timeline a --belief t");
}
TEST_F(Citations, OfABeliefAsAnnounced) {
    expect_same_bytes("timeline a --belief t --as-announced");
}
TEST_F(Citations, OfWhatOneMay) {
    expect_same_bytes("who use x/ip");
}
TEST_F(Citations, OfWhatAnEditorShouldLookAt) {
    expect_same_bytes("check");
}
TEST_F(Citations, OfWhatChanged) {
    expect_same_bytes("diff a --from 2026-01-01 --to 2026-05-20");
}
TEST_F(Citations, OfTheLog) {
    expect_same_bytes("log");
}
TEST_F(Citations, OfWhatIsKnownAtTheEndOfTheLog) {
    expect_same_bytes("terms a --known-at @3");
}
TEST_F(Citations, OfWhatIsKnownByADayThatIsNotOver) {
    expect_same_bytes("terms a --known-at 2026-05-03");
}
TEST_F(Citations, OfWhatIsAnnouncedByADayToCome) {
    expect_same_bytes("terms a --announced-by 2026-12-31");
}

TEST_F(Citations, NameThePositionAndTheDayTheyWereAskedOn) {
    EXPECT_THAT(
        cite_in(console.run("terms a --on 2026-05-20 --json")),
        ::testing::Eq("terms a --on 2026-05-20 --known-at @3 --asked 2026-05-01"));
}

TEST_F(Citations, RepeatWhatWasKnownWhereTheLogHasGonePastIt) {
    EXPECT_THAT(cite_in(console.run("terms a --known-at @2 --json")), EndsWith("--known-at @2"));
    go_on();
    EXPECT_THAT(cite_in(console.run("terms a --known-at 2026-05-01 --json")), EndsWith("--known-at 2026-05-01"));
    const auto then = console.run("terms a --on 2026-05-20 --known-at 2026-05-01 --json");
    console.set_day("2027-01-01");
    EXPECT_EQ(console.run(cite_in(then) + " --json"), then);
}

TEST_F(Citations, OfACitationIsTheCitation) {
    const auto cite = cite_in(console.run("terms a --json"));
    go_on();
    EXPECT_EQ(cite_in(console.run(cite + " --json")), cite);
}

TEST_F(Citations, AreRefusedWhereTheyDoNotSayHowLongTheLogWas) {
    EXPECT_THROW(console.run("terms a --asked 2026-05-01"), std::runtime_error);
    EXPECT_THROW(console.run("terms a --known-at 2026-05-01 --asked 2026-05-01"), std::runtime_error);
    EXPECT_THROW(console.run("terms a --known-at @2 --asked soon"), std::runtime_error);
    EXPECT_THROW(console.run("terms a --known-at @9 --asked 2026-05-01"), std::runtime_error);
    EXPECT_NO_THROW(console.run("terms a --known-at 2026-05-01 --asked 2026-05-01@2"));
}

}  // namespace
}  // namespace entente::cli
