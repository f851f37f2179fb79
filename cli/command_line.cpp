#include <entente/cli/command_line.hpp>

#include <algorithm>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <entente/core/nearest_name.hpp>
#include <entente/core/quoted.hpp>

namespace entente::cli {
namespace {

constexpr Flag help_flag{"help", "", "shows this"};
constexpr Flag version_flag{"version", "", "shows which version this is"};

/// CLI11 cuts the line into flags and the rest; what each means stands in the definitions.
class Reader {
public:
    explicit Reader(std::vector<Flag> flags) : flags_(std::move(flags)) {
        app_.set_help_flag();
        app_.allow_extras();
        for (const auto& flag : flags_) {
            const auto name = (flag.name == "help" ? "-h,--" : "--") + std::string(flag.name);
            if (flag.value.empty()) {
                options_.push_back(app_.add_flag(name)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
            } else {
                options_.push_back(app_.add_option(name)
                                       ->type_name("VALUE")
                                       ->expected(1)
                                       ->allow_extra_args(false)
                                       ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
            }
        }
    }

    void stop_at_first_word() { app_.prefix_command(); }

    Result<void> read(std::span<const std::string> arguments) {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
        try {
            app_.parse(std::move(reversed));
        } catch (const CLI::ParseError& error) {
            return explain(error.what());
        }
        return {};
    }

    /// What no flag took, in order.
    [[nodiscard]] std::vector<std::string> rest() const { return app_.remaining(); }

    Result<void> hand_over(Asked& asked) const {
        for (std::size_t i = 0; i < flags_.size(); ++i) {
            const auto& flag = flags_[i];
            const auto& given = options_[i]->results();
            if (given.size() > 1 && flag.times == Flag::Times::once && !flag.value.empty()) {
                return fail(
                    ErrorCode::usage, fmt::format("--{} is given twice", flag.name), "--" + std::string(flag.name));
            }
            for (const auto& value : given) {
                if (flag.value.empty() && value != "true") {
                    return fail(
                        ErrorCode::usage, fmt::format("--{} takes no value", flag.name), "--" + std::string(flag.name));
                }
                asked.add(flag.name, value);
            }
        }
        return {};
    }

    [[nodiscard]] Error unknown(std::string_view word, std::string_view where_to_look) const {
        const auto name = word.substr(0, word.find('='));
        std::vector<std::string> known;
        for (const auto& flag : flags_) {
            known.push_back("--" + std::string(flag.name));
        }
        const std::vector<std::string_view> views(known.begin(), known.end());
        const auto nearest = nearest_name(name, views);
        auto message = fmt::format("there is no flag {}", quoted(name));
        message += nearest ? fmt::format("; did you mean {}?", *nearest) : fmt::format("; see {}", where_to_look);
        return Error{.code = ErrorCode::usage, .message = std::move(message), .where = {}};
    }

private:
    std::unexpected<Error> explain(std::string_view what) const {
        for (const auto& flag : flags_) {
            const auto name = "--" + std::string(flag.name);
            if (what.starts_with(name + ":") || what.starts_with(name + " ")) {
                auto message = flag.value.empty() ? fmt::format("{} takes no value", name)
                                                  : fmt::format("{} wants {} behind it", name, flag.value);
                return fail(ErrorCode::usage, std::move(message), name);
            }
        }
        return fail(ErrorCode::usage, std::string(what));
    }

    CLI::App app_;
    std::vector<Flag> flags_;
    std::vector<CLI::Option*> options_;
};

Error unknown_command(std::string_view word) {
    std::vector<std::string_view> names;
    for (const auto& command : commands()) {
        if (!command.group.empty()) {
            names.push_back(command.name);
        }
    }
    const auto nearest = nearest_name(word, names);
    auto message = fmt::format("there is no command {}", quoted(word));
    message += nearest ? fmt::format("; did you mean `entente {}`?", *nearest) : "; `entente --help` lists them all";
    return Error{.code = ErrorCode::usage, .message = std::move(message), .where = {}};
}

Result<void> hand_over_arguments(const Command& command, std::vector<std::string> given, Asked& asked) {
    std::size_t next = 0;
    for (const auto& argument : command.arguments) {
        if (argument.presence == Argument::Presence::repeated) {
            for (; next < given.size(); ++next) {
                asked.add(argument.name, std::move(given[next]));
            }
        } else if (next < given.size()) {
            asked.add(argument.name, std::move(given[next++]));
        } else if (argument.presence == Argument::Presence::required) {
            return fail(
                ErrorCode::usage,
                fmt::format(
                    "{} is missing ({}); see `entente {} --help`", argument.name, argument.sentence, command.name),
                fmt::format("argument {}", argument.name));
        }
    }
    if (next < given.size()) {
        return fail(
            ErrorCode::usage,
            fmt::format("{} is one argument too many; see `entente {} --help`", quoted(given[next]), command.name));
    }
    return {};
}

Result<void> read_command(CommandLine& line, std::span<const std::string> arguments) {
    const auto& command = *line.command;
    std::vector<Flag> flags = command.flags;
    flags.insert(flags.end(), global_flags().begin(), global_flags().end());
    flags.push_back(help_flag);
    Reader reader(std::move(flags));
    const auto asks_help = [](const std::string& word) { return word == "--help" || word == "-h"; };
    const auto options_end = std::ranges::find(arguments, "--");
    line.help = std::any_of(arguments.begin(), options_end, asks_help);
    if (line.help) {
        return {};
    }
    ENTENTE_TRY(reader.read(arguments));
    ENTENTE_TRY(reader.hand_over(line.asked));
    std::vector<std::string> words;
    bool only_words = false;
    for (auto& word : reader.rest()) {
        if (!only_words && word == "--") {
            only_words = true;
        } else if (!only_words && word.size() > 1 && word.front() == '-') {
            return std::unexpected(reader.unknown(word, fmt::format("`entente {} --help`", command.name)));
        } else {
            words.push_back(std::move(word));
        }
    }
    return hand_over_arguments(command, std::move(words), line.asked);
}

}  // namespace

Result<CommandLine> parse_command_line(std::span<const std::string> arguments) {
    std::vector<Flag> flags(global_flags().begin(), global_flags().end());
    flags.push_back(help_flag);
    flags.push_back(version_flag);
    Reader reader(std::move(flags));
    reader.stop_at_first_word();
    ENTENTE_TRY(reader.read(arguments));
    CommandLine line;
    ENTENTE_TRY(reader.hand_over(line.asked));
    line.help = line.asked.has("help");
    line.version = line.asked.has("version");
    const auto rest = reader.rest();
    if (rest.empty() || line.version) {
        return line;
    }
    const auto& word = rest.front();
    if (word.size() > 1 && word.front() == '-') {
        return std::unexpected(reader.unknown(word, "`entente --help`"));
    }
    const bool asked_for_help = word == "help";  // `entente help terms`
    if (asked_for_help && rest.size() == 1) {
        line.help = true;
        return line;
    }
    const auto& name = asked_for_help ? rest[1] : word;
    line.command = find_command(name);
    if (line.command == nullptr) {
        return std::unexpected(unknown_command(name));
    }
    if (asked_for_help || line.help) {
        line.help = true;
        return line;
    }
    line.asked.add("command", name);
    ENTENTE_TRY(read_command(line, std::span(rest).subspan(1)));
    return line;
}

}  // namespace entente::cli
