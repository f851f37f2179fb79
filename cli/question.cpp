#include <entente/cli/question.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/projections/query_parameters.hpp>

namespace entente::cli {
namespace {

std::string flag_of(std::string_view parameter) {
    std::string flag(parameter);
    std::ranges::replace(flag, '_', '-');
    return flag;
}

std::string argument_of(std::string_view parameter) {
    std::string argument(parameter);
    std::ranges::transform(
        argument, argument.begin(), [](char c) { return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return argument;
}

}  // namespace

Parameters parameters_of(std::span<const Parameter> known, const Asked& asked) {
    Parameters parameters{Spelling::flags};
    for (const auto& parameter : known) {
        for (const auto& name : {flag_of(parameter.name), argument_of(parameter.name)}) {
            for (const auto& value : asked.all(name)) {
                parameters.add(parameter.name, value);
            }
        }
    }
    return parameters;
}

Result<AsOf> as_of(const Asked& asked, Day today) {
    return entente::as_of(parameters_of(viewpoint_parameters(), asked), today);
}

Result<std::optional<std::uint64_t>> number_flag(const Asked& asked, std::string_view flag) {
    Parameters parameters{Spelling::flags};
    for (const auto& value : asked.all(flag)) {
        parameters.add(flag, value);
    }
    auto number = number_parameter(parameters, flag);
    if (!number) {
        number.error().where = fmt::format("--{}", flag);
    }
    return number;
}

Result<void> check_question(const Query& query, const Parameters& parameters, Day today) {
    const auto answer = entente::ask(query, Ledger{}, parameters, today);
    const bool is_about_the_log =
        !answer && (answer.error().code == ErrorCode::not_found || answer.error().code == ErrorCode::alliance_unknown);
    return answer || is_about_the_log ? Result<void>{} : std::unexpected(answer.error());
}

}  // namespace entente::cli
