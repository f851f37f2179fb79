#include <entente/cli/questioned.hpp>

#include <map>

#include <fmt/format.h>

#include <entente/cli/question.hpp>
#include <entente/projections/citation.hpp>

namespace entente::cli {
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
