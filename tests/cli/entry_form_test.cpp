#include <entente/cli/entry_form.hpp>

#include "shell_words.hpp"
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <entente/cli/command_line.hpp>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;
using testing::HasSubstr;

constexpr auto address = "0196f3a2-7b1c-7def-8a00-0123456789ab#1";

FormNeeds needs() {
    return {
        .today = Day{std::chrono::sys_days{std::chrono::year{2026} / 4 / 28}},
        .find_event = [](std::string_view named) -> Result<EarlierEvent> {
            if (named == "7.1") {
                return EarlierEvent{
                    .alliance = "a",
                    .address = address,
                    .json = R"({"type":"term.granted","term":"cap","kind":"limit","subject":"x","effective":"2026",)"
                            R"("attributes":{"amount":1,"unit":"GW"},"confidence":"official"})"};
            }
            if (named == "7.2") {
                return EarlierEvent{
                    .alliance = "a",
                    .address = address,
                    .json = R"({"type":"term.amended","term":"cap","set":{"exclusive":true}})"};
            }
            return fail(ErrorCode::not_found, "the log holds no such entry", "argument EVENT");
        },
        .read_file = [](const std::string& path) -> Result<std::string> {
            return path == "right.json" ? Result<std::string>(R"({"type":"note.added","text":"x"})")
                                        : fail(ErrorCode::io_failed, "no such file", path);
        }};
}

Result<std::string> entry_of(std::string_view line) {
    const auto parsed = parse_command_line(shell_words(line));
    if (!parsed) {
        return std::unexpected(parsed.error());
    }
    return entry_json(parsed->command->name, parsed->asked, needs());
}

/// The only event of the entry that a command line makes.
Json event_of(std::string_view line) {
    const auto entry = entry_of(line);
    EXPECT_TRUE(entry) << line << ": " << entry.error().message;
    return entry ? Json::parse(*entry)["events"][0] : Json();
}

struct Case {
    std::string_view line;
    std::string_view event;
};

