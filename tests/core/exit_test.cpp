#include <entente/core/exit.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Exit, TellsWhatCannotBeReachedFromWhatIsRefused) {
    EXPECT_EQ(exit_of(ErrorCode::usage), Exit::usage);
    EXPECT_EQ(exit_of(ErrorCode::log_damaged), Exit::damaged);
    for (const auto code :
         {ErrorCode::read_only, ErrorCode::too_many, ErrorCode::log_locked, ErrorCode::log_newer,
          ErrorCode::io_failed}) {
        EXPECT_EQ(exit_of(code), Exit::unreachable) << word(code);
    }
    for (const auto code :
         {ErrorCode::bad_date, ErrorCode::stale_version, ErrorCode::not_found, ErrorCode::unauthorized}) {
        EXPECT_EQ(exit_of(code), Exit::refused) << word(code);
    }
}

}  // namespace
}  // namespace entente
