#include <iostream>
#include <random>
#include <string>

#include "comparison.hpp"
#include "first_seed.hpp"
#include "random_history.hpp"
#include "rights_comparison.hpp"
#include "tangled_terms.hpp"
#include <gtest/gtest.h>

#include <entente/projections/answer_json.hpp>
#include <entente/projections/rights.hpp>
#include <entente/projections/rights_json.hpp>
#include <entente/projections/terms_on.hpp>

namespace entente::naive {
namespace {

using Json = nlohmann::json;

constexpr std::size_t questions_min = 20'000;
constexpr int viewpoints_per_history = 2;
constexpr int matters_per_viewpoint = 4;

ScopeRegion region_of(const Json& scope) {
    ScopeRegion region;
    for (const auto& [key, said] : scope.items()) {
        const bool except = said.is_object();
        region.narrow(
            *from_word<ScopeKey>(key),
            Region{.except = except, .paths = (except ? said.at("except") : said).get<std::vector<std::string>>()});
    }
    return region;
}

std::string told(const std::vector<Json>& log, const Question& from, const RightsAsked& asked) {
    std::string text;
    for (const auto& line : log) {
        text += line.dump() + "\n";
    }
    return text + asked.party + " " + asked.action + " " + asked.subject + " " + asked.scope.dump() + " on " + from.on +
           ", known_at " + from.known_at.value_or("null") + ", announced_by " + from.announced_by.value_or("null") +
           ", today " + from.today;
}

class RightsAgree : public ::testing::Test {
protected:
    enum class Ask : bool { may, who };

    /// Asks until enough questions had an answer.
    void ask_many(Ask ask) {
        const auto first = first_seed();
        std::cout << "ENTENTE_SEED=" << first << "\n";
        for (auto seed = first; answered_ < questions_min; ++seed) {
            const auto log = random_rights_history(seed);
            if (!tangled_terms(log).empty()) {
                ++tangled_;
                continue;
            }
            const auto ledger = ledger_of(log);
            ASSERT_TRUE(ledger) << "ENTENTE_SEED=" << seed << " " << ledger.error().message << ledger.error().where;
            std::mt19937_64 random(seed);
            for (int i = 0; i < viewpoints_per_history; ++i) {
                auto from = random_question(log, random);
                if (random() % 4 != 0) {
                    from.on = log.back().at("recorded").get<std::string>().substr(0, 10);
                }
                const NaiveRights rights(log, from);
                terms_ = terms_document(*ledger, from);
                for (int j = 0; j < matters_per_viewpoint; ++j) {
                    const auto asked = random_rights_question(random);
                    const auto difference = ask == Ask::may ? may_differs(*ledger, rights, from, asked)
                                                            : who_differs(*ledger, rights, from, asked);
                    ASSERT_FALSE(difference) << "ENTENTE_SEED=" << seed << ": " << *difference << "\n"
                                             << told(log, from, asked);
                }
            }
        }
        tell();
    }

private:
    std::optional<std::string> may_differs(
        const Ledger& ledger, const NaiveRights& rights, const Question& from, const RightsAsked& asked) {
        const auto reply = may(ledger, question_of(asked), as_of_of(from).value(), parse_day(from.today).value());
        if (!reply) {
            ++refused_;
            return std::nullopt;
        }
        ++answered_;
        return differs(Json::parse(to_json(*reply).dump()), rights, {asked.action, asked.subject, asked.scope});
    }

    std::optional<std::string> who_differs(
        const Ledger& ledger, const NaiveRights& rights, const Question& from, const RightsAsked& asked) {
        const auto reply = who(ledger, question_of(asked), as_of_of(from).value(), parse_day(from.today).value());
        if (!reply) {
            ++refused_;
            return std::nullopt;
        }
        ++answered_;
        const Matter matter{asked.action, asked.subject, asked.scope};
        const auto document = Json::parse(to_json(*reply).dump());
        std::vector<std::string> parties;
        for (const auto& verdict : document.at("verdicts")) {
            parties.push_back(verdict.at("party").get<std::string>());
            if (auto difference = differs(verdict, rights, matter)) {
                return parties.back() + ": " + *difference;
            }
        }
        return parties == rights.parties() ? std::nullopt : std::optional<std::string>("other parties are named");
    }

    std::optional<std::string> differs(const Json& document, const NaiveRights& rights, const Matter& matter) {
        auto difference = difference_of(document, rights, matter, met_);
        return difference ? difference : cites_otherwise(document, terms_);
    }

    static Json terms_document(const Ledger& ledger, const Question& from) {
        const auto terms =
            terms_on(ledger, AllianceId{"a"}, as_of_of(from).value(), parse_day(from.today).value(), Listing::all);
        return Json::parse(to_json(terms.value()).dump());
    }

    static RightsQuestion question_of(const RightsAsked& asked) {
        return {
            .party = asked.party,
            .action = asked.action,
            .subject = asked.subject,
            .scope = region_of(asked.scope),
        };
    }

    void tell() const {
        std::cout << answered_ << " questions agree; " << refused_ << " named what no entry does, " << tangled_
                  << " histories had tangled terms\n";
        for (const auto& [what, times] : met_) {
            std::cout << "  " << what << ": " << times << "\n";
        }
        for (const auto* what :
             {"yes", "no", "not_stated", "uncertain", "with exceptions", "uncertain by a reading", "bar waived",
              "permission under a bar", "forbids", "suspended", "pending", "states", "exception decides otherwise"}) {
            EXPECT_GE(met_.contains(what) ? met_.at(what) : 0, questions_min / 100) << what << " is met too seldom";
        }
    }

    Json terms_;
    Met met_;
    std::size_t answered_ = 0;
    std::size_t refused_ = 0;
    std::size_t tangled_ = 0;
};

TEST_F(RightsAgree, MayWithTheNaiveModel) {
    ask_many(Ask::may);
}

TEST_F(RightsAgree, WhoWithTheNaiveModel) {
    ask_many(Ask::who);
}

}  // namespace
}  // namespace entente::naive
