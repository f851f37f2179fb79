#include <entente/events/codec.hpp>

#include "entry_text.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente {
namespace {

constexpr std::string_view note = R"({"type": "note.added", "text": "hm"})";

EntryDefaults defaults() {
    return {
        .make_id = [] { return parse_uuid(test_id).value(); },
        .actor = "ann",
        .announced = Day{std::chrono::sys_days{std::chrono::year{2026} / 4 / 27}}};
}

/// The changes of a grant or an amendment, as `path` and index of the value's alternative.
template <typename Body>
std::vector<FieldChange> changes_of(const Event& event) {
    if constexpr (std::is_same_v<Body, TermGranted>) {
        return std::get<TermGranted>(event.body).fields;
    } else {
        return std::get<TermAmended>(event.body).set;
    }
}

std::vector<FieldChange> granted(std::string_view fields) {
    const auto event = R"({"type": "term.granted", "term": "t", "kind": "license", )" + std::string(fields) + "}";
    auto changes = changes_of<TermGranted>(read_event_of(event));
    changes.erase(changes.begin());  // the kind
    return changes;
}

std::vector<FieldChange> amended(std::string_view set) {
    return changes_of<TermAmended>(
        read_event_of(R"({"type": "term.amended", "term": "t", "set": )" + std::string(set) + "}"));
}

FieldValue only(const std::vector<FieldChange>& changes) {
    EXPECT_EQ(changes.size(), 1U);
    return changes.at(0).value;
}

Date date(std::string_view text) {
    return parse_date(text).value();
}

Ends ends_of(std::string_view ends) {
    return std::get<Ends>(only(granted(R"("ends": )" + std::string(ends))));
}

TEST(ReadDraft, AnEntryAsInTheDesignIsRead) {
    const auto draft = read_draft(
        R"({"alliance": "openai-microsoft", "announced": "2026-04", "title": "Amended", "confidence": "official",
            "sources": [{"url": "https://example.org", "publisher": "OpenAI", "published": "2026-04-27"}], "note": "n",
            "events": [{"type": "term.ended", "term": "api", "reason": "revoked"},
                       {"type": "party.joined", "party": "x", "name": "X Inc.", "planned": true,
                        "effective": "2026~"}]})",
        defaults());
    ASSERT_TRUE(draft) << draft.error().message;
    const auto& entry = draft->entry;
    EXPECT_EQ(text(entry.id), test_id);
    EXPECT_EQ(entry.alliance.text, "openai-microsoft");
    EXPECT_EQ(entry.announced, date("2026-04"));
    EXPECT_EQ(entry.title, "Amended");
    EXPECT_EQ(entry.actor, "ann");
    EXPECT_EQ(entry.note, "n");
    EXPECT_EQ(entry.confidence, Confidence::official);
    EXPECT_EQ(entry.effective, std::nullopt);
    EXPECT_EQ(
        entry.sources,
        (std::vector<Source>{{.url = "https://example.org", .publisher = "OpenAI", .published = date("2026-04-27")}}));
    ASSERT_EQ(entry.events.size(), 2U);
    EXPECT_EQ(entry.events[0].body, (EventBody{TermEnded{.term = {"api"}, .reason = EndReason::revoked}}));
    EXPECT_EQ(
        entry.events[1], (Event{
                             .body = PartyJoined{{.party = {"x"}, .name = "X Inc.", .role = {}}},
                             .effective = date("2026~"),
                             .confidence = {},
                             .sources = {},
                             .planned = true}));
}

TEST(ReadDraft, WhatTheEntryDoesNotSayIsFilledInAndNothingElseTouched) {
    const auto draft = read_draft(
        R"({"events":[{"type":"term.granted","term":"t","kind":"other","ends":"open"}],"alliance":"a"})", defaults());
    EXPECT_EQ(
        draft.value().canonical,
        R"({"actor":"ann","alliance":"a","announced":"2026-04-27","events":[{"ends":"open","kind":"other",)"
        R"("term":"t","type":"term.granted"}],"id":"0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17"})");
}

TEST(ReadDraft, WhatTheEntrySaysIsNotFilledIn) {
    const auto json = entry_of(note);
    auto other = defaults();
    other.actor = "bob";
    other.make_id = nullptr;
    EXPECT_EQ(read_draft(json, other).value().entry, read(json).value().entry);
}

