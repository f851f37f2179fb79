#include <entente/cli/commands/append.hpp>

#include <entente/cli/appending.hpp>

namespace entente::cli {
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
