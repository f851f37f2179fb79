#include <entente/projections/difference_json.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/projections/answer_json.hpp>
#include <entente/projections/citation.hpp>
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

/// The two days, or the one day and the two states of knowledge, and what either side shares.
std::string compared_words(const Viewpoint& before, const Viewpoint& after, Along along, const Ledger& ledger) {
    const std::string on = text(after.asked.on);
    Viewpoint shared = after;
    switch (along) {
        case Along::on:
            return fmt::format("--from {} --to {} {}", text(before.asked.on), on, cited_knowledge(shared, ledger));
        case Along::announced:
            shared.asked.announced_by = std::nullopt;
            return fmt::format(
                "--on {} --announced-from {} --announced-to {} {}", on, text(before.asked.announced_by.value()),
                text(after.asked.announced_by.value()), cited_knowledge(shared, ledger));
        case Along::known: {
            const auto& by = after.asked.announced_by;
            const bool settled = is_settled(before, ledger) && is_settled(after, ledger);
            return fmt::format(
                "--on {} --known-from {} --known-to {}{}{}", on, before.asked.known_at.value().written,
                after.asked.known_at.value().written, by ? " --announced-by " + text(*by) : "",
                settled ? "" : " " + cited_asking(after, ledger));
        }
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
    document["cite"] = imagined ? Json(nullptr)
                                : Json(fmt::format(
                                      "diff {} {}", shell_word(difference.after->history->id().text),
                                      compared_words(before, after, along, ledger)));
    document["chain"] = hex(ledger.chain_at(std::max(before.position, after.position)));
}

}  // namespace entente
