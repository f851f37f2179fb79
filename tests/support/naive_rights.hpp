/// Rights once more, naive and by the letter of DESIGN §6 and SEMANTICS: every combination of the ways of all terms,
/// over a finite grid of places in the scope.
///
/// Where SEMANTICS leaves a choice, these readings were chosen:
///  1. Each term may stand in any of its possible ways whatever the others do, as `possible` tells it.
///  2. A rival reading is put in place alone: its fields patch the event (when the event sets fields), its effective is
///     the event's; its event need not be in `because`. It counts where the event as it reads now, or the rescheduling
///     that dates it, is named.
///  3. One term has one effect on a party: a non_compete forbids its grantors; else what is exclusive permits its
///     grantees and bars the others; else a permission permits its grantees; else it states. A non_compete says nothing
///     of whom it does not bind.
///  4. `*` stands for anybody in every list. Who asks as `*` is named by `*` only.
///  5. What permits, bars or withholds counts where its scope contains the question's; what is pending, what states,
///  and
///     a suspended bar are told wherever they meet it.
///  6. A suspended permission that does not hold everywhere makes an exception as well. Every way of a term makes
///     exceptions, rival readings make none.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "naive_model.hpp"
#include "naive_scope.hpp"
#include <nlohmann/json.hpp>

namespace entente::naive {

/// Clauses as `t bars counts`, sorted, joined by commas.
using Clauses = std::string;

struct NaiveRight {
    std::string verdict;
    Clauses shown;
    std::set<std::string> possible;                                ///< verdicts
    std::set<std::tuple<std::string, std::string, Clauses>> ways;  ///< (reading, verdict, clauses); uncertain only
};

struct NaiveAnswer {
    NaiveRight right;
    std::map<Cells, NaiveRight> exceptions;
};

struct Matter {
    std::string action;
    std::string subject;
    nlohmann::json scope;  ///< `{"territory": ["us"]}`
};

/// All that terms may claim, from one viewpoint; asked as often as one likes.
class NaiveRights {
public:
    /// `question` says from where it is asked; its alliance is not looked at.
    NaiveRights(const std::vector<nlohmann::json>& log, const Question& question);
    ~NaiveRights();
    NaiveRights(const NaiveRights&) = delete;
    NaiveRights& operator=(const NaiveRights&) = delete;

    [[nodiscard]] NaiveAnswer may(const std::string& party, const Matter& matter) const;

    /// "every party that a considered entry names as member, grantor or grantee, sorted, and `*` last"
    [[nodiscard]] std::vector<std::string> parties() const;

    /// The cells of a scope as a document writes it, on the grid of this matter.
    [[nodiscard]] Cells cells(const nlohmann::json& scope, const Matter& matter) const;

private:
    struct Claims;
    std::unique_ptr<Claims> claims_;
};

}  // namespace entente::naive
