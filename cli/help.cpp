#include <entente/cli/help.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t readable_columns_max = 100;

struct Item {
    std::string name;
    std::string_view sentence;
};

/// Names to the left, sentences to the right; a long name stands on a line of its own.
std::string two_columns(const std::vector<Item>& items, std::size_t columns) {
    constexpr std::size_t name_columns_max = 26;
    std::size_t left = 0;
    for (const auto& item : items) {
        const auto width = width_of(item.name);
        left = std::max(left, width <= name_columns_max ? width : 0);
    }
    left = std::min(std::max<std::size_t>(left, 8), columns / 2);
    std::string text;
    for (const auto& item : items) {
        const bool beside = width_of(item.name) <= left;
        text += beside ? "  " + padded(item.name, left) : fmt::format("  {}\n  {}", item.name, std::string(left, ' '));
        std::string indent = "  ";
        for (const auto& line : wrapped(item.sentence, std::max<std::size_t>(columns, left + 14) - left - 4)) {
            text += indent + line + "\n";
            indent = std::string(left + 4, ' ');
        }
    }
    return text;
}

std::string paragraph(std::string_view sentences, std::size_t columns) {
    std::string text;
    for (const auto& line : wrapped(sentences, columns)) {
        text += line + "\n";
    }
    return text;
}

std::string usage_of(const Argument& argument) {
    switch (argument.presence) {
        case Argument::Presence::required:
            return fmt::format(" {}", argument.name);
        case Argument::Presence::optional:
            return fmt::format(" [{}]", argument.name);
        case Argument::Presence::repeated:
            return fmt::format(" [{}…]", argument.name);
    }
    return {};
}

std::vector<Item> items_of(std::span<const Flag> flags) {
    std::vector<Item> items;
    for (const auto& flag : flags) {
        auto name = fmt::format("--{}", flag.name);
        name += flag.value.empty() ? "" : fmt::format(" {}", flag.value);
        items.push_back({.name = std::move(name), .sentence = flag.sentence});
    }
    return items;
}

constexpr char unbreakable = '\x1f';  // stands for a space while an example is wrapped

/// An example in which a flag keeps its value, and a quoted text its spaces, on one line.
std::string kept_together(std::string_view example) {
    std::string text(example);
    bool quoted = false;
    bool behind_flag = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        quoted = quoted != (text[i] == '\'');
        if (text[i] == ' ') {
            const bool value_follows = behind_flag && text.compare(i + 1, 2, "--") != 0;
            text[i] = quoted || value_follows ? unbreakable : ' ';
            behind_flag = text.compare(i + 1, 2, "--") == 0;
        }
    }
    return text;
}

std::string with_spaces(std::string text) {
    std::ranges::replace(text, unbreakable, ' ');
    return text;
}

std::string capitalised(std::string_view sentence) {
    std::string text(sentence);
    if (!text.empty() && 'a' <= text.front() && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

}  // namespace

std::string overview(std::size_t columns) {
    columns = std::min(columns, readable_columns_max);
    auto text = paragraph(
        "entente keeps the history of business alliances: who granted whom which right, from when until when. It "
        "answers "
        "what the terms were on any day, as known on any day, and which event and source each answer rests on.",
        columns);
    text += "\nUsage: entente [--log FILE] COMMAND …\n";
    constexpr std::array groups{"Start", "Ask", "Append one event", "The log itself", "Your shell"};
    for (const std::string_view group : groups) {
        std::vector<Item> items;
        for (const auto& command : commands()) {
            if (command.group == group) {
                items.push_back({.name = std::string(command.name), .sentence = command.sentence});
            }
        }
        text += fmt::format("\n{}\n{}", group, two_columns(items, columns));
    }
    text += "\nEverywhere\n" + two_columns(items_of(global_flags()), columns);
    text += "\n" + paragraph("`entente COMMAND --help` shows a command's flags and an example.", columns);
    text += "\n" + paragraph(
                       "Exit status: 0 done, 1 refused (a rule, a conflict, not found), 2 usage, 3 the log is damaged, "
                       "4 cannot read, write or reach.",
                       columns);
    return text;
}

std::string help_of(const Command& command, std::size_t columns) {
    columns = std::min(columns, readable_columns_max);
    auto text = paragraph(capitalised(command.sentence) + ".", columns);
    auto usage = fmt::format("Usage: entente {}", command.name);
    for (const auto& argument : command.arguments) {
        usage += usage_of(argument);
    }
    text += fmt::format("\n{}{}\n", usage, command.flags.empty() ? "" : " [--FLAG …]");
    if (!command.about.empty()) {
        text += "\n" + paragraph(command.about, columns);
    }
    text += command.examples.size() == 1 ? "\nExample\n" : "\nExamples\n";
    for (const auto example : command.examples) {
        std::string indent = "  ";
        const auto lines = wrapped(kept_together(example), columns - 8);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            text += fmt::format("{}{}{}\n", indent, with_spaces(lines[i]), i + 1 < lines.size() ? " \\" : "");
            indent = "      ";
        }
    }
    if (!command.arguments.empty()) {
        std::vector<Item> items;
        for (const auto& argument : command.arguments) {
            items.push_back({.name = std::string(argument.name), .sentence = argument.sentence});
        }
        text += "\nArguments\n" + two_columns(items, columns);
    }
    auto flags = items_of(command.flags);
    for (auto& item : items_of(global_flags())) {
        flags.push_back(std::move(item));
    }
    text += "\nFlags\n" + two_columns(flags, columns);
    return text;
}

std::string welcome(std::string_view log, bool there) {
    if (there) {
        return fmt::format(
            "The log is {}.\n\n"
            "  entente alliances         what is in it\n"
            "  entente terms ALLIANCE    the terms of an alliance today; --on 2024-06-30: on that day\n"
            "  entente append FILE       appends entries; --dry-run shows what would change\n"
            "  entente --help            everything else\n",
            log);
    }
    return fmt::format(
        "There is no log yet; it would be {}.\n\n"
        "  entente init              makes it\n"
        "  entente append FILE       appends entries, for instance fixtures/openai-microsoft/*.json\n"
        "  entente terms ALLIANCE    answers what the terms are, and on which events and sources that rests\n"
        "  entente --help            everything else\n\n"
        "--log FILE or ENTENTE_LOG names another log.\n",
        log);
}

}  // namespace entente::cli
