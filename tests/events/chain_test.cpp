#include <entente/events/chain.hpp>

#include <string>

#include "clock_and_dice.hpp"
#include <gtest/gtest.h>

namespace entente {
namespace {

using namespace std::chrono_literals;

class ChainOfLines : public testing::Test {
protected:
    const LogHeader header{
        .log = parse_uuid("0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17").value(),
        .created = parse_log_instant("2026-04-27T14:03:11.123456Z").value()};
    const Instant later = header.created + 1s;

    /// Line 1 and line 2 of a log, without their newlines.
    std::string first = line_behind(Chain{text(header)}, R"({"a":1})");
    std::string second = [this] {
        Chain chain{text(header)};
        EXPECT_TRUE(chain.follow(first));
        return line_behind(std::move(chain), R"({"b":2})");
    }();

    std::string line_behind(Chain chain, const std::string& entry) const {
        auto line = chain.extend(chain.head().seq == Seq{} ? later : later + 1us, entry);
        line.pop_back();
        return line;
    }
    LineFault refused(const std::string& line) const {
        Chain chain{text(header)};
        const auto parts = chain.follow(line);
        EXPECT_FALSE(parts) << line;
        EXPECT_EQ(chain.head().seq, Seq{0});
        return parts ? LineFault{} : parts.error();
    }
};

TEST_F(ChainOfLines, LineZeroReadsAsThePageSays) {
    EXPECT_EQ(
        text(header),
        R"({"entente":1,"log":"0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17","created":"2026-04-27T14:03:11.123456Z"})");
    EXPECT_EQ(parse_header(text(header)).value(), header);
}

TEST_F(ChainOfLines, ARecordReadsAsItsLine) {
    for (const auto* line : {&first, &second}) {
        const auto parts = take_apart(*line).value();
        const Record record{.seq = parts.seq, .recorded = parts.recorded, .entry = {}, .chain = parts.chain};
        EXPECT_EQ(line_text(record, parts.entry), *line);
    }
}

TEST_F(ChainOfLines, LineZeroHasOneSpelling) {
    const auto line = text(header);
    EXPECT_EQ(parse_header(line + " ").error().byte, line.size());
    EXPECT_EQ(parse_header(line.substr(0, 30)).error().byte, 20U);
    EXPECT_EQ(parse_header(R"({"entente": 1})").error().byte, 11U);
    EXPECT_EQ(parse_header("").error().byte, 0U);
}

TEST_F(ChainOfLines, AFormatIsKnownByItsNumber) {
    EXPECT_EQ(format_version(text(header)), 1U);
    EXPECT_EQ(format_version(R"({"entente":12,"more":true})"), 12U);
    EXPECT_EQ(format_version(R"({"entente":02,"more":true})"), 0U);
    EXPECT_EQ(format_version(R"({"entente":2)"), 0U);
    EXPECT_EQ(format_version("something else"), 0U);
}

// The worked example of LOG_FORMAT.md.
TEST_F(ChainOfLines, ALineCommitsToAllBeforeIt) {
    const auto origin = sha256(text(header));
    const auto chain = Sha256{}.update(origin).update(std::string_view{first}.substr(0, first.size() - 76)).digest();
    EXPECT_EQ(hex(origin), "d67e46eaee373f66f0dca1ddbe978a5685781d0cd8cf75f60a6356078d7c54f8");
    EXPECT_EQ(hex(chain), "2874baa8f220b97e90d47836d7cd474ae64c2ec378ef8c79fa7e811fdef2a59d");
    EXPECT_EQ(
        first, R"({"seq":1,"recorded":"2026-04-27T14:03:12.123456Z","entry":{"a":1},"chain":")" + hex(chain) + "\"}");
    EXPECT_NE(second.find(R"({"seq":2,)"), std::string::npos);
}

TEST_F(ChainOfLines, ALineIsTakenApart) {
    const auto parts = take_apart(first).value();
    EXPECT_EQ(parts.seq, Seq{1});
    EXPECT_EQ(parts.recorded, later);
    EXPECT_EQ(parts.entry, R"({"a":1})");
    EXPECT_EQ(hex(parts.chain), first.substr(first.size() - 66, 64));
}

TEST_F(ChainOfLines, LinesFollowEachOther) {
    Chain chain{text(header)};
    EXPECT_TRUE(chain.follow(first));
    EXPECT_TRUE(chain.follow(second));
    EXPECT_EQ(chain.head().seq, Seq{2});
}

TEST_F(ChainOfLines, AnotherPositionDoesNotFollow) {
    EXPECT_EQ(refused(second).byte, 7U);
    Chain chain{text(header)};
    EXPECT_TRUE(chain.follow(first));
    EXPECT_FALSE(chain.follow(first));
}

TEST_F(ChainOfLines, TimeMustRise) {
    Chain chain{{.seq = {0}, .chain = sha256(text(header))}, later};
    EXPECT_EQ(chain.follow(first).error().byte, std::string_view{R"({"seq":1,"recorded":")"}.size());
}

TEST_F(ChainOfLines, NoByteMayDiffer) {
    for (std::size_t i = 0; i < first.size(); ++i) {
        auto line = first;
        line[i] = static_cast<char>(line[i] ^ 1);
        refused(line);
    }
}

TEST_F(ChainOfLines, NoSecondSpellingFollows) {
    refused(first + " ");
    refused(" " + first);
    refused(first.substr(0, first.size() - 1));
    refused("");
    auto upper = first;
    for (auto& c : std::span(upper).last(66)) {
        c = 'a' <= c && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    EXPECT_NE(upper, first);
    refused(upper);
    auto zeros = first;
    refused(zeros.insert(7, "0"));
    auto coarse = first;
    refused(coarse.erase(coarse.find(".123456"), 7));
}

TEST(ParseDigest, TakesLowerCaseHexOfFullLength) {
    const auto digest = sha256("entente");
    EXPECT_EQ(parse_digest(hex(digest)).value(), digest);
    EXPECT_FALSE(parse_digest(hex(digest).substr(1)));
    EXPECT_FALSE(parse_digest("G" + hex(digest).substr(1)));
}

}  // namespace
}  // namespace entente
