#include <entente/daemon/token_commands.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/core/instant.hpp>
#include <entente/daemon/token_file.hpp>

namespace entente::daemon {
namespace {

constexpr std::string_view then = "A running ententd takes it up on SIGHUP (`systemctl reload ententd`).\n";

Result<std::string> add(const std::string& path, const CommandLine& line, Clock& clock, Randomness& randomness) {
    std::string token;
    const auto with_one_more = [&](TokenBook& book) -> Result<void> {
        token = ENTENTE_TRY(book.add(line.token, line.scope, clock.now(), randomness));
        return {};
    };
    ENTENTE_TRY(change_token_file(path, with_one_more));
    return fmt::format(
        "{}\n\nThis token of {} (scope {}) is shown once; {} keeps only its digest.\n{}", token, line.token,
        word(line.scope), path, then);
}

Result<std::string> list(const std::string& path) {
    const auto book = ENTENTE_TRY(read_token_file(path));
    if (!book) {
        return fmt::format("There are no tokens, and no file {}.\n", path);
    }
    std::size_t width = 4;
    for (const auto& entry : book->entries()) {
        width = std::max(width, entry.name.size());
    }
    auto text = fmt::format("{:<{}}  {:<6}  MADE\n", "NAME", width, "SCOPE");
    for (const auto& entry : book->entries()) {
        text += fmt::format("{:<{}}  {:<6}  {}\n", entry.name, width, word(entry.scope), entente::text(entry.made));
    }
    return text;
}

Result<std::string> revoke(const std::string& path, const std::string& name) {
    const auto without_it = [&](TokenBook& book) { return book.revoke(name); };
    ENTENTE_TRY(change_token_file(path, without_it));
    return fmt::format("The token of {} is none any more.\n{}", name, then);
}

}  // namespace

Result<std::string> run_token_command(const CommandLine& line, Clock& clock, Randomness& randomness) {
    const auto& settings = line.settings;
    const auto path = settings.tokens.empty() ? default_token_path(settings.log) : settings.tokens;
    switch (line.action) {
        case CommandLine::Action::token_add:
            return add(path, line, clock, randomness);
        case CommandLine::Action::token_list:
            return list(path);
        case CommandLine::Action::token_revoke:
            return revoke(path, line.token);
        default:
            broken_invariant("only what is done about tokens comes here");
    }
}

}  // namespace entente::daemon
