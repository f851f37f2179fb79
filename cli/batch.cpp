#include <entente/cli/batch.hpp>

#include <algorithm>
#include <charconv>
#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/input.hpp>
#include <entente/events/codec.hpp>
#include <entente/events/limits.hpp>

namespace entente::cli {

Result<void> add_input(Batch& batch, const std::string& path, Console& console) {
    const auto bytes = ENTENTE_TRY(read_input(path));
    const EntryDefaults defaults{
        .make_id =
            [&] {
                ++batch.ids_made;
                return make_uuid(console.clock.now(), console.randomness);
            },
        .actor = {},
        .announced = std::nullopt};
    auto drafts = read_drafts(bytes, defaults);
    if (!drafts) {
        auto& where = drafts.error().where;
        where = input_name(path) + (where.empty() ? "" : ", " + where);
        return std::unexpected(std::move(drafts).error());
    }
    for (std::size_t i = 0; i < drafts->size(); ++i) {
        batch.origins.push_back({.input = input_name(path), .place = i, .of = drafts->size()});
    }
    std::ranges::move(*drafts, std::back_inserter(batch.drafts));
    if (batch.drafts.size() > limits::batch_entries_max) {
        return fail(
            ErrorCode::too_large,
            fmt::format("more than {} entries at once; append them in parts", limits::batch_entries_max),
            input_name(path));
    }
    return {};
}

void sign(Batch& batch, const std::string& actor) {
    constexpr auto replaced = nlohmann::json::error_handler_t::replace;
    if (actor.empty()) {
        return;
    }
    const auto member = fmt::format("{{\"actor\":{},", nlohmann::json(actor).dump(-1, ' ', false, replaced));
    for (auto& draft : batch.drafts) {
        if (draft.entry.actor.empty()) {
            draft.entry.actor = actor;
            draft.canonical.replace(0, 1, member);  // the first of all keys
        }
    }
}

std::string place_of(const Batch::Origin& origin) {
    return origin.of <= 1 ? origin.input : fmt::format("{}, entry {} of {}", origin.input, origin.place + 1, origin.of);
}

Error relocated(Error error, const Batch& batch) {
    std::size_t place = 0;
    std::string_view rest = error.where;
    if (batch.drafts.size() > 1 && rest.starts_with('/')) {
        const auto* const end = rest.data() + rest.size();
        const auto [stopped, failure] = std::from_chars(rest.data() + 1, end, place);
        if (failure != std::errc{} || place >= batch.origins.size()) {
            return error;
        }
        rest = std::string_view(stopped, static_cast<std::size_t>(end - stopped));
    } else if (batch.drafts.size() != 1) {
        return error;
    }
    const auto& origin = batch.origins[place];
    const auto file = place_of(origin);
    error.where = file.empty() || rest.empty() ? file + std::string(rest) : fmt::format("{}, {}", file, rest);
    return error;
}

}  // namespace entente::cli
