/// Every way the form of an entry can be wrong: the code, the place and the cure.
#include "entry_text.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente {
namespace {

using testing::HasSubstr;
using enum ErrorCode;

struct Refusal {
    std::string_view given;
    ErrorCode code;
    std::string_view where;
    std::string_view message;  ///< a part of it
};

void expect(const Refusal& refusal, const std::string& entry) {
    const auto draft = read(entry);
    ASSERT_FALSE(draft) << refusal.given;
    EXPECT_EQ(draft.error().code, refusal.code) << refusal.given << '\n' << draft.error().message;
    EXPECT_EQ(draft.error().where, refusal.where) << refusal.given << '\n' << draft.error().message;
    EXPECT_THAT(draft.error().message, HasSubstr(refusal.message)) << refusal.given;
}

TEST(Refusals, OfEntries) {
    const auto entry = [](std::string_view fields) {
        return R"({"events": [{"type": "note.added", "text": "x"}], )" + std::string(fields) + "}";
    };
    const std::string id = R"("id": "0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17", )";
    const std::vector<Refusal> refusals = {
        {R"("announced": "2026")", missing_field, "/alliance", "an entry needs alliance"},
        {R"("alliance": "a", "aliance": "b")", unknown_field, "/aliance", "did you mean alliance?"},
        {R"("alliance": "A b")", bad_value, "/alliance", "a-z"},
        {R"("alliance": "")", bad_value, "/alliance", "no id"},
        {R"("alliance": 5)", bad_value, "/alliance", "not the number 5"},
        {R"("alliance": null)", bad_value, "/alliance", "leave the field out"}};
    for (const auto& refusal : refusals) {
        expect(refusal, entry(refusal.given));
    }
    const std::vector<Refusal> with_alliance = {
        {R"("announced": "2026")", missing_field, "/id", "UUID of version 7"},
        {R"("id": "x", "announced": "2026")", bad_value, "/id", "version 7"},
        {R"("id": "0196F3A2-7C1E-7A40-8F21-5B0D3C9E6A17", "announced": "2026")", bad_value, "/id", "lower case"},
        {R"("id": "0196f3a2-7c1e-4a40-8f21-5b0d3c9e6a17", "announced": "2026")", bad_value, "/id", "version 7"},
        {R"("id": ["x"], "announced": "2026")", bad_value, "/id", "not a list"}};
    for (const auto& refusal : with_alliance) {
        expect(refusal, entry(R"("alliance": "a", )" + std::string(refusal.given)));
    }
    const std::vector<Refusal> with_id = {
        {R"("title": "x")", missing_field, "/announced", "needs announced"},
        {R"("announced": "27.04.2026")", bad_date, "/announced", "2026-04-27"},
        {R"("announced": "2026-02-30")", bad_date, "/announced", "February"},
        {R"("announced": "[..2026]")", bad_date, "/announced", "[A..B]"},
        {R"("announced": {"upon": "m"})", bad_value, "/announced", "this is a date"},
        {R"("announced": 2026)", bad_value, "/announced", "in double quotes"},
        {R"("announced": "2026", "actor": "")", bad_value, "/actor", "empty"},
        {R"("announced": "2026", "title": 1)", bad_value, "/title", "this is text"},
        {R"("announced": "2026", "note": null)", bad_value, "/note", "leave the field out"},
        {R"("announced": "2026", "confidence": "rumored")", bad_value, "/confidence", "did you mean rumoured?"},
        {R"("announced": "2026", "effective": {"upon": "m"})", bad_value, "/effective", "event 0 is note.added"},
        {R"("announced": "2026", "effective": {"upon": "m", "plus": "1Y"})", bad_date, "/effective/plus", "P"},
        {R"("announced": "2026", "effective": {"upon": "m", "plus": null})", bad_value, "/effective/plus", "null"},
        {R"("announced": "2026", "effective": {"plus": "P1Y"})", missing_field, "/effective/upon", "upon"},
        {R"("announced": "2026", "effective": {"upon": "m", "after": "P1Y"})", unknown_field, "/effective/after",
         "plus"},
        {R"("announced": "2026", "effective": ["2026"])", bad_value, "/effective", "a date or"},
        {R"("announced": "2026", "sources": {})", bad_value, "/sources", "this is a list"},
        {R"("announced": "2026", "sources": ["x"])", bad_value, "/sources/0", "a source is an object"},
        {R"("announced": "2026", "sources": [{"published": "2026"}])", missing_field, "/sources/0",
         "url or a publisher"},
        {R"("announced": "2026", "sources": [{"url": "", "publisher": ""}])", missing_field, "/sources/0", "url"},
        {R"("announced": "2026", "sources": [{"url": "u", "date": "2026"}])", unknown_field, "/sources/0/date",
         "published"},
        {R"("announced": "2026", "sources": [{"url": "u", "published": "soon"}])", bad_date, "/sources/0/published",
         ""}};
    for (const auto& refusal : with_id) {
        expect(refusal, entry(id + R"("alliance": "a", )" + std::string(refusal.given)));
    }
    expect({"no events", bad_value, "/events", "at least one event"}, entry_of(""));
    expect({"list", bad_value, "", "an entry is an object"}, "[]");
    expect({"number", bad_value, "", "an entry is an object"}, "17");
    expect({"events", bad_value, "/events/0", "an event is an object"}, entry_of("5"));
}

TEST(Refusals, OfEvents) {
    const std::vector<Refusal> refusals = {
        {R"({"term": "t"})", missing_field, "/events/0/type", "term.granted"},
        {R"({"type": "term.grant", "term": "t"})", unknown_type, "/events/0/type", "did you mean term.granted?"},
        {R"({"type": 5})", bad_value, "/events/0/type", "in double quotes"},
        {R"({"type": "party.left"})", missing_field, "/events/0/party", "party.left needs party"},
        {R"({"type": "party.left", "party": "p", "sucessor": "q"})", unknown_field, "/events/0/sucessor",
         "did you mean successor?"},
        {R"({"type": "party.left", "party": "p", "term": "t"})", unknown_field, "/events/0/term", "it may have"},
        {R"({"type": "party.renamed", "party": "p"})", missing_field, "/events/0/name", "needs name"},
        {R"({"type": "party.renamed", "party": "p", "name": ""})", bad_value, "/events/0/name", "empty"},
        {R"({"type": "party.joined", "party": "p", "effective": {"upon": "m"}})", bad_value, "/events/0/effective",
         "only term.* events wait"},
        {R"({"type": "party.joined", "party": "p", "planned": "yes"})", bad_value, "/events/0/planned",
         "true or false"},
        {R"({"type": "note.added", "text": "x", "planned": true})", unknown_field, "/events/0/planned", "note.added"},
        {R"({"type": "note.added", "text": ""})", bad_value, "/events/0/text", "empty"},
        {R"({"type": "note.added"})", missing_field, "/events/0/text", "needs text"},
        {R"({"type": "alliance.formed", "parties": [{"name": "X"}]})", missing_field, "/events/0/parties/0/party", ""},
        {R"({"type": "alliance.formed", "parties": [{"party": "p"}, {"party": "q"}, {"party": "p"}]})", bad_value,
         "/events/0/parties/2", "stands twice"},
        {R"({"type": "alliance.formed", "effective": "[..2020]"})", bad_date, "/events/0/effective", "[A..B]"},
        {R"({"type": "alliance.dissolved", "reason": "tired"})", bad_value, "/events/0/reason", "terminated"},
        {R"({"type": "milestone.reached"})", missing_field, "/events/0/milestone", "needs milestone"},
        {R"({"type": "state.asserted", "term": "t", "on": "2026-04", "status": "in_force"})", bad_date, "/events/0/on",
         "single day"},
        {R"({"type": "state.asserted", "term": "t", "on": "2026-04-01", "status": "active"})", bad_value,
         "/events/0/status", "in_force"},
        {R"({"type": "term.ended", "term": "t", "reason": "revoke"})", bad_value, "/events/0/reason",
         "did you mean revoked?"},
        {R"({"type": "term.amended", "term": "t"})", missing_field, "/events/0/set", "needs set"},
        {R"({"type": "term.amended", "term": "t", "set": {}})", bad_value, "/events/0/set", "changes nothing"},
        {R"({"type": "term.amended", "term": "t", "set": {"scope": {}}})", bad_value, "/events/0/set",
         "changes nothing"},
        {R"({"type": "term.amended", "term": "t", "set": {"kind": null}})", bad_value, "/events/0/set/kind", "kind"},
        {R"({"type": "term.amended", "term": "t", "set": {"exclusiv": true}})", unknown_field, "/events/0/set/exclusiv",
         "did you mean exclusive?"},
        {R"({"type": "term.amended", "term": "t", "set": [1]})", bad_value, "/events/0/set", "set is an object"},
        {R"({"type": "event.retracted"})", missing_field, "/events/0/event", "needs event"},
        {R"({"type": "event.retracted", "event": "12.0"})", bad_value, "/events/0/event", "ENTRY-ID#INDEX"},
        {R"({"type": "event.retracted", "event": 12})", bad_value, "/events/0/event", "ENTRY-ID#INDEX"}};
    for (const auto& refusal : refusals) {
        expect(refusal, entry_of(refusal.given));
    }
}

TEST(Refusals, OfRevisionsAndSources) {
    const std::string event = R"("event": "0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17#0")";
    const auto revision = [&](std::string_view fields) {
        return entry_of("{" + event + ", " + std::string(fields) + "}");
    };
    const std::vector<Refusal> refusals = {
        {R"("type": "event.rescheduled")", missing_field, "/events/0/effective", "needs effective"},
        {R"("type": "event.corrected")", missing_field, "/events/0/replacement", "needs replacement"},
        {R"("type": "event.corrected", "replacement": {"type": "event.retracted", "event": "x"})", bad_value,
         "/events/0/replacement/event", ""},
        {R"("type": "event.corrected", "replacement": {"type": "event.retracted", "event": "0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17#0"})",
         bad_value, "/events/0/replacement/type", "no replacement"},
        {R"("type": "event.corrected", "replacement": {"type": "note.added", "text": "x", "confidence": "official"})",
         unknown_field, "/events/0/replacement/confidence", "on the event.corrected around it"},
        {R"("type": "event.corrected", "replacement": {"type": "note.added", "text": "x", "sources": []})",
         unknown_field, "/events/0/replacement/sources", "on the event.corrected around it"},
        {R"("type": "event.corrected", "replacement": {"text": "x"})", missing_field, "/events/0/replacement/type", ""},
        {R"("type": "event.corrected", "replacement": "x")", bad_value, "/events/0/replacement", "an object"},
        {R"("type": "event.corrected", "replacement": {"type": "alliance.formed", "effective": "[..2020]"})", bad_date,
         "/events/0/replacement/effective", ""},
        {R"("type": "source.added")", missing_field, "/events/0/sources", "at least one"},
        {R"("type": "source.added", "sources": [])", missing_field, "/events/0/sources", "at least one"},
        {R"("type": "source.added", "sources": [{"url": "u"}], "stance": "against")", bad_value, "/events/0/stance",
         "contradicts"},
        {R"("type": "source.added", "sources": [{"url": "u"}], "reading": {})", bad_value, "/events/0/reading",
         "at least one thing"},
        {R"("type": "source.added", "sources": [{"url": "u"}], "reading": {"percent": "5%"})", unknown_field,
         "/events/0/reading/percent", "a reading has no field"},
        {R"("type": "source.added", "sources": [{"url": "u"}], "reading": {"kind": null})", bad_value,
         "/events/0/reading/kind", ""}};
    for (const auto& refusal : refusals) {
        expect(refusal, revision(refusal.given));
    }
    const std::string upon = R"(, "effective": {"upon": "m"})";
    const std::string formed = R"({"type": "alliance.formed"})";
    expect({"upon", bad_value, "/effective", "event 0 is alliance.formed"}, entry_of(formed, upon));
    expect({"[..B]", bad_date, "/effective", ""}, entry_of(formed, R"(, "effective": "[..2020]")"));
}

TEST(Refusals, OfTerms) {
    const std::vector<Refusal> refusals = {
        {R"("kind": "licence")", unknown_kind, "/kind", "did you mean license?"},
        {R"("kind": "x-")", unknown_kind, "/kind", "x-"},
        {R"("kind": null)", bad_value, "/kind", "some kind"},
        {R"("kind": 5)", bad_value, "/kind", "in double quotes"},
        {R"("kind": "other", "grantor": "openai")", bad_value, "/grantor", "write [\"openai\"]"},
        {R"("kind": "other", "grantor": null)", bad_value, "/grantor", "leave the field out"},
        {R"("kind": "other", "grantor": ["Open AI"])", bad_value, "/grantor/0", "no id"},
        {R"("kind": "other", "grantee": ["a", "b", "a"])", bad_value, "/grantee/2", "stands twice"},
        {R"("kind": "other", "actions": ["use", 5])", bad_value, "/actions/1", "this is an id"},
        {R"("kind": "other", "subject": "a//b")", bad_value, "/subject", "no path"},
        {R"("kind": "other", "subject": ["a"])", bad_value, "/subject", "this is a path"},
        {R"("kind": "other", "exclusive": "no")", bad_value, "/exclusive", "true or false"},
        {R"("kind": "other", "survives": null)", bad_value, "/survives", "leave the field out"},
        {R"("kind": "other", "conditions": [""])", bad_value, "/conditions/0", "empty"},
        {R"("kind": "other", "scope": [])", bad_value, "/scope", "scope is an object"},
        {R"("kind": "other", "scope": {"teritory": ["cn"]})", unknown_field, "/scope/teritory",
         "did you mean territory?"},
        {R"("kind": "other", "scope": {"territory": "cn"})", bad_value, "/scope/territory", "[\"cn\"]"},
        {R"("kind": "other", "scope": {"territory": []})", bad_value, "/scope/territory", "empty list"},
        {R"("kind": "other", "scope": {"territory": null})", bad_value, "/scope/territory", "null"},
        {R"("kind": "other", "scope": {"territory": {"except": []}})", bad_value, "/scope/territory/except",
         "empty list"},
        {R"("kind": "other", "scope": {"territory": {"excpt": ["cn"]}})", unknown_field, "/scope/territory/excpt",
         "except"},
        {R"("kind": "other", "scope": {"territory": ["CN"]})", bad_value, "/scope/territory/0", "no path"},
        {R"("kind": "other", "days": {"Due": "2026"})", bad_value, "/days/Due", "a-z"},
        {R"("kind": "other", "days": {"due": "soon"})", bad_date, "/days/due", ""},
        {R"("kind": "other", "days": {"due": null})", bad_value, "/days/due", "null"},
        {R"("kind": "other", "days": {"due": {"upon": "m", "plus": "P-1Y"}})", bad_date, "/days/due/plus", ""},
        {R"("kind": "other", "attributes": {"percent": 19.5})", bad_number, "/events/0/attributes/percent",
         "\"19.5%\""},
        {R"("kind": "other", "attributes": {"percent": ""})", bad_value, "/attributes/percent", "empty"},
        {R"("kind": "other", "attributes": {"p q": "x"})", bad_value, "/attributes/p q", "no name"},
        {R"("kind": "other", "attributes": {"list": ["x"]})", bad_value, "/attributes/list", "an attribute is text"},
        {R"("kind": "other", "attributes": {"sum": {"amount": 5, "currency": "USD"}})", bad_value,
         "/attributes/sum/amount", "decimal text"},
        {R"("kind": "other", "attributes": {"sum": {"amount": "5,0", "currency": "USD"}})", bad_number,
         "/attributes/sum/amount", ""},
        {R"("kind": "other", "attributes": {"sum": {"amount": "5", "currency": "usd"}})", bad_value,
         "/attributes/sum/currency", "USD"},
        {R"("kind": "other", "attributes": {"sum": {"amount": "5"}})", missing_field, "/attributes/sum/currency", ""}};
    for (auto refusal : refusals) {
        const std::string where = refusal.where.starts_with("/events") ? "" : "/events/0";
        const auto full = where + std::string(refusal.where);
        refusal.where = full;
        expect(refusal, entry_of(R"({"type": "term.granted", "term": "t", )" + std::string(refusal.given) + "}"));
    }
    expect(
        {"no kind", missing_field, "/events/0/kind", "term.granted needs kind"},
        entry_of(R"({"type": "term.granted", "term": "t"})"));
}

TEST(Refusals, OfEnds) {
    const std::vector<Refusal> refusals = {
        {R"("for ever")", bad_value, "", "perpetual"},
        {R"("perpetul")", bad_value, "", "did you mean perpetual?"},
        {R"(["perpetual", {"through": "2032"}])", bad_value, "/0", "stands alone"},
        {R"(["open", "unknown"])", bad_value, "/0", "stands alone"},
        {R"([{"last_of": ["open", {"through": "2032"}]}])", bad_value, "/0/last_of/0", "stands alone"},
        {R"(["2032", {"through": "2032"}])", bad_value, "/0", "{\"through\": \"2032\"}"},
        {R"(5)", bad_value, "", "ends are a list"},
        {R"(null)", bad_value, "", "leave the field out"},
        {R"([null])", bad_value, "/0", "an end is an object"},
        {R"({})", bad_value, "", "exactly one of"},
        {R"({"through": "2032", "before": "2033"})", bad_value, "", "exactly one of"},
        {R"({"until": "2032"})", unknown_field, "/until", "through"},
        {R"({"through": "2032~"})", bad_date, "/through", "{\"during\": \"2032~\"}"},
        {R"({"before": "[2030..2032]"})", bad_date, "/before", "{\"during\": \"[2030..2032]\"}"},
        {R"([{"through": "[..2032]"}])", bad_date, "/0/through", "during"},
        {R"({"during": {"upon": "m"}})", bad_value, "/during", "through or before"},
        {R"({"first_of": [{"through": "2032"}, {"through": "2033"}]})", bad_value, "/first_of", "only inside last_of"},
        {R"({"last_of": [{"through": "2032"}]})", bad_value, "/last_of", "at least two"},
        {R"({"last_of": []})", bad_value, "/last_of", "at least two"},
        {R"({"last_of": {"through": "2032"}})", bad_value, "/last_of", "this is a list"}};
    for (auto refusal : refusals) {
        const auto where = "/events/0/ends" + std::string(refusal.where);
        refusal.where = where;
        expect(
            refusal, entry_of(
                         R"({"type": "term.granted", "term": "t", "kind": "other", "ends": )" +
                         std::string(refusal.given) + "}"));
    }
}

}  // namespace
}  // namespace entente
