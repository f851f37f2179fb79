#include <entente/cli/questioned.hpp>

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <entente/cli/question.hpp>

namespace entente::cli {
namespace {

/// A word as a shell reads it back: as it is, or in single quotes where a character means something to a shell.
std::string shell_word(std::string_view word) {
    const auto is_plain = [](char c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') ||
               std::string_view{"-_./,:@=+%#"}.find(c) != std::string_view::npos;
    };
    if (std::ranges::all_of(word, is_plain) && !word.starts_with('#') && !word.starts_with('=')) {
        return std::string(word);
    }
    std::string quoted = "'";
    for (const char c : word) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

}  // namespace

Result<Questioned> question(const Asked& asked, Console& console) {
    const auto today = console.today();
    const auto viewpoint = ENTENTE_TRY(as_of(asked, today));
    auto source = ENTENTE_TRY(LogSource::open(asked, console, LogMode::read));
    ENTENTE_TRY(source.suppose(asked, console));
    return Questioned{.source = std::move(source), .as_of = viewpoint, .today = today};
}

EventNames names_in(const std::vector<std::shared_ptr<const AllianceHistory>>& histories, Seq head) {
    std::map<std::string, std::uint64_t> positions;
    for (const auto& history : histories) {
        for (const auto& entry : history->entries()) {
            if (entry.seq <= head) {
                positions.emplace(text(entry.id), entry.seq.value);
            }
        }
    }
    return [positions = std::move(positions)](const std::string& address) {
        const auto name = split_entry_name(address);
        const auto index = name.index.value_or(0);
        const auto found = positions.find(std::string(name.entry));
        return found == positions.end() ? fmt::format("imagined {}…#{}", name.entry.substr(0, 8), index)
                                        : fmt::format("{}.{}", found->second, index);
    };
}

std::string cited_question(std::string_view command, std::initializer_list<std::string_view> words) {
    std::string text(command);
    for (const auto word : words) {
        text += word.empty() ? "" : " " + shell_word(word);
    }
    return text;
}

}  // namespace entente::cli
