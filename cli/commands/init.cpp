#include <entente/cli/commands/init.hpp>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/console.hpp>
#include <entente/cli/log_source.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/events/file_log.hpp>

namespace entente::cli {
namespace {

/// The default log's own folder is made along with it, durably; a folder named by hand must be there.
Result<void> make_folder(const std::string& path, const Asked& asked, const Console& console) {
    const auto folder = std::filesystem::path(path).parent_path();
    std::error_code error;
    if (folder.empty() || std::filesystem::exists(folder, error)) {
        return {};
    }
    if (asked.has("log") || !console.variable("ENTENTE_LOG").empty()) {
        return fail(
            ErrorCode::io_failed, fmt::format("the folder {} is not there; make it first", harmless(folder.string())));
    }
    std::vector<std::string> made;
    for (auto missing = folder; !missing.empty() && !std::filesystem::exists(missing, error);
         missing = missing.parent_path()) {
        made.push_back(missing.string());
    }
    std::filesystem::create_directories(folder, error);
    if (error) {
        return fail(
            ErrorCode::io_failed, fmt::format("cannot make the folder for it: {}", error.message()), folder.string());
    }
    for (const auto& name : made) {
        ENTENTE_TRY(sync_name(console.files, name));
    }
    return {};
}

/// A log with something in it is never made anew.
Result<void> refuse_what_is_there(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path, ignored) && std::filesystem::file_size(path, ignored) > 0) {
        return fail(
            ErrorCode::io_failed,
            fmt::format(
                "{} is there already and stays as it is; `entente verify` looks at it, --log FILE makes another",
                harmless(path)));
    }
    return {};
}

}  // namespace

Result<Exit> run_init(const Asked& asked, Console& console) {
    if (asked.has("server")) {
        return fail(
            ErrorCode::usage, "a daemon makes its own log; init makes one on this machine, and --log says where",
            "--server");
    }
    const auto path = log_path(asked, console);
    ENTENTE_TRY(make_folder(path, asked, console));
    ENTENTE_TRY(refuse_what_is_there(path));
    ENTENTE_TRY(create_file_log(console.files, console.clock, console.randomness, path));
    if (asked.has("json")) {
        console.out.print(
            nlohmann::ordered_json{{"log", is_utf8(path) ? path : harmless(path)}, {"position", 0}}.dump(2) + "\n");
        return Exit::done;
    }
    const auto named = asked.has("log") ? fmt::format(" --log {}", harmless(path)) : std::string();
    const auto column = std::string_view("form ALLIANCE --party PARTY").size();
    std::string next;
    for (const auto& [command, does] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {"append FILE", "appends entries from a file"},
             {"form ALLIANCE --party PARTY", "opens an alliance by hand"},
             {"--help", "shows everything else"}}) {
        next += fmt::format("  entente{} {}  {}\n", named, padded(command, column), does);
    }
    console.out.print(fmt::format("The log is {}. Next:\n\n{}", harmless(path), next));
    return Exit::done;
}

}  // namespace entente::cli
