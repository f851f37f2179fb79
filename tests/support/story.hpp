/// A history told entry by entry, and questions asked of it: the vocabulary of the projections' tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include <entente/events/log_index.hpp>
#include <entente/projections/ledger.hpp>
#include <entente/projections/warnings.hpp>

namespace entente::testing {

/// One alliance, `a`, formed on 2020-01-01 by x and y.
class Story {
public:
    Story();

    /// Appends an entry announced on a day with these events (JSON objects, joined by commas). Answers its id.
    std::string told(std::string_view announced, std::string_view events, std::string_view more_fields = {});

    /// What the last entry was warned about, by code.
    [[nodiscard]] std::vector<std::string> warnings() const;
    [[nodiscard]] const std::vector<Warning>& last_warnings() const { return warnings_; }

    /// The `terms` document with all terms. `today` is 2026-06-30 unless set.
    [[nodiscard]] nlohmann::json terms(
        std::string_view on, std::string_view known_at = {}, std::string_view announced_by = {}) const;

    /// One term of it; null where there is none.
    [[nodiscard]] nlohmann::json term(
        std::string_view id, std::string_view on, std::string_view known_at = {},
        std::string_view announced_by = {}) const;

    /// Its status as text, with the other possible ones: `in_force`, `in_force|expired`, `null|pending`, `absent`.
    [[nodiscard]] std::string status(
        std::string_view id, std::string_view on, std::string_view known_at = {},
        std::string_view announced_by = {}) const;

    /// One party as `member since 2020-01-01`, `expected from …`, `left`, `absent`.
    [[nodiscard]] std::string party(std::string_view id, std::string_view on) const;

    /// What comes next, a line an item: `ends t 2030-12-31`, `due t notice 2029`, `begins party z
    /// 2027-01-01..2027-12-31`.
    [[nodiscard]] std::vector<std::string> upcoming(
        std::string_view on, std::string_view within = {}, std::string_view announced_by = {}) const;

    /// The events the items rest on, in the same order.
    [[nodiscard]] std::vector<std::vector<std::string>> upcoming_because(std::string_view on) const;

    void set_today(std::string_view today) { today_ = today; }
    [[nodiscard]] const Ledger& ledger() const { return ledger_; }

private:
    [[nodiscard]] nlohmann::json coming(
        std::string_view on, std::string_view within, std::string_view announced_by) const;

    Ledger ledger_;
    LogIndex index_;
    std::vector<Warning> warnings_;
    std::string today_ = "2026-06-30";
    std::uint64_t ids_ = 0;
};

/// `{"earliest":…,"latest":…}` as `2021-03-01..2021-03-31`, one day as `2021-03-01`, null as `null`.
[[nodiscard]] std::string span(const nlohmann::json& document);

}  // namespace entente::testing
