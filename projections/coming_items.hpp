/// Where a question about what comes next collects what it finds in one alliance.
#pragma once

#include <span>
#include <vector>

#include <entente/projections/considered.hpp>
#include <entente/projections/upcoming.hpp>

namespace entente {

class ComingItems {
public:
    /// Keeps what lasts to `from` or later and may begin by `until`.
    ComingItems(const Considered& considered, Day until, std::vector<UpcomingItem>& items)
        : considered_(considered), from_(considered.viewpoint().asked.on), until_(until), items_(items) {}

    /// Keeps what is over before the day asked.
    static ComingItems past(const Considered& considered, std::vector<UpcomingItem>& items) {
        ComingItems past{considered, final_day, items};
        past.from_ = first_day;
        past.over_before_ = considered.viewpoint().asked.on;
        return past;
    }

    [[nodiscard]] bool takes(const DaySpan& days) const {
        return days.latest != never && from_ <= days.latest && days.latest < over_before_ && days.earliest <= until_;
    }

    /// What and when; the events it rests on stand in fold order.
    struct Found {
        UpcomingMatter matter;
        std::string_view id;
        Coming what;
        std::string_view name = {};
        DaySpan days;
        const Fact* root;
    };
    void add(const Found& found, std::span<const Fact* const> rests_on);

private:
    const Considered& considered_;
    Day from_;
    Day until_;
    Day over_before_ = never;
    std::vector<UpcomingItem>& items_;
};

}  // namespace entente
