/// At each bound an entry passes; one more is refused with `too_large`.
#include "entry_text.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <entente/events/limits.hpp>

namespace entente {
namespace {

std::string times(std::size_t count, const std::function<std::string(std::size_t)>& item) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) {
        list += (i == 0 ? "" : ",") + item(i);
    }
    return list;
}

std::string note(std::size_t bytes) {
    return fmt::format(R"({{"type":"note.added","text":"{}"}})", std::string(bytes, 'x'));
}

std::string granted(std::string_view fields) {
    return entry_of(fmt::format(R"({{"type":"term.granted","term":"t","kind":"other",{}}})", fields));
}

struct Bound {
    std::string_view what;
    std::size_t max;
    std::function<std::string(std::size_t)> entry;  ///< with so many of it
    std::string_view where;
};

std::string list_of(std::size_t count, std::string_view prefix) {
    return "[" + times(count, [&](std::size_t i) { return fmt::format("\"{}{}\"", prefix, i); }) + "]";
}

std::string nested_ends(std::size_t depth) {
    const std::string end = R"({"through":"2032"})";
    std::string nested = end;
    for (std::size_t i = depth; i > 0; --i) {
        nested = fmt::format(R"({{"{}":[{},{}]}})", i % 2 == 1 ? "last_of" : "first_of", nested, end);
    }
    return granted(fmt::format(R"("ends":{})", nested));
}

const std::vector<Bound> bounds = {
    {"events", limits::entry_events_max, [](auto n) { return entry_of(times(n, [](auto) { return note(1); })); },
     "/events"},
    {"text", limits::text_bytes_max, [](auto n) { return entry_of(note(n)); }, "/events/0/text"},
    {"note", limits::text_bytes_max,
     [](auto n) { return entry_of(note(1), fmt::format(R"(,"note":"{}")", std::string(n, 'x'))); }, "/note"},
    {"title", limits::title_bytes_max,
     [](auto n) { return entry_of(note(1), fmt::format(R"(,"title":"{}")", std::string(n, 'x'))); }, "/title"},
    {"publisher", limits::title_bytes_max,
     [](auto n) { return entry_of(note(1), fmt::format(R"(,"sources":[{{"publisher":"{}"}}])", std::string(n, 'x'))); },
     "/sources/0/publisher"},
    {"url", limits::url_bytes_max,
     [](auto n) { return entry_of(note(1), fmt::format(R"(,"sources":[{{"url":"{}"}}])", std::string(n, 'x'))); },
     "/sources/0/url"},
    {"name of a party", limits::title_bytes_max,
     [](auto n) {
         return entry_of(fmt::format(R"({{"type":"party.renamed","party":"p","name":"{}"}})", std::string(n, 'x')));
     },
     "/events/0/name"},
    {"sources", limits::sources_max,
     [](auto n) {
         const auto source = [](auto i) { return fmt::format(R"({{"url":"u{}"}})", i); };
         return entry_of(note(1), fmt::format(R"(,"sources":[{}])", times(n, source)));
     },
     "/sources"},
    {"grantors", limits::list_max, [](auto n) { return granted(R"("grantor":)" + list_of(n, "p")); },
     "/events/0/grantor"},
    {"conditions", limits::list_max, [](auto n) { return granted(R"("conditions":)" + list_of(n, "c")); },
     "/events/0/conditions"},
    {"paths", limits::list_max, [](auto n) { return granted(R"("scope":{"field":)" + list_of(n, "x/") + "}"); },
     "/events/0/scope/field"},
    {"attributes", limits::list_max,
     [](auto n) {
         return granted(R"("attributes":{)" + times(n, [](auto i) { return fmt::format("\"a{}\":1", i); }) + "}");
     },
     "/events/0/attributes"},
    {"days", limits::list_max,
     [](auto n) {
         return granted(R"("days":{)" + times(n, [](auto i) { return fmt::format("\"d{}\":\"2026\"", i); }) + "}");
     },
     "/events/0/days"},
    {"path", limits::path_bytes_max,
     [](auto n) {
         std::string path;
         while (path.size() < n) {
             path += path.size() % 50 == 49 && path.size() + 1 < n ? '/' : 'x';
         }
         return granted(fmt::format(R"("subject":"{}")", path));
     },
     "/events/0/subject"},
    {"nesting of ends", limits::ends_nesting_max, nested_ends,
     "/events/0/ends/last_of/0/first_of/0/last_of/0/first_of/0/last_of"},
};

