#include <entente/core/date_advice.hpp>

#include <gtest/gtest.h>

#include <entente/core/date.hpp>

namespace entente {
namespace {

struct Case {
    std::string_view written;
    std::string_view advice;
};

/// As people meet it: behind `"27.04.2026" is no date: `.
void expect_advice(std::initializer_list<Case> cases) {
    for (const auto& [written, advice] : cases) {
        const auto date = parse_date(written);
        ASSERT_FALSE(date) << written;
        const auto& message = date.error().message;
        EXPECT_EQ(message.substr(message.find("date: ") + 6), advice) << written;
    }
}

TEST(DateAdvice, PutsNumbersInOrder) {
    expect_advice({
        {"27.04.2026", "write 2026-04-27"},
        {"27-4-2026", "write 2026-04-27"},
        {"4/27/2026", "write 2026-04-27"},
        {"2026-4-7", "write 2026-04-07"},
        {"2026/04/27", "write 2026-04-27"},
        {"2026 04 27", "write 2026-04-27"},
        {"04/2026", "write 2026-04"},
        {"20260427", "write 2026-04-27"},
    });
}

TEST(DateAdvice, DoesNotChooseBetweenDayAndMonth) {
    expect_advice({
        {"04/05/2026", "people read it as 2026-05-04 or 2026-04-05; write the one meant"},
        {"04/04/2026", "write 2026-04-04"},
    });
}

TEST(DateAdvice, ReadsTheWordsOfTheNews) {
    expect_advice({
        {"April 2026", "write 2026-04"},
        {"27 April 2026", "write 2026-04-27"},
        {"April 27th, 2026", "write 2026-04-27"},
        {"27-apr-2026", "write 2026-04-27"},
        {"Sept. 2026", "write 2026-09"},
        {"ca. 2026", "write 2026~"},
        {"around April 2026", "write 2026-04~"},
        {"Q2 2026", "write the months meant, such as [2026-04..2026-06]"},
        {"2026-H2", "write the months meant, such as [2026-07..2026-12]"},
        {"late 2026", "write the months meant, such as [2026-09..2026-12]"},
        {"winter 2026", "write the months meant, such as [2026-12..2027-02]"},
    });
}

TEST(DateAdvice, NamesTheSpellingForEveryPartOfEdtfThatIsNotRead) {
    expect_advice({
        {"2026-XX", "what is not known is left out; write 2026"},
        {"2026-04-XX", "what is not known is left out; write 2026-04"},
        {"202X", "write [2020..2029]"},
        {"20XX", "write [2000..2099]"},
        {"1XXX-XX", "X is not read as a digit; write the first and the last day it may be, as in [2020..2029]"},
        {"2026-21", "months run 01 to 12; for a season or quarter write the months meant, such as [2026-03..2026-05]"},
        {"2026-33", "months run 01 to 12; for a season or quarter write the months meant, such as [2026-01..2026-03]"},
        {"9999-24", "months run 01 to 12; for a season or quarter write the months meant, such as [9999-12..9999-12]"},
        {"Y12000", "years run 0001 to 9999, in four digits and nothing else"},
        {"-0043", "years run 0001 to 9999, in four digits and nothing else"},
        {"12026", "years run 0001 to 9999, in four digits and nothing else"},
        {"27.04.26", "years run 0001 to 9999, in four digits and nothing else"},
        {"2026-04-27T14:03:11Z", "a date has no time of day; write 2026-04-27"},
        {"2026/2027", "an interval is no date; for some day in it write [2026..2027]"},
        {"2026-04~/2027", "an interval is no date; for some day in it write [2026-04..2027]"},
        {"2026/..", "an interval is no date; for where it begins write 2026"},
        {"/2026", "an interval is no date; for some day up to its end write [..2026]"},
        {"{2025..2026}", "for some day from the first to the last of these write [2025..2026]"},
        {"[2025,2026-04]", "for some day from the first to the last of these write [2025..2026-04]"},
        {"[2025~..2026]", "for some day from the first to the last of these write [2025..2026]"},
        {"[2025..]", "write the last day it may be, too, as in [2025..9999]"},
        {"~2026-04", "one of ~, ? and % stands at the end; write 2026-04~"},
        {"2026?-04", "one of ~, ? and % stands at the end; write 2026-04?"},
        {"2026~?", "one of ~, ? and % stands at the end; write 2026%"},
    });
}

TEST(DateAdvice, TidiesSpacesAndDashes) {
    expect_advice({
        {" 2026-04 ", "write 2026-04"},
        {"2026–04–27", "write 2026-04-27"},
        {"[2025 .. 2026]", "write [2025..2026]"},
    });
}

TEST(DateAdvice, SaysHowDatesReadWhereNothingNearerComesToMind) {
    constexpr std::string_view in_general =
        "write 2026, 2026-04 or 2026-04-27, with ~, ? or % behind it where that is in doubt, or [2025..2026-04]";
    expect_advice({
        {"", in_general},
        {"soon", in_general},
        {"winter 9999", in_general},
        {"31.02.2026", in_general},
        {"2026-117", in_general},
        {"[..2026-XX]", in_general},
    });
}

TEST(DateAdvice, IsNotLedAstrayByALongText) {
    const auto message = parse_date(std::string(1'000'000, '/')).error().message;
    EXPECT_LT(message.size(), 250U);
}

}  // namespace
}  // namespace entente
