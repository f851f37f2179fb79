#include <entente/cli/commands/append.hpp>

#include <unistd.h>

#include <entente/cli/appending.hpp>

namespace entente::cli {
Result<Exit> run_append(const Asked& asked, Console& console) {
    Batch batch;
    const auto files = asked.all("FILE");
    const std::vector<std::string> paths =
        files.empty() ? std::vector<std::string>{"-"} : std::vector<std::string>(files.begin(), files.end());
    if (files.empty() && ::isatty(STDIN_FILENO) == 1) {
        console.err.print_line("entente: reading entries from the keyboard; Ctrl-D ends them, FILE names a file");
        console.err.hand_over();
    }
    for (const auto& path : paths) {
        ENTENTE_TRY(add_input(batch, path, console));
    }
    const auto source = ENTENTE_TRY(open_source(asked, console, purpose_of(asked)));
    return append_batch(std::move(batch), *source, asked, console);
}

}  // namespace entente::cli
