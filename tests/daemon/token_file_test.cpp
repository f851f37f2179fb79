#include <entente/daemon/token_file.hpp>

#include <filesystem>
#include <thread>

#include "../support/clock_and_dice.hpp"
#include "../support/temporary_folder.hpp"
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

namespace entente::daemon {
namespace {

using testing::HasSubstr;

class TokenFile : public testing::Test {
protected:
    Result<void> add(const std::string& name) {
        test::Dice dice(std::hash<std::string>()(name));
        return change_token_file(path, [&](TokenBook& book) -> Result<void> {
            ENTENTE_TRY(book.add(name, Scope::read, Instant(), dice));
            return {};
        });
    }
    [[nodiscard]] std::size_t count() const { return read_token_file(path).value()->entries().size(); }
    [[nodiscard]] std::string refusal() const {
        const auto book = read_token_file(path);
        return book ? "not refused" : book.error().message;
    }

    test::TemporaryFolder folder;
    std::string path = folder / "tokens";
};

TEST_F(TokenFile, WithoutAFileThereIsNoBook) {
    EXPECT_EQ(read_token_file(path), std::nullopt);
}

TEST_F(TokenFile, WhatIsAddedIsThereForNobodyElse) {
    ASSERT_TRUE(add("crawler"));
    ASSERT_TRUE(add("desk"));
    EXPECT_EQ(count(), 2U);
    struct stat status{};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0600U);
    EXPECT_FALSE(std::filesystem::exists(path + ".new"));
}

TEST_F(TokenFile, AChangeThatFailsChangesNothing) {
    ASSERT_TRUE(add("crawler"));
    const auto before = test::bytes_of(path);
    EXPECT_EQ(add("crawler").error().code, ErrorCode::id_conflict);
    EXPECT_EQ(test::bytes_of(path), before);
}

TEST_F(TokenFile, ManyAtOnceLoseNothing) {
    std::vector<std::jthread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] { EXPECT_TRUE(add(fmt::format("token-{}", i))); });
    }
    threads.clear();
    EXPECT_EQ(count(), 8U);
}

TEST_F(TokenFile, WhatOthersMayReadOrChangeIsRefused) {
    ASSERT_TRUE(add("crawler"));
    for (const mode_t mode : {0640U, 0604U, 0620U, 0602U}) {
        ASSERT_EQ(::chmod(path.c_str(), mode), 0);
        EXPECT_THAT(refusal(), HasSubstr("chmod 600"));
    }
}

TEST_F(TokenFile, LinksFifosFoldersAreRefused) {
    ASSERT_TRUE(add("crawler"));
    std::filesystem::rename(path, folder / "real");
    ASSERT_EQ(::symlink("real", path.c_str()), 0);
    EXPECT_THAT(refusal(), HasSubstr("symbolic link"));
    EXPECT_FALSE(add("other"));
    std::filesystem::remove(path);
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    EXPECT_THAT(refusal(), HasSubstr("no regular file"));
    std::filesystem::remove(path);
    std::filesystem::create_directory(path);
    EXPECT_THAT(refusal(), HasSubstr("no regular file"));
}

TEST_F(TokenFile, AnotherUsersFileIsRefused) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root can give a file away";
    }
    ASSERT_TRUE(add("crawler"));
    ASSERT_EQ(::chown(path.c_str(), 12'345, 12'345), 0);
    EXPECT_THAT(refusal(), HasSubstr("belongs to user 12345"));
}

TEST_F(TokenFile, ABrokenLineIsNamedWithoutWhatItHolds) {
    ASSERT_TRUE(add("crawler"));
    test::set_bytes(path, test::bytes_of(path) + "entente_secret\n");
    ::chmod(path.c_str(), 0600);
    const auto book = read_token_file(path);
    ASSERT_FALSE(book);
    EXPECT_EQ(book.error().where, path + ", line 2");
    EXPECT_THAT(book.error().message, testing::Not(HasSubstr("secret")));
}

}  // namespace
}  // namespace entente::daemon
