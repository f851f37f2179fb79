#include <entente/cli/appending.hpp>

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/entry_view.hpp>
#include <entente/cli/interrupt.hpp>
#include <entente/cli/progress.hpp>
#include <entente/cli/question.hpp>
#include <entente/cli/term_changes.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/warnings.hpp>

namespace entente::cli {
namespace {

/// Entries that become durable together: few enough that Ctrl-C is heard soon, enough that a sync is shared.
constexpr std::size_t group_entries = 256;

/// For a one-event command the place is a flag.
Error located(Error error, const Batch& batch, const Asked& asked) {
    auto told = relocated(std::move(error), batch);
    if (batch.origins.front().input.empty() && told.where.starts_with('/')) {
        told.where = place_on_command_line(told.where, asked);
    }
    return told;
}

/// What is odd about the entries, each seen on top of those before it; `after` then holds them all.
std::vector<Warning> warnings_of_batch(
    Ledger& after, const Batch& batch, std::span<const Receipt> receipts, Console& console) {
    Progress progress(console.err, "entries checked", batch.drafts.size());
    const auto now = console.clock.now();
    std::vector<Warning> all;
    for (std::size_t i = 0; i < batch.drafts.size(); ++i) {
        if (receipts[i].duplicate) {
            continue;
        }
        const auto& entry = batch.drafts[i].entry;
        std::ranges::move(warnings_of(after, entry, now, i), std::back_inserter(all));
        after.suppose(entry, now);
        progress.reached(i + 1);
    }
    return all;
}

void tell_warnings(std::span<const Warning> warnings, const Batch& batch, Console& console) {
    for (const auto& warning : warnings) {
        const auto& origin = batch.origins[warning.entry];
        const bool several = batch.drafts[warning.entry].entry.events.size() > 1;
        auto where = place_of(origin);
        where += several ? fmt::format("{}event {}", where.empty() ? "" : ", ", warning.event) : "";
        console.err.print_line(fmt::format(
            "entente: {}{}{} [{}]", console.err.styled("warning: ", Style::doubtful),
            where.empty() ? "" : harmless(where) + ": ", harmless(warning.message), word(warning.code)));
    }
    console.err.hand_over();
}

Result<Exit> show_rehearsal(
    const Batch& batch, LogSource& source, const Ledger& after, std::span<const Receipt> receipts,
    std::span<const Warning> warnings, const Asked& asked, Console& console) {
    const auto changes = ENTENTE_TRY(changes_of(source.ledger(), after, batch.drafts, console.today()));
    if (asked.has("json")) {
        const auto document = rehearsal_json(source.log().head().seq, receipts, warnings, changes);
        console.out.print(document.dump(2) + "\n");
        return Exit::done;
    }
    const auto there = static_cast<std::size_t>(std::ranges::count_if(receipts, &Receipt::duplicate));
    console.out.print(draw_changes(changes, console.out));
    console.out.print_line(fmt::format(
        "\n{} would be appended{}; nothing was.", counted(batch.drafts.size() - there, "entry", "entries"),
        there > 0 ? fmt::format(", {} there already", counted(there, "is", "are")) : ""));
    return Exit::done;
}

void tell_receipts(const Batch& batch, std::span<const Receipt> receipts, Seq position, Console& console) {
    constexpr std::size_t listed_max = 10;
    const auto there = static_cast<std::size_t>(std::ranges::count_if(receipts, &Receipt::duplicate));
    if (receipts.size() <= listed_max) {
        for (std::size_t i = 0; i < receipts.size(); ++i) {
            const auto& entry = batch.drafts[i].entry;
            auto name = entry_name(entry);
            name += receipts[i].duplicate ? "  (there already)" : "";
            console.out.print_line(fmt::format(
                "{}  {}  {}  {}", console.out.styled(fmt::format("#{}", receipts[i].seq.value), Style::bold),
                text(receipts[i].id), harmless(entry.alliance.text), name));
        }
    }
    console.out.print_line(fmt::format(
        "{} appended{}; the log holds {}.", counted(receipts.size() - there, "entry", "entries"),
        there > 0 ? fmt::format(", {} there already", there == 1 ? "1 was" : fmt::format("{} were", there)) : "",
        position.value));
}

std::string how_far(const Batch& batch, std::size_t done) {
    const auto total = batch.drafts.size();
    return fmt::format(
        "{} of {} are in, each whole{}", done, counted(total, "entry", "entries"),
        batch.ids_made == 0 ? "; the same command again appends the rest"
                            : "; append only the others next: these have no id of their own");
}

struct Written {
    std::vector<Receipt> receipts;
    std::optional<Error> failure;
};

/// Group by group, until Ctrl-C or the first failure.
Written write_groups(
    const Batch& batch, LogSource& source, std::optional<Seq> expected, const Interrupt& interrupt, Console& console) {
    Progress progress(console.err, "entries appended", batch.drafts.size());
    Written written;
    const std::span drafts(batch.drafts);
    for (std::size_t at = 0; at < drafts.size() && !interrupt.requested(); at += group_entries) {
        const auto group = drafts.subspan(at, std::min(group_entries, drafts.size() - at));
        auto receipts = source.log().append(group, at == 0 ? expected : std::nullopt);
        if (!receipts) {
            written.failure = std::move(receipts).error();
            return written;
        }
        std::ranges::move(*receipts, std::back_inserter(written.receipts));
        progress.reached(written.receipts.size());
    }
    return written;
}

}  // namespace

LogMode mode_of(const Asked& asked) {
    return asked.has("dry-run") ? LogMode::read : LogMode::write;
}

Result<Exit> append_batch(const Batch& batch, LogSource& source, const Asked& asked, Console& console) {
    const auto given = ENTENTE_TRY(number_flag(asked, "expected"));
    const auto expected = given ? std::optional<Seq>(Seq{*given}) : std::nullopt;
    const auto foretold = source.log().rehearse(batch.drafts, expected);
    if (!foretold) {
        return std::unexpected(located(foretold.error(), batch, asked));
    }
    Ledger after = source.ledger();
    const auto warnings = warnings_of_batch(after, batch, *foretold, console);
    tell_warnings(warnings, batch, console);
    if (asked.has("strict") && !warnings.empty()) {
        return fail(
            ErrorCode::bad_value,
            fmt::format(
                "refused under --strict: {}; nothing was appended", counted(warnings.size(), "warning", "warnings")));
    }
    if (asked.has("dry-run")) {
        return show_rehearsal(batch, source, after, *foretold, warnings, asked, console);
    }
    const Interrupt interrupt;
    const auto written = write_groups(batch, source, expected, interrupt, console);
    const auto done = written.receipts.size();
    if (written.failure) {
        auto error = located(*written.failure, batch, asked);
        error.message += done > 0 ? "; " + how_far(batch, done) : "";
        return std::unexpected(std::move(error));
    }
    const auto position = source.log().head().seq;
    if (asked.has("json")) {
        console.out.print(to_json(position, written.receipts, warnings).dump(2) + "\n");
    } else {
        tell_receipts(batch, written.receipts, position, console);
    }
    if (done < batch.drafts.size()) {
        console.err.print_line("entente: interrupted: " + how_far(batch, done));
        return Exit::interrupted;
    }
    return Exit::done;
}

}  // namespace entente::cli
