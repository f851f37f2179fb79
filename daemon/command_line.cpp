#include <entente/daemon/command_line.hpp>

#include <algorithm>
#include <array>
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <entente/core/nearest_name.hpp>
#include <entente/core/quoted.hpp>
#include <entente/daemon/config_file.hpp>
#include <entente/events/default_log_path.hpp>

namespace entente::daemon {
namespace {

constexpr std::array token_commands{std::string_view("add"), std::string_view("list"), std::string_view("revoke")};

/// CLI11 cuts the line into flags and words; what they mean stands here.
class FlagReader {
public:
    FlagReader() {
        app_.set_help_flag();
        app_.allow_extras();
        for (const auto& setting : all_settings()) {
            const auto word = value_word(setting.unit);
            settings_.push_back(word.empty() ? flag(flag_of(setting)) : option(flag_of(setting)));
        }
        config_ = option("--config");
        scope_ = option("--scope");
        print_config_ = flag("--print-config");
        version_ = flag("--version");
        help_ = flag("-h,--help");
    }

    Result<void> read(std::span<const std::string> arguments) {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
        try {
            app_.parse(std::move(reversed));
        } catch (const CLI::ParseError& error) {
            return fail(ErrorCode::usage, fmt::format("{}; see `ententd --help`", error.what()));
        }
        for (const auto& word : app_.remaining()) {
            if (word.size() > 1 && word.front() == '-') {
                return unknown(word);
            }
        }
        return {};
    }

    [[nodiscard]] std::vector<std::string> words() const { return app_.remaining(); }
    [[nodiscard]] bool asks_help() const { return help_->count() > 0; }
    [[nodiscard]] bool asks_version() const { return version_->count() > 0; }
    [[nodiscard]] bool asks_config() const { return print_config_->count() > 0; }
    [[nodiscard]] Result<std::string> config() const { return at_most_one(*config_, "--config"); }
    [[nodiscard]] Result<std::string> scope() const { return at_most_one(*scope_, "--scope"); }

    Result<void> apply(Settings& settings) const {
        for (std::size_t i = 0; i < settings_.size(); ++i) {
            const auto& setting = all_settings()[i];
            const auto& given = settings_[i]->results();
            if (given.empty()) {
                continue;
            }
            if (given.size() > 1 && setting.unit != Unit::addresses) {
                return fail(ErrorCode::usage, fmt::format("{} is given twice", flag_of(setting)), flag_of(setting));
            }
            if (auto done = set(settings, setting, given); !done) {
                return fail(
                    ErrorCode::usage, fmt::format("{}: {}", flag_of(setting), done.error().message), flag_of(setting));
            }
        }
        return {};
    }

private:
    CLI::Option* option(const std::string& name) {
        return app_.add_option(name)->type_name("VALUE")->expected(1)->allow_extra_args(false)->multi_option_policy(
            CLI::MultiOptionPolicy::TakeAll);
    }
    CLI::Option* flag(const std::string& name) {
        return app_.add_flag(name)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }

    static Result<std::string> at_most_one(const CLI::Option& option, const std::string& name) {
        const auto& given = option.results();
        if (given.size() > 1) {
            return fail(ErrorCode::usage, fmt::format("{} is given twice", name), name);
        }
        return given.empty() ? std::string() : given.front();
    }

    [[nodiscard]] static std::unexpected<Error> unknown(std::string_view word) {
        const auto name = word.substr(0, word.find('='));
        std::vector<std::string> known{"--config", "--print-config", "--version", "--help", "--scope"};
        for (const auto& setting : all_settings()) {
            known.push_back(flag_of(setting));
        }
        const std::vector<std::string_view> views(known.begin(), known.end());
        const auto nearest = nearest_name(name, views);
        return fail(
            ErrorCode::usage, fmt::format(
                                  "there is no flag {}; {}", quoted(name),
                                  nearest ? fmt::format("did you mean {}?", *nearest) : "see `ententd --help`"));
    }

