#include <entente/cli/completion.hpp>

#include <initializer_list>
#include <utility>

#include <fmt/format.h>

#include <entente/events/vocabulary.hpp>

namespace entente::cli {
namespace {

template <typename Enum>
std::string joined_words() {
    std::string all;
    for (const auto word : words<Enum>()) {
        all += all.empty() ? "" : " ";
        all += word;
    }
    return all;
}

/// The words a value may be; empty when they are not a closed list.
std::string words_for(Completes completes) {
    switch (completes) {
        case Completes::kinds:
            return joined_words<Kind>();
        case Completes::statuses:
            return joined_words<Status>();
        case Completes::confidences:
            return joined_words<Confidence>();
        case Completes::end_reasons:
            return joined_words<EndReason>();
        case Completes::shells:
            return "bash zsh fish";
        case Completes::nothing:
        case Completes::files:
        case Completes::alliances:
        case Completes::terms:
            return "";
    }
    return "";
}

/// What bash offers for a value: a command that fills COMPREPLY.
std::string bash_offer(Completes completes) {
    const auto words = words_for(completes);
    if (!words.empty()) {
        return fmt::format("_entente_words '{}'", words);
    }
    switch (completes) {
        case Completes::files:
            return "_entente_files";
        case Completes::alliances:
            return "_entente_names";
        case Completes::terms:
            return "_entente_names \"${arguments[0]}\"";
        default:
            return ":";
    }
}

std::vector<Flag> flags_of(const Command& command) {
    auto flags = command.flags;
    flags.insert(flags.end(), global_flags().begin(), global_flags().end());
    flags.push_back({"help", "", "shows how the command is used"});
    return flags;
}

std::string flag_names(const Command& command) {
    std::string all;
    for (const auto& flag : flags_of(command)) {
        all += fmt::format("{}--{}", all.empty() ? "" : " ", flag.name);
    }
    return all;
}

std::string listed_commands() {
    std::string all;
    for (const auto& command : commands()) {
        if (!command.group.empty()) {
            all += fmt::format("{}{}", all.empty() ? "" : " ", command.name);
        }
    }
    return all;
}

std::string bash_case(const Command& command) {
    std::string text = fmt::format("        {})\n            case $before in\n", command.name);
    for (const auto& flag : flags_of(command)) {
        if (!flag.value.empty()) {
            text += fmt::format("                --{}) {}; return ;;\n", flag.name, bash_offer(flag.completes));
        }
    }
    text += "            esac\n";
    text +=
        fmt::format("            [[ $current == -* ]] && {{ _entente_words '{}'; return; }}\n", flag_names(command));
    text += "            case ${#arguments[@]} in\n";
    for (std::size_t i = 0; i < command.arguments.size(); ++i) {
        const auto& argument = command.arguments[i];
        const bool repeated = argument.presence == Argument::Presence::repeated;
        text += fmt::format(
            "                {}) {} ;;\n", repeated ? "*" : fmt::format("{}", i), bash_offer(argument.completes));
    }
    return text + "            esac ;;\n";
}

/// Flags with a value, so that a value is not taken for an argument.
std::string value_flags() {
    std::string all = "--log";
    for (const auto& command : commands()) {
        for (const auto& flag : command.flags) {
            const auto pattern = fmt::format("--{}", flag.name);
            if (!flag.value.empty() && ("|" + all + "|").find("|" + pattern + "|") == std::string::npos) {
                all += "|" + pattern;
            }
        }
    }
    return all;
}

/// In fish and zsh: between single quotes.
std::string quoted_for_shell(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

std::string fish_offer(Completes completes) {
    const auto words = words_for(completes);
    if (!words.empty()) {
        return fmt::format(" -xa '{}'", words);
    }
    switch (completes) {
        case Completes::files:
            return " -rF";
        case Completes::alliances:
            return " -xa '(__entente_names)'";
        case Completes::terms:
            return " -xa '(__entente_names (__entente_argument 1))'";
        default:
            return " -x";
    }
}

/// The script with `@NAME@` filled in.
std::string filled(std::string_view frame, std::initializer_list<std::pair<std::string_view, std::string>> values) {
    std::string text(frame);
    for (const auto& [name, value] : values) {
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) {
            text.replace(at, name.size(), value);
        }
    }
    return text;
}

constexpr std::string_view bash_frame =
    R"sh(# entente: completion for bash. Load it with: source <(entente completion bash)
_entente_words() { COMPREPLY=($(compgen -W "$1" -- "$current")); }
_entente_files() { COMPREPLY=($(compgen -f -- "$current")); compopt -o filenames 2>/dev/null; }
_entente_names() { COMPREPLY=($(compgen -W "$("${program[@]}" names "$@" 2>/dev/null)" -- "$current")); }
_entente() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command='' i
    local -a arguments=() program=("${COMP_WORDS[0]}")
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            --log) program+=(--log "${COMP_WORDS[i+1]}"); ((i++)) ;;
            @VALUE_FLAGS@) ((i++)) ;;
            -*) ;;
            *) if [[ -z $command ]]; then command=${COMP_WORDS[i]}; else arguments+=("${COMP_WORDS[i]}"); fi ;;
        esac
    done
    if [[ $before == --log ]]; then _entente_files; return; fi
    case $command in
        '') _entente_words '@COMMANDS@ --log --help --version' ;;
