#include <entente/projections/queries/diff_question.hpp>

#include <array>

#include <fmt/format.h>

#include <entente/projections/citation.hpp>
#include <entente/projections/difference_json.hpp>
#include <entente/projections/query_parameters.hpp>

namespace entente {
namespace {

/// The parameters of one kind of difference, and what it must not meet, being fixed on either side already.
struct Kind {
    Along along;
    std::string_view from;
    std::string_view to;
    std::string_view fixed;
    std::string_view compares;
};

constexpr std::array kinds{
    Kind{Along::on, "from", "to", "on", "two days in the world"},
    Kind{Along::announced, "announced_from", "announced_to", "announced_by", "what was announced by two days"},
    Kind{Along::known, "known_from", "known_to", "known_at", "what this log knew at two moments"}};

std::unexpected<Error> refuse(std::string_view parameter, std::string message) {
    return fail(ErrorCode::usage, std::move(message), fmt::format("/{}", parameter));
}

/// How one day is asked about from two states of knowledge, in the words of the asker.
std::string two_beliefs(const Parameters& asked) {
    return fmt::format(
        "{} with {} {}, or {} {}", asked.spelt("on", "DATE"), asked.spelt("known_from", "K"),
        asked.spelt("known_to", "K"), asked.spelt("announced_from", "DATE"), asked.spelt("announced_to", "DATE"));
}

/// The one kind that is asked for.
Result<Kind> asked_kind(const Parameters& asked) {
    const Kind* found = nullptr;
    for (const auto& kind : kinds) {
        if (!asked.has(kind.from) && !asked.has(kind.to)) {
            continue;
        }
        if (found) {
            const auto second = asked.has(kind.from) ? kind.from : kind.to;
            return refuse(
                second, fmt::format(
                            "{} compares {}, {} compares {}: these are two questions; ask them one after the other",
                            asked.spelt(found->from), found->compares, asked.spelt(kind.from), kind.compares));
        }
        found = &kind;
    }
    if (!found) {
        return fail(
            ErrorCode::usage,
            fmt::format(
                "nothing says what to compare: {} {}, what changed in the deal between two days; or {}, what changed "
                "in what was believed about one day",
                asked.spelt("from", "DATE"), asked.spelt("to", "DATE"), two_beliefs(asked)));
    }
    return *found;
}

Result<void> check_pair(const Parameters& asked, const Kind& kind) {
    const bool has_from = asked.has(kind.from);
    if (has_from != asked.has(kind.to)) {
        const auto given = has_from ? kind.from : kind.to;
        const auto missing = has_from ? kind.to : kind.from;
        return refuse(given, fmt::format("{} wants {} beside it", asked.spelt(given), asked.spelt(missing)));
    }
    if (!asked.has(kind.fixed)) {
        return {};
    }
    if (kind.along == Along::on) {
        return refuse(
            "on",
            fmt::format(
                "{} and {} name the days already; what was believed about one day is asked with {} {} {}, or {} {} {}",
                asked.spelt("from"), asked.spelt("to"), asked.spelt("on", "DATE"), asked.spelt("known_from", "K"),
                asked.spelt("known_to", "K"), asked.spelt("on", "DATE"), asked.spelt("announced_from", "DATE"),
                asked.spelt("announced_to", "DATE")));
    }
    return refuse(
        kind.fixed, fmt::format(
                        "{} and {} say it for either side already; leave {} out", asked.spelt(kind.from),
                        asked.spelt(kind.to), asked.spelt(kind.fixed)));
}

/// Sets what is compared on one side.
Result<AsOf> on_side(AsOf side, const Parameters& asked, Along along, std::string_view parameter) {
    if (along == Along::known) {
        auto known_at = parse_known_at(asked.at(parameter));
        if (!known_at) {
            known_at.error().where = fmt::format("/{}", parameter);
            return std::unexpected(std::move(known_at).error());
        }
        side.known_at = *std::move(known_at);
        return side;
    }
    const auto day = *ENTENTE_TRY(day_parameter(asked, parameter));
    if (along == Along::on) {
        side.on = day;
    } else {
        side.announced_by = day;
    }
    return side;
}

/// A position that the log does not hold is placed at the parameter of the side that names it.
Result<Viewpoint> viewpoint_of(
    const Ledger& ledger, const AsOf& side, std::string_view parameter, Along along, Day today) {
    auto viewpoint = ledger.viewpoint(side, today);
    if (!viewpoint && along == Along::known) {
        viewpoint.error().where = fmt::format("/{}", parameter);
    }
    return viewpoint;
}

Result<Answer> answer_diff(const Ledger& ledger, const Parameters& parameters, Day today) {
    const auto asked = ENTENTE_TRY(diff_question(parameters, today));
    const auto before = ENTENTE_TRY(viewpoint_of(ledger, asked.before, asked.before_parameter, asked.along, today));
    const auto after = ENTENTE_TRY(viewpoint_of(ledger, asked.after, asked.after_parameter, asked.along, today));
    const AllianceId alliance{std::string(parameters.at("alliance"))};
    const auto answer = ENTENTE_TRY(difference(ledger, alliance, asked.before, asked.after, today));
    auto document = to_json(answer);
    add_citation(document, answer, asked.along, ledger);
    const bool days_given = asked.along == Along::on || parameters.has("on");
    const bool settled =
        before.asked.asked_then || (days_given && is_settled(before, ledger) && is_settled(after, ledger));
    return Answer{.document = std::move(document), .text = {}, .settled = settled};
}

}  // namespace

Result<DiffQuestion> diff_question(const Parameters& parameters, Day today) {
    const auto kind = ENTENTE_TRY(asked_kind(parameters));
    ENTENTE_TRY(check_pair(parameters, kind));
    const auto shared = ENTENTE_TRY(as_of(parameters, today));
    auto before = ENTENTE_TRY(on_side(shared, parameters, kind.along, kind.from));
    auto after = ENTENTE_TRY(on_side(shared, parameters, kind.along, kind.to));
    return DiffQuestion{
        .along = kind.along,
        .before = std::move(before),
        .after = std::move(after),
        .before_parameter = kind.from,
        .after_parameter = kind.to};
}

Query diff_query() {
    return {
        .name = "diff",
        .path = "/v1/alliances/{alliance}/diff",
        .media_type = "application/json",
        .sentence = "what changed in a deal between two days, or in what was believed about one day",
        .parameters = with_viewpoint(
            {{"alliance", "ALLIANCE", "the alliance", ValueForm::alliance, "openai-microsoft",
              Parameter::Times::required},
             {"from", "DATE", "the earlier day in the world; with `to`", ValueForm::day, "2026-04-26"},
             {"to", "DATE", "the later day in the world", ValueForm::day, "2026-04-28"},
             {"known_from", "K",
              "the earlier state of the log: an instant, a day, or a position like @42; with "
              "`known_to`",
              ValueForm::known_at, "@53"},
             {"known_to", "K", "the later state of the log", ValueForm::known_at, "@54"},
             {"announced_from", "DATE", "only what an outsider could know by then; with `announced_to`", ValueForm::day,
              "2023-12-07"},
             {"announced_to", "DATE", "the later day up to which announcements count", ValueForm::day, "2023-12-08"}}),
        .example = "from=2026-04-26&to=2026-04-28",
        .over_all = false,
        .answer = answer_diff};
}

}  // namespace entente