TEST(ReadDraft, AByteOrderMarkAndSpacesAroundAreNoPartOfTheEntry) {
    EXPECT_EQ(
        read("\xef\xbb\xbf \r\n" + entry_of(note) + "\r\n\n").value().canonical,
        read(entry_of(note)).value().canonical);
}

TEST(ReadDraft, EveryTypeOfEventIsRead) {
    const auto is = [](std::string_view event, const EventBody& body) {
        EXPECT_EQ(read_event_of(event, R"(, "sources": [{"publisher": "P"}])").body, body) << event;
    };
    const EventAddress address{.entry = parse_uuid(test_id).value(), .index = 7};
    is(R"({"type": "alliance.formed", "title": "T", "parties": [{"party": "p", "role": "r"}]})",
       AllianceFormed{.title = "T", .parties = {{.party = {"p"}, .name = {}, .role = "r"}}});
    is(R"({"type": "alliance.dissolved", "reason": "lapsed"})", AllianceDissolved{EndReason::lapsed});
    is(R"({"type": "party.joined", "party": "p", "name": "P"})",
       PartyJoined{{.party = {"p"}, .name = "P", .role = {}}});
    is(R"({"type": "party.left", "party": "p", "successor": "q", "reason": "merged"})",
       PartyLeft{.party = {"p"}, .successor = PartyId{"q"}, .reason = "merged"});
    is(R"({"type": "party.suspended", "party": "p"})", PartySuspended{.party = {"p"}, .reason = {}});
    is(R"({"type": "party.resumed", "party": "p", "reason": "r"})", PartyResumed{.party = {"p"}, .reason = "r"});
    is(R"({"type": "party.renamed", "party": "p", "name": "P"})", PartyRenamed{.party = {"p"}, .name = "P"});
    is(R"({"type": "term.confirmed", "term": "t", "text": "x"})", TermConfirmed{.term = {"t"}, .text = "x"});
    is(R"({"type": "term.exercised", "term": "t"})", TermExercised{.term = {"t"}, .text = {}});
    is(R"({"type": "term.suspended", "term": "t", "reason": "r"})", TermSuspended{.term = {"t"}, .reason = "r"});
    is(R"({"type": "term.resumed", "term": "t"})", TermResumed{.term = {"t"}, .reason = {}});
    is(R"({"type": "term.ended", "term": "t"})", TermEnded{.term = {"t"}, .reason = {}});
    is(R"({"type": "milestone.reached", "milestone": "m"})", MilestoneReached{{"m"}});
    const std::string event = R"("event": "0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17#7")";
    is(R"({"type": "event.retracted", "reason": "r", )" + event + "}", EventRetracted{.event = address, .reason = "r"});
    is(R"({"type": "event.rescheduled", "effective": "2027", )" + event + "}",
       EventRescheduled{.event = address, .reason = {}});
    is(R"({"type": "event.corrected", "replacement": {"type": "note.added", "text": "x"}, )" + event + "}",
       EventCorrected{
           .event = address, .reason = {}, .replacement = std::make_shared<Event>(Event{NoteAdded{"x"}, {}, {}, {}})});
    is(R"({"type": "source.added", "reading": {"reason": "r", "effective": "2026", "exclusive": null}, )" + event + "}",
       SourceAdded{
           .event = address,
           .stance = Stance::supports,
           .reading = Reading{
               .fields = {{.field = Field::exclusive, .key = {}, .value = {}}},
               .effective = date("2026"),
               .reason = "r"}});
    is(R"({"type": "state.asserted", "term": "t", "on": "2026-04-27", "status": "in_force"})",
       StateAsserted{.term = {"t"}, .on = parse_day("2026-04-27").value(), .status = Status::in_force});
}

TEST(ReadDraft, AGrantCarriesItsFieldsInTheOrderOfTheVocabulary) {
    const auto changes = granted(
        R"("attributes": {"share": "19.5%", "n": -3, "b": true, "sum": {"currency": "USD", "amount": "250000000000"}},
           "days": {"due": {"upon": "closing", "plus": "P45D"}}, "scope": {"territory": {"except": ["cn"]}, "field": ["x/y"]},
           "survives": true, "conditions": ["c"], "exclusive": null, "actions": ["use"], "subject": "openai/ip",
           "grantee": ["*"], "grantor": ["openai"])");
    const auto expected = std::vector<FieldChange>{
        {Field::grantor, "", std::vector<std::string>{"openai"}},
        {Field::grantee, "", std::vector<std::string>{"*"}},
        {Field::subject, "", std::string("openai/ip")},
        {Field::actions, "", std::vector<std::string>{"use"}},
        {Field::exclusive, "", std::monostate{}},
        {Field::scope, "field", Region{.except = false, .paths = {"x/y"}}},
        {Field::scope, "territory", Region{.except = true, .paths = {"cn"}}},
        {Field::conditions, "", std::vector<std::string>{"c"}},
        {Field::survives, "", true},
        {Field::days, "due", Moment{Upon{.milestone = {"closing"}, .plus = parse_duration("P45D").value()}}},
        {Field::attributes, "b", true},
        {Field::attributes, "n", std::int64_t{-3}},
        {Field::attributes, "share", std::string("19.5%")},
        {Field::attributes, "sum", make_money("250000000000", "USD").value()}};
    EXPECT_EQ(changes, expected);
}