@CASES@    esac
}
complete -F _entente entente
)sh";

constexpr std::string_view fish_frame = R"sh(# entente: completion for fish.
function __entente_words
    set -l words
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if string match -qr -- '^(@VALUE_FLAGS@)$' $word
            set skip 1
        else if not string match -q -- '-*' $word
            set -a words $word
        end
    end
    string join -- \n $words
end
function __entente_argument
    set -l words (__entente_words)
    echo $words[(math $argv[1] + 1)]
end
function __entente_names
    entente names $argv 2>/dev/null
end
function __entente_at
    set -l words (__entente_words)
    test (count $words) -gt 0; and test $words[1] = $argv[1]; and test (count $words) -eq (math $argv[2] + 1)
end
complete -c entente -f
complete -c entente -l log -rF -d 'the log to use'
@CASES@)sh";

std::string fish_lines(const Command& command) {
    std::string text;
    if (!command.group.empty()) {
        text += fmt::format(
            "complete -c entente -n 'test -z (__entente_words)' -xa {} -d {}\n", command.name,
            quoted_for_shell(command.sentence));
    }
    for (std::size_t i = 0; i < command.arguments.size(); ++i) {
        text += fmt::format(
            "complete -c entente -n '__entente_at {} {}'{}\n", command.name, i,
            fish_offer(command.arguments[i].completes));
    }
    for (const auto& flag : command.flags) {
        text += fmt::format(
            "complete -c entente -n '__fish_seen_subcommand_from {}' -l {}{} -d {}\n", command.name, flag.name,
            flag.value.empty() ? "" : fish_offer(flag.completes), quoted_for_shell(flag.sentence));
    }
    return text;
}

std::string of_all_commands(std::string (*lines)(const Command&)) {
    std::string all;
    for (const auto& command : commands()) {
        all += lines(command);
    }
    return all;
}

}  // namespace

std::string bash_completion() {
    return filled(
        bash_frame,
        {{"@VALUE_FLAGS@", value_flags()}, {"@COMMANDS@", listed_commands()}, {"@CASES@", of_all_commands(bash_case)}});
}

// zsh runs the bash script through its own adapter, so that the two cannot drift apart.
std::string zsh_completion() {
    return "#compdef entente\n# entente: completion for zsh, by way of the one for bash.\n"
           "autoload -Uz bashcompinit && bashcompinit\n" +
           bash_completion();
}

std::string fish_completion() {
    return filled(fish_frame, {{"@VALUE_FLAGS@", value_flags()}, {"@CASES@", of_all_commands(fish_lines)}});
}

}  // namespace entente::cli
