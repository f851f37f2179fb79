#include <entente/daemon/web/entry_draft.hpp>

#include <gtest/gtest.h>

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
            "alliance=a&announced=2026-04&title=News&url=https%3A%2F%2Fe.org&e0.type=term.granted&e0.term=t"
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

TEST(EntryDraft, WantsOnlyWhatAButtonSays) {
    EXPECT_EQ(draft("do=append").wish(), EntryDraft::Wish::append);
    EXPECT_EQ(draft("do=preview").wish(), EntryDraft::Wish::preview);
    EXPECT_EQ(draft("do=anything").wish(), EntryDraft::Wish::compose);
}

}  // namespace
}  // namespace entente::daemon
