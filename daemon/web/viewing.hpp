/// From where a page is looked at: the coordinates of its questions, as they stand in its address.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include <entente/daemon/web/url.hpp>
#include <entente/daemon/web/words.hpp>
#include <entente/projections/query.hpp>

namespace entente::daemon {

/// Each as written, empty when not given; what a form sends empty was not given.
struct Viewing {
    std::string on;
    std::string known_at;
    std::string announced_by;
    friend bool operator==(const Viewing&, const Viewing&) = default;

    [[nodiscard]] static Viewing of(const Parameters& parameters);

    /// An address from where the same is seen.
    [[nodiscard]] Url at(const Url& address) const;

    /// The same on another day.
    [[nodiscard]] Viewing moved_to(Day day) const;

    /// As the answer repeats it, with the position: what is seen from there stays as it is.
    [[nodiscard]] static Viewing pinned(const Json& as_of);

    /// `on 20 March 2026, as announced by 2025-12-01`
    [[nodiscard]] std::string in_words(Day day) const;
};

/// Questions of one state of the log: every answer of a page has the same position.
class Asking {
public:
    /// The ledger must outlive it.
    Asking(const Ledger& ledger, Day today) : ledger_(ledger), today_(today) {}

    using Given = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    /// Asks by name, as over HTTP; parameters with an empty value are left out.
    [[nodiscard]] Result<Json> ask(std::string_view query, const Viewing& from, Given given) const;

    /// The coordinates as values. Errors: `bad_date`, at the parameter.
    [[nodiscard]] Result<AsOf> as_of(const Viewing& from) const;

    [[nodiscard]] const Ledger& ledger() const { return ledger_; }
    [[nodiscard]] Day today() const { return today_; }

private:
    const Ledger& ledger_;
    Day today_;
};

}  // namespace entente::daemon
