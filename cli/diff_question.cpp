#include <entente/cli/diff_question.hpp>

#include <array>

#include <fmt/format.h>

#include <entente/cli/question.hpp>

namespace entente::cli {
namespace {

/// The flags of one kind of difference, and what it must not meet, being fixed on either side already.
struct Kind {
    Along along;
    std::string_view from;
    std::string_view to;
    std::string_view fixed;
    std::string_view compares;
};

constexpr std::array kinds{
    Kind{Along::on, "from", "to", "on", "two days in the world"},
    Kind{Along::announced, "announced-from", "announced-to", "announced-by", "what was announced by two days"},
    Kind{Along::known, "known-from", "known-to", "known-at", "what this log knew at two moments"}};

const Kind& kind_of(Along along) {
    return kinds[static_cast<std::size_t>(along)];
}

std::unexpected<Error> refuse(std::string_view flag, std::string message) {
    return fail(ErrorCode::usage, std::move(message), fmt::format("--{}", flag));
}

/// The one kind that is asked for.
Result<Along> asked_along(const Asked& asked) {
    const Kind* found = nullptr;
    for (const auto& kind : kinds) {
        if (!asked.has(kind.from) && !asked.has(kind.to)) {
            continue;
        }
        if (found) {
            const auto second = asked.has(kind.from) ? kind.from : kind.to;
            return refuse(
                second, fmt::format(
                            "--{} compares {}, --{} compares {}: these are two questions; ask them one after the other",
                            found->from, found->compares, kind.from, kind.compares));
        }
        found = &kind;
    }
    if (!found) {
        return fail(
            ErrorCode::usage,
            "nothing says what to compare: --from DATE --to DATE, what changed in the deal between two days; or --on "
            "DATE "
            "with --known-from K --known-to K, or --announced-from DATE --announced-to DATE, what changed in what was "
            "believed about one day");
    }
    return found->along;
}

Result<void> check_pair(const Asked& asked, const Kind& kind) {
    const bool has_from = asked.has(kind.from);
    if (has_from != asked.has(kind.to)) {
        const auto given = has_from ? kind.from : kind.to;
        const auto missing = has_from ? kind.to : kind.from;
        return refuse(given, fmt::format("--{} wants --{} beside it", given, missing));
    }
    if (!asked.has(kind.fixed)) {
        return {};
    }
    if (kind.along == Along::on) {
        return refuse(
            "on",
            "--from and --to name the days already; what was believed about one day is asked with --on DATE "
            "--known-from "
            "K --known-to K, or --on DATE --announced-from DATE --announced-to DATE");
    }
    return refuse(
        kind.fixed,
        fmt::format("--{} and --{} say it for either side already; leave --{} out", kind.from, kind.to, kind.fixed));
}

template <typename T>
Result<T> read(const Asked& asked, std::string_view flag, Result<T> (*parse)(std::string_view)) {
    auto value = parse(asked.at(flag));
    if (!value) {
        value.error().where = fmt::format("--{}", flag);
    }
    return value;
}

}  // namespace

Result<DiffQuestion> diff_question(const Asked& asked, Day today) {
    const Kind& kind = kind_of(ENTENTE_TRY(asked_along(asked)));
    ENTENTE_TRY(check_pair(asked, kind));
    const AsOf shared = ENTENTE_TRY(as_of(asked, today));
    DiffQuestion question{.along = kind.along, .before = shared, .after = shared};
    switch (kind.along) {
        case Along::on:
            question.before.on = ENTENTE_TRY(read<Day>(asked, kind.from, parse_day));
            question.after.on = ENTENTE_TRY(read<Day>(asked, kind.to, parse_day));
            break;
        case Along::announced:
            question.before.announced_by = ENTENTE_TRY(read<Day>(asked, kind.from, parse_day));
            question.after.announced_by = ENTENTE_TRY(read<Day>(asked, kind.to, parse_day));
            break;
        case Along::known:
            question.before.known_at = ENTENTE_TRY(read<KnownAt>(asked, kind.from, parse_known_at));
            question.after.known_at = ENTENTE_TRY(read<KnownAt>(asked, kind.to, parse_known_at));
            break;
    }
    return question;
}

std::string flag_before(Along along) {
    return fmt::format("--{}", kind_of(along).from);
}

std::string flag_after(Along along) {
    return fmt::format("--{}", kind_of(along).to);
}

std::vector<Flag> diff_flags() {
    return {
        {"from", "DATE", "the earlier day in the world; with --to"},
        {"to", "DATE", "the later day in the world"},
        {"known-from", "K", "the earlier state of the log: an instant, a day, or a position like @42; with --known-to"},
        {"known-to", "K", "the later state of the log"},
        {"announced-from", "DATE", "only what an outsider could know by then; with --announced-to"},
        {"announced-to", "DATE", "the later day up to which announcements count"},
    };
}

}  // namespace entente::cli
