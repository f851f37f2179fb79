#include <entente/daemon/web/viewing.hpp>

#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/projections/query_parameters.hpp>

namespace entente::daemon {
namespace {

Parameters parameters_of(const Viewing& from) {
    Parameters parameters(Spelling::parameters);
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) {
            parameters.add(name, value);
        }
    };
    add("on", from.on);
    add("known_at", from.known_at);
    add("announced_by", from.announced_by);
    return parameters;
}

}  // namespace

Viewing Viewing::of(const Parameters& parameters) {
    return {
        .on = std::string(parameters.at("on")),
        .known_at = std::string(parameters.at("known_at")),
        .announced_by = std::string(parameters.at("announced_by"))};
}

Url Viewing::at(const Url& address) const {
    return address.with("on", on).with("known_at", known_at).with("announced_by", announced_by);
}

Viewing Viewing::moved_to(Day day) const {
    auto moved = *this;
    moved.on = text(day);
    return moved;
}

Viewing Viewing::pinned(const Json& as_of) {
    return {
        .on = text_of(as_of["on"]),
        .known_at = as_of["known_at"].is_null() ? fmt::format("@{}", as_of["position"].get<std::uint64_t>())
                                                : text_of(as_of["known_at"]),
        .announced_by = text_of(as_of["announced_by"])};
}

std::string Viewing::in_words(Day day) const {
    auto words = fmt::format("on {}", day_in_words(day));
    if (!announced_by.empty()) {
        words += fmt::format(", by what was announced up to {}", announced_by);
    }
    if (!known_at.empty()) {
        words += fmt::format(", by what this log knew at {}", known_at);
    }
    return words;
}

Result<Json> Asking::ask(std::string_view query, const Viewing& from, Given given) const {
    const auto* found = find_query(query);
    ENTENTE_ASSERT(found != nullptr);
    auto parameters = parameters_of(from);
    for (const auto& [name, value] : given) {
        if (!value.empty()) {
            parameters.add(name, std::string(value));
        }
    }
    auto answer = ENTENTE_TRY(entente::ask(*found, ledger_, parameters, today_));
    return std::move(answer.document);
}

Result<AsOf> Asking::as_of(const Viewing& from) const {
    return entente::as_of(parameters_of(from), today_);
}

}  // namespace entente::daemon
