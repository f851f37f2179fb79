#include <entente/cli/rights_words.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace entente::cli {
namespace {

bool has(const Json& because, const Json& reason) {
    return std::ranges::any_of(because, [&](const Json& other) {
        return other.at("alliance") == reason.at("alliance") && other.at("term") == reason.at("term") &&
               other.at("effect") == reason.at("effect");
    });
}

struct EffectWords {
    std::string_view effect;
    std::string_view does;
    std::string_view does_not;
};

const EffectWords& words_of(const std::string& effect) {
    static constexpr std::array<EffectWords, 6> all{
        {{"permits", "permits it", "does not permit it"},
         {"bars", "bars it", "does not bar it"},
         {"forbids", "forbids it", "does not forbid it"},
         {"suspended", "is suspended", "is not suspended"},
         {"pending", "has not begun", "has begun"},
         {"states", "only speaks of it", "says nothing of it"}}};
    return *std::ranges::find(all, effect, &EffectWords::effect);
}

}  // namespace

std::string scope_of(const Json& scope) {
    std::string all;
    for (const auto& [key, region] : scope.items()) {
        all += fmt::format("{}{} {}", all.empty() ? "" : " and ", key, value_of(region, "scope/" + key));
    }
    return all;
}

std::string party_of(const Json& party) {
    return party == "*" ? std::string("anybody else") : text_of(party);
}

std::string verdict_sentence(const Json& document) {
    const auto verdict = text_of(document.at("verdict"));
    const auto scope = scope_of(document.at("scope"));
    const auto what = fmt::format(
        "{} {}{}{}", text_of(document.at("action")), text_of(document.at("subject")), scope.empty() ? "" : ", for ",
        scope);
    const auto party = party_of(document.at("party"));
    if (verdict == "yes") {
        return fmt::format("Yes: {} may {}.", party, what);
    }
    if (verdict == "no") {
        return fmt::format("No: {} may not {}.", party, what);
    }
    return verdict == "uncertain"
               ? fmt::format("Uncertain: whether {} may {} turns on what is in doubt or disputed.", party, what)
               : fmt::format("Not stated: nothing says whether {} may {}.", party, what);
}

std::string effect_of(const Json& reason) {
    const auto effect = text_of(reason.at("effect"));
    auto words = std::string(words_of(effect).does);
    if (reason.at("counts").get<bool>()) {
        return words;
    }
    return words + (effect == "permits" ? ", in vain" : ", but is waived");
}

Style style_of_verdict(const std::string& verdict) {
    return verdict == "yes"         ? Style::good
           : verdict == "no"        ? Style::bad
           : verdict == "uncertain" ? Style::doubtful
                                    : Style::dim;
}

std::string otherwise_than(const Json& because, const Json& way) {
    std::string all;
    const auto add = [&](const Json& reason, std::string_view words) {
        all += fmt::format("{} {} {}", all.empty() ? "if" : " and", text_of(reason.at("term")), words);
    };
    for (const auto& reason : because) {
        if (!has(way, reason)) {
            add(reason, words_of(text_of(reason.at("effect"))).does_not);
        }
    }
    for (const auto& reason : way) {
        if (!has(because, reason)) {
            add(reason, words_of(text_of(reason.at("effect"))).does);
        }
    }
    return all;
}

}  // namespace entente::cli
