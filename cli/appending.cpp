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

namespace entente::cli {
namespace {

/// For a one-event command the place is a flag.
Error located(Error error, const Batch& batch, const Asked& asked) {
    auto told = relocated(std::move(error), batch);
    if (batch.origins.front().input.empty() && told.where.starts_with('/')) {
        told.where = place_on_command_line(told.where, asked);
    }
    return told;
}

/// `[{"entry","event","code","message"}]`
void tell_warnings(const Json& warnings, const Batch& batch, Console& console) {
    for (const auto& warning : warnings) {
        const auto entry = warning.at("entry").get<std::size_t>();
        if (entry >= batch.drafts.size()) {
            continue;  // a daemon's slip
        }
        const auto& origin = batch.origins[entry];
        const bool several = batch.drafts[entry].entry.events.size() > 1;
        auto where = place_of(origin);
        where += several ? fmt::format("{}event {}", where.empty() ? "" : ", ", warning.at("event").dump()) : "";
        console.err.print_line(fmt::format(
            "entente: {}{}{} [{}]", console.err.styled("warning: ", Style::doubtful),
            where.empty() ? "" : harmless(where) + ": ", text_of(warning.at("message")), text_of(warning.at("code"))));
    }
    console.err.hand_over();
}

Result<Exit> show_rehearsal(
    const Batch& batch, LogSource& source, const Json& document, const Asked& asked, Console& console) {
    if (asked.has("json")) {
        console.out.print(document.dump(2) + "\n");
        return Exit::done;
    }
    const auto& records = document.at("records");
    const auto there = static_cast<std::size_t>(
        std::ranges::count_if(records, [](const Json& record) { return record.at("duplicate") == true; }));
    const auto states = [&](const std::string& alliance, const std::string& day) -> Result<BeforeAndAfter> {
        return BeforeAndAfter{
            .before = ENTENTE_TRY(source.terms_with({}, alliance, day)),
            .after = ENTENTE_TRY(source.terms_with(batch.drafts, alliance, day))};
    };
    console.out.print(ENTENTE_TRY(draw_changes(document.at("changes"), states, console.out)));
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
    Seq position;
    Json warnings;
    std::optional<Error> failure;
};

/// Group by group, until Ctrl-C or the first failure.
Written write_groups(
    const Batch& batch, LogSource& source, std::optional<Seq> expected, const Interrupt& interrupt, Console& console) {
    Progress progress(console.err, "entries appended", batch.drafts.size());
    Written written;
    const std::span drafts(batch.drafts);
    for (std::size_t at = 0; at < drafts.size() && !interrupt.requested();) {
        const auto group = drafts.subspan(at, source.group_of(drafts.subspan(at)));
        auto appended = source.append(group, at == 0 ? expected : std::nullopt);
        if (!appended) {
            written.failure = std::move(appended).error();
            return written;
        }
        for (auto& receipt : appended->receipts) {
            // An id made a moment ago is there already only because the first of two tries did arrive.
            receipt.duplicate = receipt.duplicate && batch.ids_made < batch.drafts.size();
            written.receipts.push_back(receipt);
        }
        written.position = appended->position;
        written.warnings = std::move(appended->warnings);
        at += group.size();
        progress.reached(at);
    }
    return written;
}

}  // namespace

Purpose purpose_of(const Asked& asked) {
    return asked.has("dry-run") ? Purpose::ask : Purpose::append;
}

Result<Exit> append_batch(Batch batch, LogSource& source, const Asked& asked, Console& console) {
    sign(batch, source.signs_as());
    const auto given = ENTENTE_TRY(number_flag(asked, "expected"));
    const auto expected = given ? std::optional<Seq>(Seq{*given}) : std::nullopt;
    const bool dry_run = asked.has("dry-run");
    const bool at_once = source.warns_when_appending() && source.group_of(batch.drafts) == batch.drafts.size();
    Json warnings = Json::array();
    if (dry_run || asked.has("strict") || !at_once) {
        const auto changes = dry_run ? LogSource::Changes::said : LogSource::Changes::unsaid;
        const auto foretold = source.rehearse(batch.drafts, expected, changes);
        if (!foretold) {
            return std::unexpected(located(foretold.error(), batch, asked));
        }
        warnings = (*foretold).at("warnings");
        tell_warnings(warnings, batch, console);
        if (asked.has("strict") && !warnings.empty()) {
            return fail(
                ErrorCode::bad_value, fmt::format(
                                          "refused under --strict: {}; nothing was appended",
                                          counted(warnings.size(), "warning", "warnings")));
        }
        if (dry_run) {
            return show_rehearsal(batch, source, *foretold, asked, console);
        }
    }
    const Interrupt interrupt;
    source.give_up_when([&] { return interrupt.requested(); });
    const auto written = write_groups(batch, source, expected, interrupt, console);
    const auto done = written.receipts.size();
    if (written.failure) {
        auto error = located(*written.failure, batch, asked);
        error.message += done > 0 ? "; " + how_far(batch, done) : "";
        return std::unexpected(std::move(error));
    }
    if (at_once && !asked.has("strict")) {
        warnings = written.warnings;
        tell_warnings(warnings, batch, console);
    }
    if (asked.has("json")) {
        auto document = to_json(written.position, written.receipts, {});
        document["warnings"] = warnings;
        console.out.print(document.dump(2) + "\n");
    } else {
        tell_receipts(batch, written.receipts, written.position, console);
    }
    if (done < batch.drafts.size()) {
        console.err.print_line("entente: interrupted: " + how_far(batch, done));
        return Exit::interrupted;
    }
    return Exit::done;
}

}  // namespace entente::cli
