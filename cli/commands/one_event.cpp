#include <entente/cli/commands/one_event.hpp>

#include <algorithm>

#include <entente/cli/appending.hpp>
#include <entente/cli/entry_form.hpp>
#include <entente/cli/input.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/events/codec.hpp>

namespace entente::cli {
namespace {

/// What goes into the log is UTF-8; a terminal of another encoding is told so, at the flag.
Result<void> check_encoding(const Asked& asked) {
    for (const auto& [name, values] : asked.values()) {
        const bool is_argument = 'A' <= name.front() && name.front() <= 'Z';
        if (name != "log" && !std::ranges::all_of(values, is_utf8)) {
            return fail(
                ErrorCode::bad_value, "this is not UTF-8; set the terminal to UTF-8",
                (is_argument ? "argument " : "--") + name);
        }
    }
    return {};
}

}  // namespace

Result<Exit> run_one_event(const Asked& asked, Console& console) {
    ENTENTE_TRY(check_encoding(asked));
    std::unique_ptr<LogSource> source;  // opened when it is needed, so that a slip of the pen is told without a log
    const auto open = [&]() -> Result<void> {
        if (!source) {
            source = ENTENTE_TRY(open_source(asked, console, purpose_of(asked)));
        }
        return {};
    };
    const FormNeeds needs{
        .today = console.today(),
        .find_event = [&](std::string_view named) -> Result<EarlierEvent> {
            ENTENTE_TRY(open());
            return find_event(*source, named);
        },
        .read_file = read_input};
    const auto json = ENTENTE_TRY(entry_json(asked.at("command"), asked, needs));
    Batch batch;
    batch.ids_made = asked.has("id") ? 0 : 1;
    batch.origins.push_back({});
    auto draft = read_draft(
        json, {.make_id = [&] { return make_uuid(console.clock.now(), console.randomness); },
               .actor = {},
               .announced = console.today()});
    if (!draft) {
        draft.error().where = place_on_command_line(draft.error().where, asked);
        return std::unexpected(std::move(draft).error());
    }
    batch.drafts.push_back(*std::move(draft));
    ENTENTE_TRY(open());
    return append_batch(std::move(batch), *source, asked, console);
}

}  // namespace entente::cli
