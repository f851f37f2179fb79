#include <entente/cli/term_form.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/core/quoted.hpp>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Pair {
    std::string_view name;
    std::string_view value;
};

/// `NAME=VALUE`.
Result<Pair> pair_of(std::string_view text, std::string_view flag) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) {
        return fail(ErrorCode::bad_value, fmt::format("{} is no NAME=VALUE", quoted(text)), fmt::format("--{}", flag));
    }
    return Pair{.name = text.substr(0, equals), .value = text.substr(equals + 1)};
}

Json list_json(std::string_view text) {
    auto list = Json::array();
    for (std::size_t at = 0; at <= text.size();) {
        const auto comma = std::min(text.find(',', at), text.size());
        list.push_back(std::string(text.substr(at, comma - at)));
        at = comma + 1;
    }
    return list;
}

/// Every value of a repeated flag; one value may hold several, with commas.
Json list_of(const Asked& asked, std::string_view flag) {
    auto list = Json::array();
    for (const auto& value : asked.all(flag)) {
        for (auto& part : list_json(value)) {
            list.push_back(std::move(part));
        }
    }
    return list;
}

/// `cn,eu` or `except:cn`.
Json region_json(std::string_view text) {
    constexpr std::string_view except = "except:";
    if (text.starts_with(except)) {
        return Json{{"except", list_json(text.substr(except.size()))}};
    }
    return list_json(text);
}

bool is_integer(std::string_view text) {
    const auto digits = text.starts_with('-') ? text.substr(1) : text;
    const bool all_digits = std::ranges::all_of(digits, [](char c) { return '0' <= c && c <= '9'; });
    return !digits.empty() && digits.size() <= 18 && all_digits && (digits == "0" || digits.front() != '0') &&
           text != "-0";
}

/// `250000000000 USD`: a sum of money.
std::optional<Pair> money_of(std::string_view text) {
    const auto space = text.find(' ');
    if (space == std::string_view::npos) {
        return std::nullopt;
    }
    const auto amount = text.substr(0, space);
    const auto currency = text.substr(space + 1);
    const bool capitals = std::ranges::all_of(currency, [](char c) { return 'A' <= c && c <= 'Z'; });
    const bool number = amount.find_first_not_of("0123456789.-") == std::string_view::npos;
    if (currency.size() != 3 || !capitals || !number) {
        return std::nullopt;
    }
    return Pair{.name = amount, .value = currency};
}

/// What looks like JSON is JSON; nothing otherwise.
std::optional<Json> inline_json(std::string_view text) {
    if (text.empty() || std::string_view("{[\"").find(text.front()) == std::string_view::npos) {
        return std::nullopt;
    }
    auto parsed = Json::parse(text, nullptr, false);
    return parsed.is_discarded() ? std::nullopt : std::optional<Json>(std::move(parsed));
}

Json attribute_json(std::string_view text) {
    if (auto json = inline_json(text)) {
        return *json;
    }
    if (text == "true" || text == "false") {
        return text == "true";
    }
    if (is_integer(text)) {
        return std::stoll(std::string(text));
    }
    if (const auto money = money_of(text)) {
        return Json{{"amount", std::string(money->name)}, {"currency", std::string(money->value)}};
    }
    return std::string(text);
}

/// `through:2032`, `before:upon:agi-verified`, `during:2032`, or one of the four words.
Json end_json(std::string_view text) {
    for (const std::string_view word : {"through", "before", "during"}) {
        if (text.starts_with(word) && text.substr(word.size()).starts_with(':')) {
            return Json{{std::string(word), moment_json(text.substr(word.size() + 1))}};
        }
    }
    return std::string(text);
}

Json ends_of(const Asked& asked) {
    auto ends = Json::array();
    for (const std::string_view word : {"through", "before", "during"}) {
        for (const auto& value : asked.all(word)) {
            ends.push_back(Json{{std::string(word), moment_json(value)}});
        }
    }
    for (const auto& milestone : asked.all("until-milestone")) {
        ends.push_back(Json{{"before", moment_json("upon:" + milestone)}});
    }
    constexpr std::array<std::pair<std::string_view, const char*>, 4> words{
        {{"perpetual", "perpetual"}, {"open", "open"}, {"end-not-stated", "not_stated"}, {"end-unknown", "unknown"}}};
    for (const auto& [flag, word] : words) {
        if (asked.has(flag)) {
            ends.push_back(word);
        }
    }
    return ends;
}