TEST(Bounds, AtTheBoundAnEntryPassesAndOneMoreIsRefused) {
    for (const auto& bound : bounds) {
        const auto at = read(bound.entry(bound.max));
        EXPECT_TRUE(at) << bound.what << ": " << at.error().message;
        const auto over = read(bound.entry(bound.max + 1));
        ASSERT_FALSE(over) << bound.what;
        EXPECT_EQ(over.error().code, ErrorCode::too_large) << bound.what << ": " << over.error().message;
        EXPECT_EQ(over.error().where, bound.where) << bound.what;
    }
}

TEST(Bounds, EndsAreCountedWithThoseInside) {
    // each last_of here is three ends: itself and the two it compares
    const auto entry = [](std::size_t groups, std::size_t singles) {
        const std::string single = R"({"through":"2032"})";
        const auto list = times(groups + singles, [&](std::size_t i) {
            return i < groups ? fmt::format(R"({{"last_of":[{0},{0}]}})", single) : single;
        });
        return granted(R"("ends":[)" + list + "]");
    };
    static_assert(limits::ends_max == 32);
    EXPECT_TRUE(read(entry(0, 32)));
    EXPECT_TRUE(read(entry(10, 2)));
    EXPECT_EQ(read(entry(0, 33)).error().code, ErrorCode::too_large);
    EXPECT_EQ(read(entry(10, 3)).error().code, ErrorCode::too_large);
    EXPECT_EQ(read(entry(11, 0)).error().code, ErrorCode::too_large);
}

/// An entry of exactly so many bytes, all canonical.
std::string entry_bytes(std::size_t bytes) {
    std::string notes;
    const auto with = [](const std::string& events) {
        return fmt::format(
            R"({{"actor":"ann","alliance":"a","announced":"2026","events":[{}],"id":"{}"}})", events, test_id);
    };
    const auto canonical_note = [](std::size_t text_bytes) {
        return fmt::format(R"({{"text":"{}","type":"note.added"}})", std::string(text_bytes, 'x'));
    };
    while (with(notes).size() + limits::text_bytes_max + 200 < bytes) {
        notes += canonical_note(limits::text_bytes_max) + ",";
    }
    const auto rest = bytes - with(notes + canonical_note(0)).size();
    return with(notes + canonical_note(rest));
}

TEST(Bounds, AnEntryHasAtMostAMebibyte) {
    const auto json = entry_bytes(limits::entry_bytes_max);
    ASSERT_EQ(json.size(), limits::entry_bytes_max);
    const auto draft = read(json);
    ASSERT_TRUE(draft) << draft.error().message;
    EXPECT_EQ(draft->canonical, json);
    EXPECT_TRUE(Decoder().decode(json));
    EXPECT_EQ(read(entry_bytes(limits::entry_bytes_max + 1)).error().code, ErrorCode::too_large);
    EXPECT_EQ(Decoder().decode(entry_bytes(limits::entry_bytes_max + 1)).error().code, ErrorCode::too_large);
}

TEST(Bounds, WhatIsFilledInCounts) {
    auto json = entry_bytes(limits::entry_bytes_max);
    const std::string actor = R"("actor":"ann",)";
    json.erase(json.find(actor), actor.size());
    EXPECT_TRUE(read_draft(json, {.make_id = {}, .actor = "ann", .announced = {}}));
    EXPECT_EQ(read_draft(json, {.make_id = {}, .actor = "anna", .announced = {}}).error().code, ErrorCode::too_large);
}

TEST(Bounds, ATextOfFiveMegabytesIsTooLarge) {
    EXPECT_EQ(read(entry_of(note(5'000'000))).error().code, ErrorCode::too_large);
    EXPECT_EQ(read_drafts(entry_of(note(5'000'000)), {}).error().code, ErrorCode::too_large);
    const auto two = entry_of(note(1)) + "\n" + entry_of(note(5'000'000));
    EXPECT_EQ(read_drafts(two, {}).error().code, ErrorCode::too_large);
    EXPECT_EQ(read_drafts(two, {}).error().where, "line 2");
}

TEST(Bounds, ALargeTextThatIsNoJsonIsCalledSo) {
    EXPECT_EQ(read_drafts("{\"a\": \"" + std::string(5'000'000, 'x'), {}).error().code, ErrorCode::bad_json);
    EXPECT_EQ(read_drafts(std::string(10'000, '['), {}).error().code, ErrorCode::bad_json);
}

TEST(Bounds, ABatchHasAtMostAHundredThousandEntries) {
    static_assert(limits::batch_entries_max == 100'000);
    std::string batch = "[";
    for (std::size_t i = 0; i < limits::batch_entries_max; ++i) {
        batch += "1,";
    }
    EXPECT_EQ(read_drafts(batch + "1]", {}).error().code, ErrorCode::too_large);
    batch.back() = ']';
    EXPECT_EQ(read_drafts(batch, {}).error().code, ErrorCode::bad_value) << "it is looked into";
}

}  // namespace
}  // namespace entente
