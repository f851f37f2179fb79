#include <entente/cli/findings_view.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/cli/table.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/cli/words.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t indent_columns = 4;

std::string subject_in_words(const Finding& finding) {
    const auto id = harmless(finding.id);
    switch (finding.subject) {
        case FindingSubject::party:
            return "party " + id;
        case FindingSubject::milestone:
            return "milestone " + id;
        case FindingSubject::alliance:
            return "the alliance";
        case FindingSubject::term:
            break;
    }
    return id;
}

/// `– no_source: without a source (9)`, its findings, and how to mend the first.
std::string one_kind(std::span<const Finding> findings, const EventNames& names, const Terminal& terminal) {
    const auto code = findings.front().code;
    auto text = fmt::format(
        "\n{} {} {}\n", terminal.styled(fmt::format("{}", findings.size()), Style::bold), meaning(code),
        terminal.styled(fmt::format("[{}]", word(code)), Style::dim));
    Table table({{"", 12, 44}, {"", 8, 24}, {"", 24, 90}});
    for (const auto& finding : findings) {
        table.add(
            {.cells = {
                 {subject_in_words(finding), Style::bold},
                 {names(entente::text(finding.event)), Style::dim},
                 {harmless(finding.message)}}});
    }
    const auto rows = table.drawn(terminal);
    text += rows.substr(rows.find('\n') + 1);  // the columns speak for themselves
    for (const auto& line : wrapped(
             "→ " + harmless(findings.front().cure), std::max<std::size_t>(terminal.columns(), 24) - indent_columns)) {
        text += std::string(indent_columns, ' ') + terminal.styled(line, Style::dim) + "\n";
    }
    return text;
}

}  // namespace

std::string draw_findings(const FindingsAnswer& answer, const EventNames& names, const Terminal& terminal) {
    std::string text;
    const std::span all(answer.findings);
    for (std::size_t at = 0; at < all.size();) {
        const auto& first = all[at];
        const auto end = std::ranges::find_if(all.subspan(at), [&](const Finding& finding) {
            return finding.alliance != first.alliance || finding.code != first.code;
        });
        const auto count = static_cast<std::size_t>(end - all.subspan(at).begin());
        if (at == 0 || all[at - 1].alliance != first.alliance) {
            text += text.empty() ? "" : "\n";
            text += terminal.styled(harmless(first.alliance), Style::bold) + "\n";
        }
        text += one_kind(all.subspan(at, count), names, terminal);
        at += count;
    }
    return text;
}

}  // namespace entente::cli