TEST(ReadDraft, AnAmendmentRemovesWithNull) {
    EXPECT_EQ(only(amended(R"({"subject": null})")), FieldValue{});
    EXPECT_EQ(amended(R"({"attributes": {"a": null, "b": 1}})").at(0), (FieldChange{Field::attributes, "a", {}}));
    EXPECT_EQ(amended(R"({"days": null})"), (std::vector<FieldChange>{{Field::days, "", {}}}));
    const Moment upon = Upon{.milestone = {"m"}, .plus = {}};
    EXPECT_EQ(only(amended(R"({"days": {"due": {"upon": "m", "plus": null}}})")), FieldValue{upon});
}

TEST(ReadDraft, EndsAreAListALoneEndOrAWord) {
    const Ends through = {End{Through{Moment{date("2032")}}}};
    EXPECT_EQ(ends_of(R"([{"through": "2032"}])"), through);
    EXPECT_EQ(ends_of(R"({"through": "2032"})"), through);
    EXPECT_EQ(ends_of(R"("perpetual")"), Ends{End{NoEnd::perpetual}});
    EXPECT_EQ(ends_of(R"(["unknown"])"), Ends{End{NoEnd::unknown}});
    EXPECT_EQ(ends_of("[]"), Ends{});
    const Moment verified = Upon{.milestone = {"agi"}, .plus = parse_duration("P1Y").value()};
    EXPECT_EQ(
        ends_of(R"([{"last_of": [{"during": "2032~"}, {"first_of": [{"before": {"upon": "agi", "plus": "P1Y"}},
                                                                    {"through": "2030"}]}]}])"),
        (Ends{End{LastOf{
            {End{During{date("2032~")}},
             End{FirstOf{{End{Before{verified}}, End{Through{Moment{date("2030")}}}}}}}}}}));
}

TEST(ReadDraft, AKindOfOnesOwnBeginsWithX) {
    const auto kind_of = [](std::string_view kind) {
        const auto event = R"({"type": "term.granted", "term": "t", "kind": ")" + std::string(kind) + R"("})";
        return std::get<std::string>(only(changes_of<TermGranted>(read_event_of(event))));
    };
    EXPECT_EQ(kind_of("x-most-favoured"), "x-most-favoured");
    EXPECT_EQ(kind_of("non_compete"), "non_compete");
}

TEST(ReadDraft, UponMayStandOnTheEntryWhenOnlyTermsTakeItOver) {
    const std::string more = R"(, "effective": {"upon": "closing"})";
    EXPECT_TRUE(read(entry_of(R"({"type": "term.confirmed", "term": "t"})", more)));
    EXPECT_TRUE(read(entry_of(R"({"type": "note.added", "text": "x", "effective": "2026"})", more)));
    EXPECT_FALSE(read(entry_of(note, more)));
}

TEST(ReadDrafts, OneObjectAnArrayOrALineEach) {
    const auto one = entry_of(note);
    const auto read_all = [](std::string_view text) { return read_drafts(text, {}).value().size(); };
    EXPECT_EQ(read_all(one), 1U);
    EXPECT_EQ(read_all("[" + one + "]"), 1U);
    EXPECT_EQ(read_all(" [\n" + one + " ,\n" + one + "\n]\n"), 2U);
    EXPECT_EQ(read_all(one + "\n" + one), 2U);
    EXPECT_EQ(read_all("\xef\xbb\xbf" + one + "\r\n\r\n  " + one + " \r\n" + one + "\r\n"), 3U);
}

