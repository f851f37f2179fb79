#include <entente/projections/coming_days.hpp>

#include <memory>

#include "random_history.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <entente/events/codec.hpp>
#include <entente/projections/upcoming.hpp>

namespace entente::naive {
namespace {

Record record_of(const nlohmann::json& line) {
    return {
        .seq = Seq{line.at("seq").get<std::uint64_t>()},
        .recorded = parse_log_instant(line.at("recorded").get<std::string>()).value(),
        .entry = std::make_shared<const Entry>(read_draft(line.at("entry").dump(), {}).value().entry),
        .chain = {}};
}

/// What is gathered beside a history is that of the history built from nothing, also where it was asked for before the
/// history grew, and where a snapshot still holds what it was.
TEST(ComingDays, AreThoseOfTheHistoryHoweverItGrew) {
    std::size_t compared = 0;
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        Ledger grown;
        std::optional<Ledger> snapshot;
        for (const auto& line : random_history(seed)) {
            grown.apply(record_of(line));
            for (const auto& history : grown.histories()) {
                EXPECT_EQ(history->coming_days(), ComingDays{*history}) << "ENTENTE_SEED=" << seed;
                ++compared;
            }
            if (seed % 2 == 0) {
                snapshot = grown;
            }
        }
    }
    EXPECT_GE(compared, 2'000U);
}

}  // namespace
}  // namespace entente::naive
