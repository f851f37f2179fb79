#include <entente/projections/query.hpp>

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include <entente/core/nearest_name.hpp>
#include <entente/core/quoted.hpp>
#include <entente/projections/queries/definitions.hpp>

namespace entente {

void Parameters::add(std::string_view name, std::string value) {
    values_[std::string(name)].push_back(std::move(value));
}

std::optional<std::string_view> Parameters::find(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::nullopt : std::optional<std::string_view>(found->second.back());
}

std::span<const std::string> Parameters::all(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::span<const std::string>() : std::span<const std::string>(found->second);
}

bool Parameters::is_set(std::string_view name) const {
    const auto given = find(name);
    return given && *given != "false";
}

std::string Parameters::spelt(std::string_view name, std::string_view value) const {
    if (spelling_ == Spelling::parameters) {
        return value.empty() ? std::string(name) : fmt::format("{}={}", name, value);
    }
    std::string flag = "--" + std::string(name);
    std::ranges::replace(flag, '_', '-');
    return value.empty() ? flag : fmt::format("{} {}", flag, value);
}

std::string bytes_of(const Answer& answer) {
    return answer.document.is_null() ? answer.text : answer.document.dump(2) + "\n";
}

std::span<const Query> queries() {
    static const std::vector<Query> all = [] {
        std::vector<Query> list;
        for (auto group : {deal_queries(), rights_queries(), coming_queries(), picture_queries()}) {
            std::ranges::move(group, std::back_inserter(list));
        }
        return list;
    }();
    return all;
}

const Query* find_query(std::string_view name) {
    const auto found = std::ranges::find(queries(), name, &Query::name);
    return found == queries().end() ? nullptr : &*found;
}

Result<void> check_parameters(std::span<const Parameter> known, const Parameters& parameters) {
    for (const auto& [name, values] : parameters.values()) {
        const auto parameter = std::ranges::find(known, name, &Parameter::name);
        const auto where = fmt::format("/{}", name);
        if (parameter == known.end()) {
            std::vector<std::string_view> names;
            std::ranges::transform(known, std::back_inserter(names), &Parameter::name);
            const auto nearest = nearest_name(name, names);
            const auto cure = nearest         ? fmt::format("did you mean {}?", *nearest)
                              : names.empty() ? std::string("it takes none")
                                              : fmt::format("it takes {}", fmt::join(names, ", "));
            return fail(
                ErrorCode::usage, fmt::format("this question has no parameter {}; {}", quoted(name), cure), where);
        }
        if (parameter->times != Parameter::Times::many && values.size() > 1) {
            return fail(ErrorCode::usage, fmt::format("{} is given twice", parameters.spelt(name)), where);
        }
        const auto is_truth = [](const std::string& value) {
            return value.empty() || value == "true" || value == "false";
        };
        if (parameter->form == ValueForm::truth && !std::ranges::all_of(values, is_truth)) {
            return fail(
                ErrorCode::bad_value,
                fmt::format("{} is neither true nor false; {} alone says true", quoted(values.back()), name), where);
        }
    }
    for (const auto& parameter : known) {
        if (parameter.times == Parameter::Times::required && !parameters.has(parameter.name)) {
            return fail(
                ErrorCode::usage,
                fmt::format("{} is missing: {}", parameters.spelt(parameter.name, parameter.value), parameter.sentence),
                fmt::format("/{}", parameter.name));
        }
    }
    return {};
}

Result<Answer> ask(const Query& query, const Ledger& ledger, const Parameters& parameters, Day today) {
    ENTENTE_TRY(check_parameters(query.parameters, parameters));
    return query.answer(ledger, parameters, today);
}

}  // namespace entente