    CLI::App app_;
    std::vector<CLI::Option*> settings_;  ///< as `all_settings`
    CLI::Option* config_ = nullptr;
    CLI::Option* scope_ = nullptr;
    CLI::Option* print_config_ = nullptr;
    CLI::Option* version_ = nullptr;
    CLI::Option* help_ = nullptr;
};

std::unexpected<Error> usage(std::string message) {
    return fail(ErrorCode::usage, std::move(message) + "; see `ententd --help`");
}

Result<void> read_token_words(CommandLine& line, std::span<const std::string> words, const std::string& scope) {
    using enum CommandLine::Action;
    if (words.empty()) {
        return usage("`ententd token` takes add, list or revoke behind it");
    }
    const auto& what = words.front();
    const auto found = std::ranges::find(token_commands, what);
    if (found == token_commands.end()) {
        const auto nearest = nearest_name(what, token_commands);
        return usage(
            fmt::format("there is no `ententd token {}`{}", what, nearest ? ", but " + std::string(*nearest) : ""));
    }
    line.action = what == "add" ? token_add : what == "list" ? token_list : token_revoke;
    const std::size_t wanted = line.action == token_list ? 1 : 2;
    if (words.size() < wanted) {
        return usage(fmt::format("`ententd token {}` takes a NAME", what));
    }
    if (words.size() > wanted) {
        return usage(fmt::format("{} is one word too many", quoted(words[wanted])));
    }
    line.token = wanted == 2 ? words[1] : std::string();
    if ((line.action == token_add) == scope.empty()) {
        return usage(
            scope.empty() ? "`ententd token add NAME` takes --scope read, append or admin"
                          : "--scope goes with `ententd token add`");
    }
    if (line.action == token_add) {
        const auto known = parse_scope(scope);
        if (!known) {
            return usage(fmt::format("{} is no scope; there are read, append and admin", quoted(scope)));
        }
        line.scope = *known;
    }
    return {};
}

std::string variable_of(const Environment& environment, std::string_view name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
}

Result<void> read_words(CommandLine& line, std::span<const std::string> words, const std::string& scope) {
    if (!words.empty() && words.front() == "token") {
        return read_token_words(line, words.subspan(1), scope);
    }
    if (!words.empty()) {
        return usage(fmt::format("{} is no command of ententd's; there is `token`", quoted(words.front())));
    }
    if (!scope.empty()) {
        return usage("--scope goes with `ententd token add`");
    }
    return {};
}

/// Broken between words, so that no line is longer; UTF-8 is counted by its characters.
std::string wrapped(std::string_view sentence, std::size_t columns, std::string_view indent) {
    std::string text;
    std::size_t column = 0;
    while (!sentence.empty()) {
        const auto word = sentence.substr(0, sentence.find(' '));
        const auto width = static_cast<std::size_t>(
            std::ranges::count_if(word, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
        if (column > 0 && column + 1 + width > columns) {
            text += "\n" + std::string(indent);
            column = 0;
        }
        text += column > 0 ? " " : "";
        text += word;
        column += width + (column > 0 ? 1 : 0);
        sentence.remove_prefix(std::min(sentence.size(), word.size() + 1));
    }
    return text;
}

std::string help_of(const Setting& setting) {
    const Settings defaults;
    const auto word = value_word(setting.unit);
    auto flag = flag_of(setting) + (word.empty() ? std::string() : " " + std::string(word));
    const auto value = toml_value(defaults, setting);
    const auto shown = value == "\"\"" ? std::string() : fmt::format(" ({})", value);
    return fmt::format(
        "  {:<31} {}\n", flag,
        wrapped(std::string(setting.sentence) + shown, 66, "                                  "));
}

}  // namespace

Result<CommandLine> parse_command_line(
    std::span<const std::string> arguments, const Environment& environment, Files& files) {
    FlagReader reader;
    ENTENTE_TRY(reader.read(arguments));
    CommandLine line;
    if (reader.asks_help() || reader.asks_version()) {
        line.action = reader.asks_help() ? CommandLine::Action::help : CommandLine::Action::version;
        return line;
    }
    const auto words = reader.words();
    const auto scope = ENTENTE_TRY(reader.scope());
    ENTENTE_TRY(read_words(line, words, scope));
    if (reader.asks_config()) {
        if (!words.empty()) {
            return usage("--print-config goes alone, or with settings");
        }
        line.action = CommandLine::Action::print_config;
    }
    line.settings.log = default_log_path([&](std::string_view name) { return variable_of(environment, name); });
    line.config = ENTENTE_TRY(reader.config());
    if (!line.config.empty()) {
        ENTENTE_TRY(apply_config_file(line.settings, files, line.config));
    }
    ENTENTE_TRY(reader.apply(line.settings));
    return line;
}

std::string help_text() {
    std::string text =
        "ententd serves the questions and the appends of one log over HTTP.\n\n"
        "Usage: ententd [--log FILE] [--listen ADDRESS] [--config FILE] [--FLAG …]\n"
        "       ententd token add NAME --scope read|append|admin\n"
        "       ententd token list\n"
        "       ententd token revoke NAME\n\n"
        "Examples\n"
        "  ententd --log alliances.jsonl\n"
        "  ententd --print-config > ententd.toml; ententd --config ententd.toml\n"
        "  ententd token add crawler --scope append --log alliances.jsonl\n"
        "  ententd --log alliances.jsonl --listen '*:7411' --tls-cert cert.pem --tls-key key.pem\n"
        "  ententd --log alliances.jsonl --listen 10.0.0.5:7411 --behind-proxy\n\n"
        "Settings, with what holds when nobody says otherwise. Each stands in the configuration file too, with _ in "
        "place\n"
        "of -; a flag wins over the file. What is yes or no takes =false to win over a yes of the file.\n";
    std::string_view table = "none yet";
    for (const auto& setting : all_settings()) {
        if (setting.table != table) {
            table = setting.table;
            text += table.empty() ? "\n" : "\nBounds on what a client may cost, and what it is told\n";
        }
        text += help_of(setting);
    }
    text += "\nAnd\n";
    constexpr std::array<std::array<std::string_view, 2>, 4> others{
        {{"--config FILE", "the configuration file, in TOML"},
         {"--print-config", "shows all settings as a configuration file, and ends"},
         {"--version", "shows which version this is"},
         {"-h,--help", "shows this"}}};
    for (const auto& [flag, sentence] : others) {
        text += fmt::format("  {:<31} {}\n", flag, sentence);
    }
    return text +
           "\nSIGTERM and SIGINT end it once what is under way is answered, a second one at once; SIGHUP reads "
           "tokens,\n"
           "certificate and log level again. Exit status: 0 ended as asked, 1 refused, 2 usage, 3 the log is damaged,\n"
           "4 cannot read, write or reach. OPERATING.md says how to run it for a year.\n";
}

}  // namespace entente::daemon
