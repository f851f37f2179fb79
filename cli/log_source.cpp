#include <entente/cli/log_source.hpp>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/batch.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/core/quoted.hpp>
#include <entente/events/default_log_path.hpp>

namespace entente::cli {
namespace {

Error with_advice(Error error, const std::string& path) {
    std::error_code ignored;
    if (error.code == ErrorCode::io_failed && !std::filesystem::exists(path, ignored) && !ignored) {
        return {
            .code = ErrorCode::io_failed,
            .message =
                fmt::format("there is no log at {}; `entente init` makes it, --log FILE names another", harmless(path)),
            .where = {}};
    }
    if (error.code == ErrorCode::log_damaged && error.message.find(path) == std::string::npos) {
        error.where = fmt::format("{}{}{}", path, error.where.empty() ? "" : ", ", error.where);
    }
    return error;
}

void tell_set_aside(const SetAside& tail, Console& console) {
    const auto where =
        tail.kept_in.empty() ? std::string("left where they are") : fmt::format("kept in {}", harmless(tail.kept_in));
    console.err.print_line(fmt::format(
        "entente: {} bytes at the end of the log (from byte {}) are an append that was cut short and never "
        "acknowledged: "
        "set aside, {}",
        tail.bytes, tail.offset, where));
}

template <typename Number>
std::optional<Number> number_in(std::string_view text) {
    Number number{};
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool all_read = error == std::errc{} && stopped == text.data() + text.size();
    return all_read ? std::optional<Number>(number) : std::nullopt;
}

/// The positions of the entries whose id begins so, at most two.
std::vector<Seq> named_by_id(const Ledger& ledger, std::string_view beginning) {
    std::vector<Seq> found;
    for (const auto& history : ledger.histories()) {
        for (const auto& entry : history->entries()) {
            if (text(entry.id).starts_with(beginning)) {
                found.push_back(entry.seq);
                if (found.size() > 1) {
                    return found;
                }
            }
        }
    }
    return found;
}

}  // namespace

std::string log_path(const Asked& asked, const Console& console) {
    if (const auto given = asked.find("log")) {
        return std::string(*given);
    }
    return default_log_path([&](std::string_view name) { return console.variable(name); });
}

Result<LogSource> LogSource::open(const Asked& asked, Console& console, LogMode mode) {
    auto ledger = std::make_unique<Ledger>(origin_of_log(console.files, log_path(asked, console)));
    const auto sink = [&ledger = *ledger](const Record& record, std::string_view) -> Result<void> {
        ledger.apply(record);
        return {};
    };
    auto source = ENTENTE_TRY(open_with(sink, asked, console, mode));
    source.ledger_ = std::move(ledger);
    return source;
}

Result<LogSource> LogSource::open_unread(const Asked& asked, Console& console) {
    return open_with({}, asked, console, LogMode::read);
}

Result<LogSource> LogSource::open_with(const RecordSink& sink, const Asked& asked, Console& console, LogMode mode) {
    LogSource source;
    source.path_ = log_path(asked, console);
    source.today_ = console.today();
    auto log = FileLog::open(console.files, console.clock, {.path = source.path_, .mode = mode, .sink = sink});
    if (!log) {
        return std::unexpected(with_advice(std::move(log).error(), source.path_));
    }
    source.log_ = std::move(*log);
    if (const auto& tail = source.log_->set_aside()) {
        tell_set_aside(*tail, console);
    }
    return source;
}

Result<std::vector<Draft>> LogSource::suppose(const Asked& asked, Console& console) {
    Batch batch;
    for (const auto& path : asked.all("suppose")) {
        ENTENTE_TRY(add_input(batch, path, console));
    }
    if (batch.drafts.empty()) {
        return std::vector<Draft>{};
    }
    const auto receipts = log_->rehearse(batch.drafts, std::nullopt);
    if (!receipts) {
        return std::unexpected(relocated(receipts.error(), batch));
    }
    std::vector<Draft> imagined;
    for (std::size_t i = 0; i < batch.drafts.size(); ++i) {
        if (!(*receipts)[i].duplicate) {
            ledger_->suppose(batch.drafts[i].entry, console.clock.now());
            imagined.push_back(std::move(batch.drafts[i]));
        }
    }
    return imagined;
}

Result<StoredEntry> LogSource::find_entry(std::string_view named) {
    auto position = number_in<std::uint64_t>(named);
    const auto head = log_->head().seq.value;
    if (!position || *position > head) {
        const auto by_id = named.size() >= 4 ? named_by_id(*ledger_, named) : std::vector<Seq>{};
        if (by_id.size() > 1) {
            return fail(
                ErrorCode::not_found,
                fmt::format("several entries have an id that begins with {}: give more of it", quoted(named)));
        }
        if (by_id.size() == 1) {
            position = by_id.front().value;
        }
    }
    if (!position || *position < 1 || *position > head) {
        return fail(
            ErrorCode::not_found,
            fmt::format(
                "the log holds no entry {}; positions go from 1 to {}, and `entente log` lists them", quoted(named),
                head));
    }
    std::optional<StoredEntry> found;
    const Seq wanted{*position};
    ENTENTE_TRY(log_->read_range(
        Seq{wanted.value - 1}, wanted, [&](const Record& record, std::string_view canonical) -> Result<void> {
            found = StoredEntry{.record = record, .canonical = std::string(canonical)};
            return {};
        }));
    if (!found) {
        return fail(ErrorCode::not_found, fmt::format("the log holds no entry {}", quoted(named)));
    }
    return *std::move(found);
}

Result<EarlierEvent> LogSource::find_event(std::string_view named) {
    const auto name = split_entry_name(named);
    auto stored = find_entry(name.entry);
    if (!stored) {
        stored.error().where = "argument EVENT";
        return std::unexpected(stored.error());
    }
    const auto& entry = *stored->record.entry;
    const auto events = entry.events.size();
    if (!name.index && events > 1) {
        return fail(
            ErrorCode::bad_value,
            fmt::format(
                "entry {} holds {} events: name one, {}.0 to {}.{}", name.entry, events, name.entry, name.entry,
                events - 1),
            "argument EVENT");
    }
    const auto index = name.index.value_or(0);
    if (index >= events) {
        return fail(
            ErrorCode::event_unknown,
            fmt::format("entry {} has no event {}: it holds {}, counted from 0", name.entry, index, events),
            "argument EVENT");
    }
    const auto json = nlohmann::ordered_json::parse(stored->canonical);
    return EarlierEvent{
        .alliance = entry.alliance.text,
        .address = text(EventAddress{.entry = entry.id, .index = index}),
        .json = json["events"][index].dump()};
}

Result<Answer> LogSource::ask(const Query& query, const Parameters& parameters) {
    return LedgerSource{*ledger_, today_}.ask(query, parameters);
}

Result<Histories> LogSource::histories(const std::set<std::string>& alliances) {
    return LedgerSource{*ledger_, today_}.histories(alliances);
}

Result<std::unique_ptr<Source>> open_source(const Asked& asked, Console& console) {
    auto source = std::make_unique<LogSource>(ENTENTE_TRY(LogSource::open(asked, console, LogMode::read)));
    ENTENTE_TRY(source->suppose(asked, console));
    return source;
}

EntryName split_entry_name(std::string_view named) {
    const auto mark = named.find_last_of(".#");
    if (mark == std::string_view::npos) {
        return {.entry = named, .index = std::nullopt};
    }
    const auto index = number_in<std::uint32_t>(named.substr(mark + 1));
    return index ? EntryName{.entry = named.substr(0, mark), .index = index}
                 : EntryName{.entry = named, .index = std::nullopt};
}

}  // namespace entente::cli
