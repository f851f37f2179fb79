/// FileLog over bytes that a crash or a bad disk left.
#include <string>

#include "file_log_fixture.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <entente/events/file_log.hpp>

namespace entente {
namespace {

using namespace test;
using testing::HasSubstr;

using FileLogDamage = FileLogFixture;

TEST_F(FileLogDamage, ATornEndIsSetAsideAndTheRestServed) {
    const auto whole = make_log(4);
    const std::string torn = R"({"seq":5,"recorded":"2026-04-27T)";
    set_bytes(path, whole + torn);
    auto log = must_open(LogMode::write);
    EXPECT_EQ(shown.size(), 4U);
    ASSERT_TRUE(log->set_aside());
    EXPECT_EQ(log->set_aside()->offset, whole.size());
    EXPECT_EQ(bytes_of(log->set_aside()->kept_in), torn);
    EXPECT_EQ(bytes_of(path), whole);
    append(*log, some_drafts(5, 1));
    log = nullptr;
    set_bytes(path, whole + "another");
    log = must_open(LogMode::write);
    EXPECT_EQ(bytes_of(log->set_aside()->kept_in), "another");
    EXPECT_EQ(bytes_of(path + ".set-aside-" + std::to_string(whole.size())), torn);
    log = nullptr;
    EXPECT_FALSE(must_open(LogMode::write)->set_aside());
}

// The states that a power cut leaves of several lines written at once; LOG_FORMAT.md has the pictures.
class HeldBackHead : public FileLogDamage {
protected:
    std::string whole = make_log(9);
    std::size_t start = 0;  ///< of a line that can hold back its head

    void SetUp() override {
        for (std::size_t at = whole.find('\n', whole.size() / 3) + 1; start == 0; at = whole.find('\n', at) + 1) {
            start = at % 512 > 0 && at % 512 <= 505 ? at : 0;
        }
        set_bytes(path, std::string{whole}.replace(start, 7, 7, '\0'));
    }
};

TEST_F(HeldBackHead, IsRestoredWhereAllTheRestIsThere) {
    const auto reader = must_open(LogMode::read);
    EXPECT_EQ(shown.size(), 9U);
    std::vector<Shown> again;
    EXPECT_TRUE(reader->read(Seq{}, into(again)));
    EXPECT_EQ(again.size(), 9U);
    EXPECT_TRUE(reader->chain_at(Seq{8}));
    EXPECT_NE(bytes_of(path), whole);  // a reader never writes
    const auto writer = must_open(LogMode::write);
    EXPECT_EQ(shown.size(), 9U);
    EXPECT_FALSE(writer->set_aside());
    EXPECT_EQ(bytes_of(path), whole);
}

TEST_F(HeldBackHead, SetsAsideWhatStandsBehindTheFirstHole) {
    auto holes = bytes_of(path);
    const auto hole = (start / 512 + 2) * 512;
    holes.replace(hole, 512, 512, '\0');
    set_bytes(path, holes);
    const auto log = must_open(LogMode::write);
    const auto good = bytes_of(path);
    EXPECT_LE(good.size(), hole);
    EXPECT_EQ(good, whole.substr(0, good.size()));
    EXPECT_EQ(bytes_of(log->set_aside()->kept_in), holes.substr(good.size()));
    EXPECT_EQ(log->append(some_drafts(9, 1), {}).value().front().seq, Seq{shown.size() + 1});
}

TEST_F(HeldBackHead, WithoutItAHoleIsDamage) {
    auto holes = whole;
    const auto hole = (start / 512 + 2) * 512;
    holes.replace(hole, 512, 512, '\0');
    set_bytes(path, holes);
    EXPECT_EQ(refused(LogMode::write).code, ErrorCode::log_damaged);
    EXPECT_EQ(bytes_of(path), holes);
}

TEST_F(FileLogDamage, DamageIsNamedByLineAndByteAndLeftAlone) {
    auto bytes = make_log(9);
    std::size_t start = 0;
    for (int line = 0; line < 7; ++line) {
        start = bytes.find('\n', start) + 1;
    }
    bytes[start + 100] = '#';
    set_bytes(path, bytes);
    for (const auto mode : {LogMode::read, LogMode::write}) {
        const auto error = refused(mode);
        EXPECT_EQ(error.code, ErrorCode::log_damaged);
        EXPECT_EQ(error.where, "line 7, byte " + std::to_string(start));
    }
    EXPECT_EQ(bytes_of(path), bytes);
}

TEST_F(FileLogDamage, AnEntryInAnotherSpellingIsDamageThoughItsChainFits) {
    make_log(2);
    must_open(LogMode::read);
    Chain chain{
        shown.back().record.seq == Seq{2} ? Head{.seq = {2}, .chain = shown.back().record.chain} : Head{},
        shown.back().record.recorded};
    auto entry = some_drafts(3, 1).front().canonical;
    entry.insert(1, " ");
    set_bytes(path, bytes_of(path) + chain.extend(clock.now(), entry));
    EXPECT_EQ(refused(LogMode::read).code, ErrorCode::log_damaged);
    EXPECT_THAT(refused(LogMode::read).where, HasSubstr("line 3, byte "));
}

TEST_F(FileLogDamage, AnEntryThatStandsTwiceIsDamageThoughItsChainFits) {
    make_log(2);
    must_open(LogMode::read);
    Chain chain{{.seq = {2}, .chain = shown.back().record.chain}, shown.back().record.recorded};
    set_bytes(path, bytes_of(path) + chain.extend(clock.now(), some_drafts(2, 1).front().canonical));
    EXPECT_THAT(refused(LogMode::read).where, HasSubstr("line 3, byte "));
}

TEST_F(FileLogDamage, WhatIsAlteredWhileItIsOpenIsNotServed) {
    auto bytes = make_log(5);
    const auto log = must_open(LogMode::read);
    const auto place = bytes.find("note 4");
    bytes[place] = 'N';
    set_bytes(path, bytes);
    std::vector<Shown> again;
    EXPECT_EQ(log->read(Seq{}, into(again)).error().code, ErrorCode::log_damaged);
    EXPECT_EQ(again.size(), 3U);
    EXPECT_EQ(log->chain_at(Seq{4}).error().code, ErrorCode::log_damaged);
    EXPECT_EQ(log->rehearse(some_drafts(4, 1), {}).error().code, ErrorCode::log_damaged);
}

}  // namespace
}  // namespace entente