TEST(ReadDrafts, BracketsAndQuotesInsideTextDivideNothing) {
    const auto odd = entry_of(R"({"type": "note.added", "text": "]}, {\"[\\"})");
    EXPECT_EQ(read_drafts("[" + odd + "," + odd + "]", {}).value().size(), 2U);
    EXPECT_EQ(read_drafts(odd + "\n" + odd, {}).value().at(1).canonical, read(odd).value().canonical);
}

struct Misplaced {
    std::string text;
    ErrorCode code;
    std::string where;
};

TEST(ReadDrafts, AnErrorNamesTheEntryAndThePlaceInIt) {
    const auto good = entry_of(note);
    const auto bad = entry_of(R"({"type": "note.added", "txt": "x"})");
    const std::vector<Misplaced> cases = {
        {bad, ErrorCode::unknown_field, "/events/0/txt"},
        {"[" + good + "," + bad + "]", ErrorCode::unknown_field, "/1/events/0/txt"},
        {good + "\n\n" + bad + "\n", ErrorCode::unknown_field, "line 3: /events/0/txt"},
        {good + "\n5\n", ErrorCode::bad_value, "line 2"},
        {good + "\n{\"a\" 5}\n", ErrorCode::bad_json, "line 2, column 6"},
        {"[" + good + ",\n  {\"a\": tru}]", ErrorCode::bad_json, "line 2, column 12"},
        {"[" + good + ",\n" + good, ErrorCode::bad_json, ""},
        {"[" + good + ",]", ErrorCode::bad_json, ""},
        {"[" + good + " " + good + "]", ErrorCode::bad_json, ""},
        {"[" + good + "] x", ErrorCode::bad_json, ""},
        {"[" + good + "}", ErrorCode::bad_json, ""},
        {"[5]", ErrorCode::bad_value, "/0"},
        {good + " x", ErrorCode::bad_json, ""},
        {good + good, ErrorCode::bad_json, ""},
        {"\n\n{\"a\": tru}", ErrorCode::bad_json, "line 3, column 10"},
        {"", ErrorCode::bad_json, "line 1, column 1"},
        {" \n", ErrorCode::bad_json, "line 2, column 1"},
        {"[]", ErrorCode::bad_value, ""},
        {"\"x\"", ErrorCode::bad_value, ""},
        {"nonsense", ErrorCode::bad_json, "line 1, column 2"}};
    for (const auto& [text, code, where] : cases) {
        const auto drafts = read_drafts(text, {});
        ASSERT_FALSE(drafts) << text;
        EXPECT_EQ(drafts.error().code, code) << text << '\n' << drafts.error().message;
        if (!where.empty() || code != ErrorCode::bad_json) {
            EXPECT_EQ(drafts.error().where, where) << text;
        }
    }
}

TEST(Decoder, ReadsWhatADraftStores) {
    const auto draft = read(entry_of(note, R"(, "title": "Grüße 😀\n")")).value();
    Decoder decoder;
    EXPECT_EQ(decoder.decode(draft.canonical).value(), draft.entry);
    EXPECT_EQ(decoder.decode(draft.canonical).value(), draft.entry) << "again, with the buffers of the first";
}

TEST(Decoder, AcceptsNoSecondSpelling) {
    const auto canonical =
        read(entry_of(R"({"type": "term.amended", "term": "t", "set": {"attributes": {"n": 0}}})")).value().canonical;
    const auto changed = [&](std::string_view from, std::string_view to) {
        auto text = canonical;
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    Decoder decoder;
    ASSERT_TRUE(decoder.decode(canonical));
    const auto spellings = {
        " " + canonical,
        canonical + " ",
        canonical + "\n",
        changed(":\"a\"", ": \"a\""),
        changed("ann", "\\u0061nn"),
        changed("{\"n\":0}", "{\"n\":-0}"),
        changed(R"("actor":"ann","alliance":"a")", R"("alliance":"a","actor":"ann")"),
        "\xef\xbb\xbf" + canonical};
    for (const auto& spelling : spellings) {
        const auto entry = decoder.decode(spelling);
        ASSERT_FALSE(entry) << spelling;
        EXPECT_EQ(entry.error().code, ErrorCode::bad_json) << spelling;
    }
}

TEST(Decoder, FillsNothingIn) {
    Decoder decoder;
    const auto entry =
        decoder.decode(R"({"alliance":"a","announced":"2026","events":[{"text":"x","type":"note.added"}]})");
    ASSERT_FALSE(entry);
    EXPECT_EQ(entry.error().code, ErrorCode::missing_field);
    EXPECT_EQ(entry.error().where, "/id");
}

}  // namespace
}  // namespace entente
