#include <entente/cli/command.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/commands/definitions.hpp>

namespace entente::cli {

void Asked::add(std::string_view name, std::string value) {
    values_[std::string(name)].push_back(std::move(value));
}

bool Asked::has(std::string_view name) const {
    return values_.contains(name);
}

std::optional<std::string_view> Asked::find(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::nullopt : std::optional<std::string_view>(found->second.back());
}

std::span<const std::string> Asked::all(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::span<const std::string>() : std::span<const std::string>(found->second);
}

std::span<const Command> commands() {
    static const std::vector<Command> all = [] {
        std::vector<Command> list;
        for (auto group : {log_commands(), query_commands(), rights_commands(), event_commands(), shell_commands()}) {
            std::ranges::move(group, std::back_inserter(list));
        }
        return list;
    }();
    return all;
}

std::span<const Flag> global_flags() {
    static constexpr std::array flags{
        Flag{
            "log", "FILE", "the log to use (else $ENTENTE_LOG, else $XDG_DATA_HOME/entente/log.jsonl)",
            Flag::Times::once, Completes::files},
        Flag{
            "server", "URL", "the daemon to ask instead (else $ENTENTE_SERVER): http://host:port, https://, unix:/path",
            Flag::Times::once, Completes::nothing},
        Flag{"json", "", "prints the answer as a JSON document, and errors too"}};
    return flags;
}

const Command* find_command(std::string_view name) {
    const auto all = commands();
    const auto found = std::ranges::find(all, name, &Command::name);
    return found == all.end() ? nullptr : &*found;
}

bool is_on_command_line(std::string_view where) {
    return where.starts_with("--") || where.starts_with("argument ");
}

Error placed_for(const Command& command, Error error) {
    if (!error.where.starts_with('/')) {
        return error;
    }
    const auto parameter = std::string_view(error.where).substr(1);
    const auto is_parameter = [&](std::string_view name) {
        return std::ranges::equal(name, parameter, [](char in_name, char in_parameter) {
            const char small = 'A' <= in_name && in_name <= 'Z' ? static_cast<char>(in_name - 'A' + 'a') : in_name;
            return (small == '-' ? '_' : small) == in_parameter;
        });
    };
    for (const auto& flag : command.flags) {
        if (is_parameter(flag.name)) {
            error.where = "--" + std::string(flag.name);
            return error;
        }
    }
    for (const auto& argument : command.arguments) {
        if (is_parameter(argument.name)) {
            error.where = "argument " + std::string(argument.name);
            return error;
        }
    }
    return error;
}

Result<Exit> carry_out(const Command& command, const Asked& asked, Console& console) {
    try {
        return command.run(asked, console);
    } catch (const nlohmann::json::exception& error) {
        auto what = std::string_view(error.what());  // `[json.exception.out_of_range.403] key 'terms' not found`
        what.remove_prefix(std::min(what.size(), what.find("] ") + 2));
        return fail(
            ErrorCode::io_failed,
            fmt::format("the daemon's answer is not as this entente knows it ({}); is it of another version?", what));
    }
}

Exit exit_of(const Error& error) {
    switch (error.code) {
        case ErrorCode::not_found:
        case ErrorCode::alliance_unknown:
        case ErrorCode::event_unknown:
            return Exit::refused;
        default:
            break;
    }
    const auto exit = entente::exit_of(error.code);
    return exit == Exit::refused && is_on_command_line(error.where) ? Exit::usage : exit;
}

}  // namespace entente::cli