TEST(EntryForm, WritesEachTypeOfEventAsAPersonWould) {
    for (const auto& [line, event] : std::initializer_list<Case>{
             {"form a --title 'A and B' --party x='X Corp' --party y --role y=investor --effective 2016-11",
              R"({"type":"alliance.formed","title":"A and B","parties":[{"party":"x","name":"X Corp"},)"
              R"({"party":"y","role":"investor"}],"effective":"2016-11"})"},
             {"dissolve a --reason terminated", R"({"type":"alliance.dissolved","reason":"terminated"})"},
             {"join a x --name X --role investor --planned",
              R"({"type":"party.joined","party":"x","name":"X","role":"investor","planned":true})"},
             {"leave a x --successor y --reason sold",
              R"({"type":"party.left","party":"x","successor":"y","reason":"sold"})"},
             {"confirm a t --text restated", R"({"type":"term.confirmed","term":"t","text":"restated"})"},
             {"exercise a t", R"({"type":"term.exercised","term":"t"})"},
             {"suspend a t --reason review", R"({"type":"term.suspended","term":"t","reason":"review"})"},
             {"suspend a --party x", R"({"type":"party.suspended","party":"x"})"},
             {"resume a t --upon closing --plus P1Y",
              R"({"type":"term.resumed","term":"t","effective":{"upon":"closing","plus":"P1Y"}})"},
             {"resume a --party x", R"({"type":"party.resumed","party":"x"})"},
             {"end a t --reason superseded --effective 2026-04-27",
              R"({"type":"term.ended","term":"t","reason":"superseded","effective":"2026-04-27"})"},
             {"revoke a t", R"({"type":"term.ended","term":"t","reason":"revoked"})"},
             {"reach a m --planned", R"({"type":"milestone.reached","milestone":"m","planned":true})"},
             {"retract a 7.1 --reason wrong",
              R"({"type":"event.retracted","event":"0196f3a2-7b1c-7def-8a00-0123456789ab#1","reason":"wrong"})"},
             {"reschedule a 7.1 --effective 2027",
              R"({"type":"event.rescheduled","event":"0196f3a2-7b1c-7def-8a00-0123456789ab#1","effective":"2027"})"},
             {"note a 'a remark'", R"({"type":"note.added","text":"a remark"})"},
             {"assert a t in_force --on 2026-04-01",
              R"({"type":"state.asserted","term":"t","on":"2026-04-01","status":"in_force"})"},
             {"assert a t --status ended",
              R"({"type":"state.asserted","term":"t","on":"2026-04-28","status":"ended"})"},
         }) {
        EXPECT_EQ(event_of(line).dump(), event) << line;
    }
}

TEST(EntryForm, WritesEveryFieldOfATerm) {
    const auto event = event_of(
        "grant a t --kind license --grantor x --grantee y,z --subject x/ip --action use --action copy --non-exclusive "
        "--scope persons=us,eu --scope territory=except:cn --condition 'if asked' --survives --day due=2026-06-30 "
        "--day notice=upon:closing+P90D --attribute percent=27% --attribute seats=1 --attribute listed=true "
        "--attribute 'cap=38000000000 USD' --through 2032 --until-milestone agi+P1Y --effective 2026-04-27");
    EXPECT_EQ(
        event,
        Json::parse(
            R"({"type":"term.granted","term":"t","kind":"license","subject":"x/ip","grantor":["x"],"grantee":["y","z"],
             "actions":["use","copy"],"exclusive":false,"survives":true,
             "scope":{"persons":["us","eu"],"territory":{"except":["cn"]}},
             "days":{"due":"2026-06-30","notice":{"upon":"closing","plus":"P90D"}},
             "attributes":{"percent":"27%","seats":1,"listed":true,"cap":{"amount":"38000000000","currency":"USD"}},
             "conditions":["if asked"],
             "ends":[{"through":"2032"},{"before":{"upon":"agi","plus":"P1Y"}}],"effective":"2026-04-27"})"));
}

TEST(EntryForm, WritesTheKindsOfNoDate) {
    for (const auto& [line, event] : std::initializer_list<Case>{
             {"--perpetual", "perpetual"},
             {"--open", "open"},
             {"--end-not-stated", "not_stated"},
             {"--end-unknown", "unknown"}}) {
        EXPECT_EQ(event_of("grant a t --kind license " + std::string(line))["ends"], Json::array({event})) << line;
    }
}

TEST(EntryForm, AmendsFieldByField) {
    EXPECT_EQ(
        event_of(
            "amend a t --set exclusive=false --set attributes/percent=27% --set ends=before:upon:agi --unset days/due "
            "--set grantee=x,y --set scope/territory=except:cn")["set"],
        Json::parse(R"({"exclusive":false,"attributes":{"percent":"27%"},"ends":[{"before":{"upon":"agi"}}],
                    "grantee":["x","y"],"scope":{"territory":{"except":["cn"]}},"days":{"due":null}})"));
}

TEST(EntryForm, CorrectsWhatTheFlagsSayAndKeepsTheRest) {
    const auto granted = event_of("correct a 7.1 --attribute amount=2 --unset attributes/unit --effective 2027");
    EXPECT_EQ(
        granted["replacement"],
        Json::parse(
            R"({"type":"term.granted","term":"cap","kind":"limit","subject":"x","effective":"2027","attributes":{"amount":2}})"));
    EXPECT_FALSE(granted.contains("effective")) << "the date is the replacement's";
    const auto amended = event_of("correct a 7.2 --non-exclusive");
    EXPECT_EQ(amended["replacement"], Json::parse(R"({"type":"term.amended","term":"cap","set":{"exclusive":false}})"));
}

TEST(EntryForm, CorrectsWithAWholeReplacement) {
    EXPECT_EQ(event_of("correct a 7.1 --replacement right.json")["replacement"]["type"], "note.added");
    EXPECT_EQ(
        event_of(R"(correct a 7.1 --replacement '{"type":"term.ended","term":"cap"}')")["replacement"]["type"],
        "term.ended");
}

TEST(EntryForm, CitesARivalReading) {
    EXPECT_EQ(
        event_of("cite a 7.1 --source https://e.org --contradicts --reading exclusive=true --reading-effective 2025"),
        Json::parse(R"({"type":"source.added","event":"0196f3a2-7b1c-7def-8a00-0123456789ab#1","stance":"contradicts",
                    "sources":[{"url":"https://e.org"}],"reading":{"exclusive":true,"effective":"2025"}})"));
}

TEST(EntryForm, PairsSourcesWithTheirPublishersAndDays) {
    const auto entry = entry_of(
        "note a x --source https://e.org/1 --source https://e.org/2 --publisher E --published 2026-04-27 --announced "
        "2026-04-28 "
        "--title T --confidence official --note N");
    ASSERT_TRUE(entry);
    EXPECT_EQ(
        Json::parse(*entry),
        Json::parse(R"({"alliance":"a","announced":"2026-04-28","title":"T","confidence":"official","note":"N",
                    "sources":[{"url":"https://e.org/1","publisher":"E","published":"2026-04-27"},{"url":"https://e.org/2"}],
                    "events":[{"type":"note.added","text":"x"}]})"));
}

struct Misuse {
    std::string_view line;
    std::string_view place;
};

TEST(EntryForm, SaysWhichFlagIsMisused) {
    for (const auto& [line, place] : std::initializer_list<Misuse>{
             {"grant a t --kind license --exclusive --non-exclusive", "--non-exclusive"},
             {"grant a t --kind license --attribute percent", "--attribute"},
             {"grant a t --kind license --effective 2026 --upon closing", "--upon"},
             {"grant a t --kind license --plus P1Y", "--plus"},
             {"amend a t", "--set"},
             {"suspend a", "argument TERM"},
             {"suspend a t --party x", "argument TERM"},
             {"note a", "argument TEXT"},
             {"note a x --publisher E --published 2026 --published 2025", "--published"},
             {"form a --party x --role y=z", "--role"},
             {"correct a 7.1 --replacement '{'", "--replacement"},
         }) {
        const auto entry = entry_of(line);
        ASSERT_FALSE(entry) << line;
        EXPECT_EQ(entry.error().where, place) << line;
        EXPECT_EQ(exit_of(entry.error()), Exit::usage) << line;
    }
}

TEST(EntryForm, RefusesAnEventOfAnotherAlliance) {
    const auto entry = entry_of("retract b 7.1");
    ASSERT_FALSE(entry);
    EXPECT_THAT(entry.error().message, HasSubstr("7.1 belongs to the alliance a, not to b"));
}

TEST(PlaceOnCommandLine, FindsTheFlagOfAPointer) {
    const auto place = [](std::string_view line, std::string_view pointer) {
        return place_on_command_line(pointer, parse_command_line(shell_words(line))->asked);
    };
    EXPECT_EQ(place("grant a t --kind x", "/events/0/kind"), "--kind");
    EXPECT_EQ(place("grant a t --attribute x=1", "/events/0/attributes/x"), "--attribute");
    EXPECT_EQ(place("grant a t --non-exclusive", "/events/0/exclusive"), "--non-exclusive");
    EXPECT_EQ(place("grant a t --through 2032~", "/events/0/ends/0/through"), "--through");
    EXPECT_EQ(place("grant a t --until-milestone m+x", "/events/0/ends/0/before/plus"), "--until-milestone");
    EXPECT_EQ(place("grant a t --effective x", "/events/0/effective"), "--effective");
    EXPECT_EQ(place("grant a t --upon M", "/events/0/effective/upon"), "--upon");
    EXPECT_EQ(place("grant a t --published x --source u", "/sources/0/published"), "--published");
    EXPECT_EQ(place("grant A t", "/alliance"), "argument ALLIANCE");
    EXPECT_EQ(place("grant a T", "/events/0/term"), "argument TERM");
    EXPECT_EQ(place("amend a t --set kind=x", "/events/0/set/kind"), "--set");
    EXPECT_EQ(place("amend a t --kind x", "/events/0/set/kind"), "--kind");
    EXPECT_EQ(place("correct a 7.1 --replacement {}", "/events/0/replacement/type"), "--replacement");
    EXPECT_EQ(place("join a P", "/events/0/party"), "argument PARTY");
}

}  // namespace
}  // namespace entente::cli
