#include <entente/cli/commands/append.hpp>

#include <iterator>

#include <entente/cli/appending.hpp>
#include <entente/cli/input.hpp>
#include <entente/cli/question.hpp>
#include <entente/events/limits.hpp>

namespace entente::cli {
namespace {

Result<void> add_input(Batch& batch, const std::string& path, Console& console) {
    auto drafts = ENTENTE_TRY(drafts_in(path, console, batch.ids_made));
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        batch.origins.push_back({.input = input_name(path), .place = i, .of = drafts.size()});
    }
    std::ranges::move(drafts, std::back_inserter(batch.drafts));
    if (batch.drafts.size() > limits::batch_entries_max) {
        return fail(
            ErrorCode::too_large, "more entries at once than the log takes; append them in parts", input_name(path));
    }
    return {};
}

}  // namespace

Result<Exit> run_append(const Asked& asked, Console& console) {
    Batch batch;
    const auto files = asked.all("FILE");
    const std::vector<std::string> paths =
        files.empty() ? std::vector<std::string>{"-"} : std::vector<std::string>(files.begin(), files.end());
    for (const auto& path : paths) {
        ENTENTE_TRY(add_input(batch, path, console));
    }
    auto source = ENTENTE_TRY(LogSource::open(asked, console, mode_of(asked)));
    return append_batch(batch, source, asked, console);
}

}  // namespace entente::cli
