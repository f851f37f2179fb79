#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/cloud_events.hpp>
#include <entente/cli/commands/coming.hpp>
#include <entente/cli/event_rows.hpp>
#include <entente/cli/log_source.hpp>
#include <entente/cli/question.hpp>
#include <entente/core/nearest_name.hpp>
#include <entente/core/quoted.hpp>
#include <entente/projections/calendar.hpp>

namespace entente::cli {
namespace {

enum class Format : std::uint8_t { jsonl, csv, cloudevents, ics };
constexpr std::array<std::string_view, 4> format_words{"jsonl", "csv", "cloudevents", "ics"};

Result<Format> format_of(const Asked& asked) {
    const auto given = asked.find("format");
    if (!given) {
        return fail(ErrorCode::usage, "it must be said which form: jsonl, csv, cloudevents or ics", "--format");
    }
    const auto found = std::ranges::find(format_words, *given);
    if (found == format_words.end()) {
        const auto nearest = nearest_name(*given, format_words);
        return fail(
            ErrorCode::usage,
            fmt::format(
                "{} is no form to export; {}", quoted(*given),
                nearest ? fmt::format("did you mean {}?", *nearest) : "there is jsonl, csv, cloudevents, ics"),
            "--format");
    }
    return static_cast<Format>(found - format_words.begin());
}

std::string exported(Format format, const LogHeader& log, const Record& record, std::string_view canonical) {
    switch (format) {
        case Format::csv:
            return event_rows(record, canonical);
        case Format::cloudevents:
            return cloud_event(log, record, canonical).dump() + "\n";
        default:
            return std::string(canonical) + "\n";
    }
}

}  // namespace

Result<Exit> run_export(const Asked& asked, Console& console) {
    const auto format = ENTENTE_TRY(format_of(asked));
    const auto today = console.today();
    const auto on = ENTENTE_TRY(as_of(asked, today));
    auto source = ENTENTE_TRY(LogSource::open(asked, console, LogMode::read));
    const auto viewpoint = ENTENTE_TRY(source.ledger().viewpoint(on, today));
    std::optional<AllianceId> alliance;
    if (const auto given = asked.find("ALLIANCE")) {
        alliance = AllianceId{std::string(*given)};
        ENTENTE_TRY(source.ledger().history(*alliance));
    }
    if (format == Format::ics) {
        console.out.print(
            calendar(ENTENTE_TRY(upcoming(source.ledger(), {.alliance = alliance, .within = {}}, on, today))));
        return Exit::done;
    }
    if (format == Format::csv) {
        console.out.print(event_rows_title());
    }
    bool stopped = false;  // the pipe is closed
    const auto read = source.log().read_range(
        Seq{}, viewpoint.position, [&](const Record& record, std::string_view canonical) -> Result<void> {
            const auto& entry = *record.entry;
            const bool in_time = !on.announced_by || announced_day(entry) <= *on.announced_by;
            if (in_time && (!alliance || entry.alliance == *alliance)) {
                console.out.print(exported(format, source.log().header(), record, canonical));
            }
            stopped = console.out.abandoned();
            return stopped ? Result<void>(fail(ErrorCode::io_failed, "nobody reads any more")) : Result<void>();
        });
    if (!read && !stopped) {
        return std::unexpected(read.error());
    }
    return Exit::done;
}

}  // namespace entente::cli
