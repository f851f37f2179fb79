#include <entente/cli/findings_view.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/table.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/cli/words.hpp>
#include <entente/projections/findings.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t indent_columns = 4;

std::string subject_in_words(const Json& finding) {
    for (const auto* other : {"party", "milestone"}) {
        if (!finding.at(other).is_null()) {
            return fmt::format("{} {}", other, text_of(finding.at(other)));
        }
    }
    return finding.at("term").is_null() ? "the alliance" : text_of(finding.at("term"));
}

/// What a code means, in a sentence; the code itself where this program is older than whoever found it.
std::string meaning_of(const std::string& code) {
    for (const auto known : finding_codes()) {
        if (word(known) == code) {
            return std::string(meaning(known));
        }
    }
    return spaced(code);
}

/// `– no_source: without a source (9)`, its findings, and how to mend the first.
std::string one_kind(std::span<const Json> findings, const EventNames& names, const Terminal& terminal) {
    const auto code = text_of(findings.front().at("code"));
    auto text = fmt::format(
        "\n{} {} {}\n", terminal.styled(fmt::format("{}", findings.size()), Style::bold), meaning_of(code),
        terminal.styled(fmt::format("[{}]", code), Style::dim));
    Table table({{"", 12, 44}, {"", 8, 24}, {"", 24, 90}});
    for (const auto& finding : findings) {
        table.add(
            {.cells = {
                 {subject_in_words(finding), Style::bold},
                 {names(finding.at("event").get<std::string>()), Style::dim},
                 {text_of(finding.at("message"))}}});
    }
    const auto rows = table.drawn(terminal);
    text += rows.substr(rows.find('\n') + 1);  // the columns speak for themselves
    for (const auto& line : wrapped(
             "→ " + text_of(findings.front().at("cure")),
             std::max<std::size_t>(terminal.columns(), 24) - indent_columns)) {
        text += std::string(indent_columns, ' ') + terminal.styled(line, Style::dim) + "\n";
    }
    return text;
}

}  // namespace

std::string draw_findings(const Json& document, const EventNames& names, const Terminal& terminal) {
    std::string text;
    const std::vector<Json> findings(document.at("findings").begin(), document.at("findings").end());
    const std::span all(findings);
    for (std::size_t at = 0; at < all.size();) {
        const auto& first = all[at];
        const auto end = std::ranges::find_if(all.subspan(at), [&](const Json& finding) {
            return finding.at("alliance") != first.at("alliance") || finding.at("code") != first.at("code");
        });
        const auto count = static_cast<std::size_t>(end - all.subspan(at).begin());
        if (at == 0 || all[at - 1].at("alliance") != first.at("alliance")) {
            text += text.empty() ? "" : "\n";
            text += terminal.styled(text_of(first.at("alliance")), Style::bold) + "\n";
        }
        text += one_kind(all.subspan(at, count), names, terminal);
        at += count;
    }
    return text;
}

}  // namespace entente::cli
