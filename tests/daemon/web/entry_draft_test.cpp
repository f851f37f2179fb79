#include <entente/daemon/web/entry_draft.hpp>

#include "fixture_ledger.hpp"
#include <gtest/gtest.h>

#include <entente/daemon/web/event_fields.hpp>
#include <entente/daemon/web/typed_words.hpp>
#include <entente/events/codec.hpp>

namespace entente::daemon {
namespace {

const EntryId fresh = parse_uuid("0196f3a2-0000-7000-8000-000000000001").value();
const Day today = parse_day("2026-06-30").value();

EntryDraft draft(std::string_view body) {
    return {FormBody::parse(body).value(), fresh, today};
}

TEST(FormBody, ReadsWhatBrowsersSend) {
    const auto form = FormBody::parse("a=1+2%26&b=%C3%A9&a=last%0D%0Aline&empty=&=nameless").value();
    EXPECT_EQ(form.at("a"), "last\nline");
    EXPECT_EQ(form.at("b"), "é");
    EXPECT_TRUE(form.has("empty"));
    EXPECT_EQ(form.at("missing"), "");
}

TEST(FormBody, RefusesWhatIsBadlyEncoded) {
    for (const auto* body : {"a=%", "a=%2", "a=%zz", "a=%ff", "%C3=x"}) {
        const auto form = FormBody::parse(body);
        ASSERT_FALSE(form) << body;
        EXPECT_EQ(form.error().code, ErrorCode::bad_value) << body;
    }
}

TEST(EntryDraft, KeepsTheIdItWasGivenOnce) {
    EXPECT_EQ(draft("alliance=a").entry()["id"], text(fresh));
    EXPECT_EQ(draft("alliance=a&id=other").entry()["id"], "other");
}

TEST(EntryDraft, ATermIsWrittenAsEntriesWriteIt) {
    const auto entry =
        draft(
            "alliance=a&announced=2026-04&title=News&s0.url=https%3A%2F%2Fe.org&e0.type=term.granted&e0.term=t"
            "&e0.kind=license&e0.grantor=x&e0.grantee=y%2C+*&e0.actions=use%2Chost&e0.exclusive=no"
            "&e0.ends=before&e0.ends.date=agi&e0.conditions=one%0D%0Atwo"
            "&e0.attributes=percent%3A+~27%25%0D%0Aamount%3A+USD+1%2C500%0D%0Acount%3A+7"
            "&e0.scope=territory%3A+cn%2C+us%0D%0Apersons%3A+except+us%2Fgovernment&e0.effective=closing"
            "&e0.planned=true")
            .entry();
    EXPECT_EQ(entry["sources"], Json::parse(R"([{"url":"https://e.org"}])"));
    EXPECT_EQ(entry["events"][0], Json::parse(R"({"type":"term.granted","term":"t","kind":"license","grantor":["x"],
        "grantee":["y","*"],"actions":["use","host"],"exclusive":false,"ends":[{"before":{"upon":"agi"}}],
        "scope":{"territory":["cn","us"],"persons":{"except":["us/government"]}},"conditions":["one","two"],
        "attributes":{"percent":"~27%","amount":{"amount":"1500","currency":"USD"},"count":7},
        "effective":{"upon":"closing"},"planned":true})"));
    EXPECT_TRUE(read_draft(entry.dump(), {}));
}

TEST(EntryDraft, AnAmendmentSaysOnlyWhatWasTypedIn) {
    const auto entry =
        draft("alliance=a&e0.type=term.amended&e0.term=t&e0.kind=&e0.exclusive=yes&e0.unset=scope,+ends").entry();
    EXPECT_EQ(
        entry["events"][0],
        Json::parse(R"({"type":"term.amended","term":"t","set":{"exclusive":true,"scope":null,"ends":null}})"));
}

TEST(EntryDraft, EveryTypeOfEventHasAFormThatIsUnderstood) {
    for (const auto& known : vocabulary<EventType>()) {
        const auto entry = draft("alliance=a&e0.type=" + std::string(known.word)).entry();
        const auto read = read_draft(entry.dump(), {});
        EXPECT_TRUE(read || read.error().code == ErrorCode::missing_field || read.error().code == ErrorCode::bad_value)
            << known.word << ": " << read.error().message;
    }
}

TEST(EntryDraft, EventsComeAndGo) {
    auto grown =
        draft("alliance=a&e0.type=note.added&e0.text=one&e1.type=note.added&e1.text=two&do=add&new-type=term.ended");
    grown.obey();
    ASSERT_EQ(grown.events(), 3U);
    EXPECT_EQ(grown.entry()["events"][2]["type"], "term.ended");
    auto shrunk = draft("alliance=a&e0.type=note.added&e0.text=one&e1.type=note.added&e1.text=two&do=remove-0");
    shrunk.obey();
    ASSERT_EQ(shrunk.events(), 1U);
    EXPECT_EQ(shrunk.entry()["events"][0]["text"], "two");
}

TEST(EntryDraft, SourcesComeAndGo) {
    auto grown = draft("alliance=a&s0.url=https%3A%2F%2Fe.org&s0.publisher=E&do=add-source");
    grown.obey();
    EXPECT_EQ(grown.sources(), 2U);
    EXPECT_EQ(grown.entry()["sources"], Json::parse(R"([{"url":"https://e.org","publisher":"E"}])"));
    auto shrunk =
        draft("alliance=a&s0.url=&s0.publisher=E&s1.url=&s1.publisher=F&s1.published=2026&do=remove-source-0");
    shrunk.obey();
    EXPECT_EQ(shrunk.sources(), 1U);
    EXPECT_EQ(shrunk.entry()["sources"], Json::parse(R"([{"publisher":"F","published":"2026"}])"));
    auto last = draft("alliance=a&s0.url=&s0.publisher=E&do=remove-source-0");
    last.obey();
    EXPECT_EQ(last.sources(), 1U);
}

TEST(EntryDraft, ATermMayEndInOneOfSeveralWays) {
    auto ending = draft(
        "alliance=a&e0.type=term.granted&e0.term=t&e0.ends=through&e0.ends.date=2031&e0.ends.1=before"
        "&e0.ends.1.date=agi&do=add-end-0");
    ending.obey();
    EXPECT_EQ(ends_typed(ending.form(), "e0.ends"), 3U);
    EXPECT_EQ(ending.entry()["events"][0]["ends"], Json::parse(R"([{"through":"2031"},{"before":{"upon":"agi"}}])"));
}

TEST(EntryDraft, UnderstandsNamesAndDatesAsPeopleTypeThem) {
    const auto ledger = testing::fixture_ledger();
    auto typed = draft(
        "alliance=OpenAI+and+Microsoft&announced=April+27,+2026&s0.url=&s0.publisher=P&s0.published=27+April+2026"
        "&e0.type=term.granted&e0.term=Oracle+Hosting&e0.grantor=OpenAI,+Anybody&e0.grantee=Oracle&e0.actions=Host"
        "&e0.subject=OpenAI+/+Products&e0.ends=before&e0.ends.date=AGI+verified&e0.days=notice:+June+30,+2029"
        "&e0.effective=May+2026");
    typed.understand(known_of(Asking(ledger, today), typed.alliance()));
    const auto entry = typed.entry();
    EXPECT_EQ(entry["alliance"], "openai-microsoft");
    EXPECT_EQ(entry["announced"], "2026-04-27");
    EXPECT_EQ(entry["sources"], Json::parse(R"([{"publisher":"P","published":"2026-04-27"}])"));
    EXPECT_EQ(
        entry["events"][0], Json::parse(R"({"type":"term.granted","term":"oracle-hosting","grantor":["openai","*"],
        "grantee":["oracle"],"actions":["host"],"subject":"openai/products","ends":[{"before":{"upon":"agi-verified"}}],
        "days":{"notice":"2029-06-30"},"effective":"2026-05"})"));
    const auto once = typed.entry();
    typed.understand(known_of(Asking(ledger, today), typed.alliance()));
    EXPECT_EQ(typed.entry(), once);
}

TEST(EntryDraft, KnowsTheFieldThatAPlaceInTheEntryWasTypedInto) {
    const auto typed = draft(
        "alliance=a&announced=x&s0.url=&s1.url=&e0.type=term.amended&e0.term=t&e0.grantor=x&e0.ends=&e0.ends.1=open"
        "&e1.type=note.added&e1.text=n");
    for (const auto& [place, field] : std::map<std::string, std::string>{
             {"/announced", "announced"},
             {"/sources/1/published", "s1.published"},
             {"/events/0/term", "e0.term"},
             {"/events/0/set/grantor/2", "e0.grantor"},
             {"/events/0/set/ends/1/through", "e0.ends.1"},
             {"/events/0/set/unheard", "event-1"},
             {"/events/1", "event-2"},
             {"/expected", ""},
             {"/events", ""},
             {"/events/x/term", ""},
             {"", ""}}) {
        EXPECT_EQ(typed.field_at(place), field) << place;
    }
}

TEST(EntryDraft, WhatWasPreviewedIsKnownAgain) {
    const std::string body = "alliance=a&announced=2026&e0.type=note.added&e0.text=one";
    const auto shown = draft(body).fingerprint();
    EXPECT_TRUE(draft(body + "&previewed=" + shown).is_previewed());
    EXPECT_FALSE(draft(body + "&note=more&previewed=" + shown).is_previewed());
    EXPECT_FALSE(draft(body).is_previewed());
}

TEST(TypedWords, ADateIsReadAsNewsWritesIt) {
    for (const auto& [typed, meant] : std::map<std::string, std::string>{
             {"27 April 2026", "2026-04-27"},
             {"April 27, 2026", "2026-04-27"},
             {"Apr. 27 2026", "2026-04-27"},
             {"Monday, April 27th, 2026", "2026-04-27"},
             {"27th of April 2026", "2026-04-27"},
             {"April 2026", "2026-04"},
             {"2026-04-27", "2026-04-27"},
             {"2026", "2026"},
             {"31 April 2026", "31 April 2026"},
             {"May 26", "May 26"},
             {"yesterday", "yesterday"},
             {"ma 1 2026", "ma 1 2026"},
             {"", ""}}) {
        EXPECT_EQ(date_meant(typed), meant) << typed;
    }
}

TEST(TypedWords, AnIdIsWhatIsLeftOfAName) {
    EXPECT_EQ(id_meant("Amazon Web Services"), "amazon-web-services");
    EXPECT_EQ(id_meant(" OpenAI's  API! "), "openais-api");
    EXPECT_EQ(id_meant("???"), "???");
    EXPECT_EQ(path_meant("OpenAI / Products / API"), "openai/products/api");
}

TEST(EntryDraft, WantsOnlyWhatAButtonSays) {
    EXPECT_EQ(draft("do=append").wish(), EntryDraft::Wish::append);
    EXPECT_EQ(draft("do=preview").wish(), EntryDraft::Wish::preview);
    EXPECT_EQ(draft("do=anything").wish(), EntryDraft::Wish::compose);
}

}  // namespace
}  // namespace entente::daemon