/// Two switches that mean yes and no.
Result<void> add_answer(
    Json& fields, const Asked& asked, const char* field, std::pair<std::string_view, std::string_view> yes_no) {
    const auto [yes, no] = yes_no;
    if (asked.has(yes) && asked.has(no)) {
        return fail(
            ErrorCode::bad_value, fmt::format("--{} and --{} contradict each other", yes, no), fmt::format("--{}", no));
    }
    if (asked.has(yes) || asked.has(no)) {
        fields[field] = asked.has(yes);
    }
    return {};
}

/// Adds under `field` what a repeated `NAME=VALUE` flag holds.
Result<void> add_pairs(
    Json& fields, const Asked& asked, std::string_view flag, const char* field, Json (*read)(std::string_view)) {
    for (const auto& value : asked.all(flag)) {
        const auto pair = ENTENTE_TRY(pair_of(value, flag));
        fields[field][std::string(pair.name)] = read(pair.value);
    }
    return {};
}

Json value_json(std::string_view field, std::string_view text) {
    if (text == "null") {
        return nullptr;
    }
    if (auto json = inline_json(text)) {
        return *json;
    }
    if (field == "exclusive" || field == "survives") {
        return text == "true" ? Json(true) : text == "false" ? Json(false) : Json(std::string(text));
    }
    if (field == "grantor" || field == "grantee" || field == "actions") {
        return list_json(text);
    }
    if (field == "conditions") {
        return Json::array({std::string(text)});
    }
    if (field == "ends") {
        return Json::array({end_json(text)});
    }
    if (field.starts_with("scope/")) {
        return region_json(text);
    }
    if (field.starts_with("days/")) {
        return moment_json(text);
    }
    return field.starts_with("attributes/") ? attribute_json(text) : Json(std::string(text));
}

Json& place_of(Json& fields, std::string_view field) {
    const auto slash = field.find('/');
    if (slash == std::string_view::npos) {
        return fields[std::string(field)];
    }
    return fields[std::string(field.substr(0, slash))][std::string(field.substr(slash + 1))];
}

}  // namespace

Json moment_json(std::string_view text) {
    constexpr std::string_view upon = "upon:";
    if (!text.starts_with(upon)) {
        return std::string(text);
    }
    text.remove_prefix(upon.size());
    const auto plus = text.find('+');
    Json moment{{"upon", std::string(text.substr(0, plus))}};
    if (plus != std::string_view::npos) {
        moment["plus"] = std::string(text.substr(plus + 1));
    }
    return moment;
}

Result<Json> term_fields_json(const Asked& asked) {
    auto fields = Json::object();
    for (const auto* field : {"kind", "subject"}) {
        if (const auto value = asked.find(field)) {
            fields[field] = std::string(*value);
        }
    }
    constexpr std::array<std::pair<std::string_view, const char*>, 3> lists{
        {{"grantor", "grantor"}, {"grantee", "grantee"}, {"action", "actions"}}};
    for (const auto& [flag, field] : lists) {
        if (asked.has(flag)) {
            fields[field] = list_of(asked, flag);
        }
    }
    ENTENTE_TRY(add_answer(fields, asked, "exclusive", {"exclusive", "non-exclusive"}));
    ENTENTE_TRY(add_answer(fields, asked, "survives", {"survives", "does-not-survive"}));
    ENTENTE_TRY(add_pairs(fields, asked, "scope", "scope", region_json));
    ENTENTE_TRY(add_pairs(fields, asked, "day", "days", moment_json));
    ENTENTE_TRY(add_pairs(fields, asked, "attribute", "attributes", attribute_json));
    for (const auto& condition : asked.all("condition")) {
        fields["conditions"].push_back(condition);
    }
    if (auto ends = ends_of(asked); !ends.empty()) {
        fields["ends"] = std::move(ends);
    }
    return fields;
}

Result<void> set_fields(Json& fields, const Asked& asked, std::string_view flag) {
    for (const auto& setting : asked.all(flag)) {
        const auto [field, value] = ENTENTE_TRY(pair_of(setting, flag));
        place_of(fields, field) = value_json(field, value);
    }
    return {};
}

void unset_fields(Json& fields, const Asked& asked) {
    for (const auto& field : asked.all("unset")) {
        place_of(fields, field) = nullptr;
    }
}

}  // namespace entente::cli
