#include <entente/projections/difference_json.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/projections/answer_json.hpp>
#include <entente/projections/citation_json.hpp>

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

/// The value at `exclusive` or `attributes/percent` of a state's document; null where there is none.
Json value_at_path(const Json& state, const std::string& path) {
    const auto slash = path.find('/');
    const Json& value = state.at(path.substr(0, slash));
    return slash == std::string::npos ? value : value.value(path.substr(slash + 1), Json(nullptr));
}

template <typename StateDifference>
Json change_json(const char* what, std::string_view id, const StateDifference& difference) {
    Json fields = Json::object();
    if (!difference.fields.empty()) {
        const Json before = to_json(*difference.before);
        const Json after = to_json(*difference.after);
        for (const auto& field : difference.fields) {
            fields[field.path] =
                Json{{"from", value_at_path(before, field.path)}, {"to", value_at_path(after, field.path)}};
        }
    }
    return {
        {what, id},
        {"change", word(difference.turn)},
        {"fields", std::move(fields)},
        {"because", to_json(std::span(difference.because))},
    };
}

std::string announced_words(const char* flag, const Viewpoint& viewpoint) {
    const auto& by = viewpoint.asked.announced_by;
    return by ? fmt::format(" --{} {}", flag, text(*by)) : std::string{};
}

/// The two days, or the one day and the two states of knowledge.
std::string compared_words(const Viewpoint& before, const Viewpoint& after, Along along) {
    const std::string on = text(after.asked.on);
    const auto position = after.position.value;
    switch (along) {
        case Along::on:
            return fmt::format(
                "--from {} --to {} --known-at @{}{}", text(before.asked.on), on, position,
                announced_words("announced-by", after));
        case Along::announced:
            return fmt::format(
                "--on {}{}{} --known-at @{}", on, announced_words("announced-from", before),
                announced_words("announced-to", after), position);
        case Along::known:
            return fmt::format(
                "--on {} --known-from @{} --known-to @{}{}", on, before.position.value, position,
                announced_words("announced-by", after));
    }
    return {};
}

}  // namespace

Json changes_json(const Difference& difference) {
    Json changes = Json::array();
    for (const auto& term : difference.terms) {
        changes.push_back(change_json("term", term.term(), term));
    }
    for (const auto& party : difference.parties) {
        changes.push_back(change_json("party", party.party(), party));
    }
    return changes;
}

Json to_json(const Difference& difference) {
    return {
        {"alliance", difference.after->history->id().text},
        {"from", to_json(difference.before->viewpoint)},
        {"to", to_json(difference.after->viewpoint)},
        {"changes", changes_json(difference)},
    };
}

void add_citation(Json& document, const Difference& difference, Along along, const Ledger& ledger) {
    const auto& before = difference.before->viewpoint;
    const auto& after = difference.after->viewpoint;
    const bool imagined = after.supposed_after != Viewpoint{}.supposed_after;
    document["cite"] =
        imagined ? Json(nullptr)
                 : Json(fmt::format(
                       "diff {} {}", difference.after->history->id().text, compared_words(before, after, along)));
    document["chain"] = hex(ledger.chain_at(std::max(before.position, after.position)));
}

}  // namespace entente
