#include <entente/projections/lexicon.hpp>

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include <entente/projections/alliance_history.hpp>

namespace entente {
namespace {

FieldValue words(std::string first) {
    return std::vector<std::string>{std::move(first), "and another that is too long for a short string"};
}

TEST(Lexicon, GivesEqualThingsEqualNumbers) {
    Lexicon lexicon;
    Lexicon::Writer writer{lexicon};
    const Number license = writer.text("license");
    const Number supply = writer.text("supply");
    EXPECT_NE(license, supply);
    EXPECT_EQ(writer.text("license"), license);
    EXPECT_EQ(lexicon.text(license), "license");
    EXPECT_EQ(lexicon.text(supply), "supply");
    EXPECT_EQ(writer.value(FieldValue{}), Lexicon::null_value);
    EXPECT_EQ(writer.value(FieldValue{true}), Lexicon::truth_value(true));
    EXPECT_EQ(writer.value(FieldValue{false}), Lexicon::truth_value(false));
}

TEST(Lexicon, KeepsThingsWhereTheyAreWhileItGrows) {
    Lexicon lexicon;
    Lexicon::Writer writer{lexicon};
    std::vector<std::pair<Number, const FieldValue*>> told;
    for (int each = 0; each < 10'000; ++each) {
        const Number number = writer.value(words(std::to_string(each)));
        told.emplace_back(number, &lexicon.value(number));
    }
    for (int each = 0; each < 10'000; ++each) {
        const auto [number, place] = told[static_cast<std::size_t>(each)];
        EXPECT_EQ(&lexicon.value(number), place);
        EXPECT_EQ(*place, words(std::to_string(each)));
    }
}

TEST(Lexicon, TellsTheLastDayOfEndsByTheCalendarAlone) {
    Lexicon lexicon;
    const Date year = parse_date("2032").value();
    const Number dated = Lexicon::Writer{lexicon}.value(Ends{End{Through{year}}});
    const Number waiting = Lexicon::Writer{lexicon}.value(Ends{End{Before{Upon{.milestone = {"agi"}}}}});
    EXPECT_TRUE(lexicon.plain_ends(dated).plain);
    EXPECT_EQ(lexicon.plain_ends(dated).last_day.latest, days_of(year).latest);
    EXPECT_FALSE(lexicon.plain_ends(waiting).plain);
}

TEST(Lexicon, LaidOverAnotherMeansTheSameByItsNumbersAndAddsNothingToIt) {
    const auto below = std::make_shared<Lexicon>();
    const Number known = Lexicon::Writer{*below}.value(words("known"));
    Lexicon over{below};
    EXPECT_EQ(Lexicon::Writer{over}.value(words("known")), known);
    EXPECT_EQ(over.value(known), words("known"));

    const Number imagined = Lexicon::Writer{over}.value(words("imagined"));
    const Number key = Lexicon::Writer{over}.key("imagined");
    const Number later = Lexicon::Writer{*below}.value(words("later"));
    EXPECT_EQ(over.value(imagined), words("imagined"));
    EXPECT_EQ(over.key(key), "imagined");
    EXPECT_EQ(over.find(words("imagined")), imagined);
    EXPECT_EQ(over.find(words("later")), later);
    EXPECT_EQ(below->find(words("imagined")), nothing);
    EXPECT_EQ(over.value(later), words("later"));
}

TEST(Lexicon, MayBeReadWhileOthersAdd) {
    Lexicon lexicon;
    std::atomic<Number> told = Lexicon::Writer{lexicon}.text("0");
    std::atomic<bool> done = false;
    std::jthread reader{[&] {
        while (!done) {
            const Number number = told.load(std::memory_order_acquire);
            EXPECT_FALSE(lexicon.text(number).empty());
            EXPECT_EQ(lexicon.find(FieldValue{true}), Lexicon::truth_value(true));
        }
    }};
    std::jthread other{[&] {
        for (int each = 0; each < 5'000; ++each) {
            EXPECT_EQ(
                lexicon.text(Lexicon::Writer{lexicon}.text("o" + std::to_string(each))), "o" + std::to_string(each));
        }
    }};
    for (int each = 0; each < 5'000; ++each) {
        told.store(Lexicon::Writer{lexicon}.text(std::to_string(each)), std::memory_order_release);
    }
    done = true;
}

TEST(Change, KeepsFieldKeyAndValue) {
    const Number over = Number{1} << 31;
    for (const Number key : {Number{0}, Number{7}, (Number{1} << 27) - 2, over, over | 9, nothing}) {
        const Change change{Field::attributes, key, 42};
        EXPECT_EQ(change.field(), Field::attributes);
        EXPECT_EQ(change.key(), key);
        EXPECT_EQ(change.value(), 42U);
    }
}

}  // namespace
}  // namespace entente
