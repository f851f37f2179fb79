#include <entente/cli/file_source.hpp>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include <entente/cli/entry_view.hpp>
#include <entente/cli/exported.hpp>
#include <entente/cli/progress.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/core/quoted.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/day_changes.hpp>
#include <entente/projections/entry_name.hpp>
#include <entente/projections/ledger_filler.hpp>
#include <entente/projections/query_parameters.hpp>
#include <entente/projections/warnings.hpp>

namespace entente::cli {
namespace {

/// Entries that become durable together: few enough that Ctrl-C is heard soon, enough that a sync is shared.
constexpr std::size_t group_entries = 256;

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

/// Which file stands at a path; another one there, or none, is another log.
struct Identity {
    dev_t device = 0;
    ino_t number = 0;
    friend bool operator==(const Identity&, const Identity&) = default;
};

std::optional<Identity> identity_of(const std::string& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) {
        return std::nullopt;
    }
    return Identity{.device = status.st_dev, .number = status.st_ino};
}

}  // namespace

Result<std::unique_ptr<FileSource>> FileSource::open(const Asked& asked, Console& console, LogMode mode) {
    auto ledger = std::make_unique<Ledger>(origin_of_log(console.files, log_path(asked, console)));
    LedgerFiller filler{*ledger};
    const auto sink = [&filler](const Record& record, std::string_view) -> Result<void> {
        filler.add(record);
        return {};
    };
    auto source = ENTENTE_TRY(open_with(sink, asked, console, mode));
    filler.finish();
    source->ledger_ = std::move(ledger);
    return source;
}

Result<std::unique_ptr<FileSource>> FileSource::open_unread(const Asked& asked, Console& console) {
    return open_with({}, asked, console, LogMode::read);
}

Result<std::unique_ptr<FileSource>> FileSource::open_with(
    const RecordSink& sink, const Asked& asked, Console& console, LogMode mode) {
    auto source = std::unique_ptr<FileSource>(new FileSource(console));
    source->path_ = log_path(asked, console);
    auto log = FileLog::open(console.files, console.clock, {.path = source->path_, .mode = mode, .sink = sink});
    if (!log) {
        return std::unexpected(with_advice(std::move(log).error(), source->path_));
    }
    source->log_ = std::move(*log);
    if (const auto& tail = source->log_->set_aside()) {
        tell_set_aside(*tail, console);
    }
    return source;
}

Result<void> FileSource::suppose(const Batch& batch) {
    if (batch.drafts.empty()) {
        return {};
    }
    const auto receipts = log_->rehearse(batch.drafts, std::nullopt);
    if (!receipts) {
        return std::unexpected(relocated(receipts.error(), batch));
    }
    for (std::size_t i = 0; i < batch.drafts.size(); ++i) {
        if (!(*receipts)[i].duplicate) {
            ledger_->suppose(batch.drafts[i].entry, console_.clock.now());
            imagined_.push_back(batch.drafts[i]);
        }
    }
    return {};
}

Result<Answer> FileSource::ask(const Query& query, const Parameters& parameters) {
    return LedgerSource{*ledger_, today_}.ask(query, parameters);
}

Result<Histories> FileSource::histories(const std::set<std::string>& alliances) {
    return LedgerSource{*ledger_, today_}.histories(alliances);
}

Result<Json> FileSource::entry(std::string_view named) {
    auto place = find_entry(*ledger_, named);
    if (!place) {
        place.error().where.clear();  // whoever asks knows where the name stands
        return std::unexpected(std::move(place).error());
    }
    const Seq wanted = *place;
    Json found;
    ENTENTE_TRY(log_->read_range(
        Seq{wanted.value - 1}, wanted, [&](const Record& record, std::string_view canonical) -> Result<void> {
            found = record_json(record, canonical);
            return {};
        }));
    if (found.is_null()) {
        return fail(ErrorCode::not_found, fmt::format("the log holds no entry {}", quoted(named)));
    }
    return found;
}

Result<Viewpoint> FileSource::viewpoint(const Parameters& parameters) const {
    const auto asked = ENTENTE_TRY(entente::as_of(parameters, today_));
    auto viewpoint = ENTENTE_TRY(ledger_->viewpoint(asked, today_));
    viewpoint.supposed_after =
        Viewpoint{}.supposed_after;  // entries are listed as they are; imagined ones stand behind
    return viewpoint;
}

Result<Json> FileSource::as_of(const Parameters& parameters) {
    return to_json(ENTENTE_TRY(viewpoint(parameters)));
}

Result<void> FileSource::each_considered(
    const EntriesAsked& asked, const Viewpoint& viewpoint, const RecordSink& sink) {
    if (asked.alliance) {
        ENTENTE_TRY(ledger_->history(AllianceId{*asked.alliance}));
    }
    const auto by = viewpoint.asked.announced_by;
    return log_->read_range(
        Seq{}, viewpoint.position, [&](const Record& record, std::string_view canonical) -> Result<void> {
            const auto& entry = *record.entry;
            const bool in_time = !by || announced_day(entry) <= *by;
            const bool wanted = in_time && (!asked.alliance || entry.alliance.text == *asked.alliance);
            return wanted ? sink(record, canonical) : Result<void>{};
        });
}

Result<Json> FileSource::list(const EntriesAsked& asked, const EntriesTold& told) {
    const auto from = ENTENTE_TRY(viewpoint(asked.viewpoint));
    if (asked.alliance) {
        ENTENTE_TRY(ledger_->history(AllianceId{*asked.alliance}));
    }
    told.begin(to_json(from));
    bool stopped = false;  // the pipe is closed
    const auto read =
        each_considered(asked, from, [&](const Record& record, std::string_view canonical) -> Result<void> {
            told.add(record, canonical);
            stopped = told.enough();
            return stopped ? Result<void>(fail(ErrorCode::io_failed, "nobody reads the list any more"))
                           : Result<void>();
        });
    if (!read && !stopped) {
        return std::unexpected(read.error());
    }
    Json citation;
    add_citation(citation, cited_question("log", {asked.alliance.value_or("")}), from, *ledger_);
    return citation;
}

Result<void> FileSource::export_to(std::string_view format, const EntriesAsked& asked, Terminal& out) {
    const auto from = ENTENTE_TRY(viewpoint(asked.viewpoint));
    if (asked.alliance) {
        ENTENTE_TRY(ledger_->history(AllianceId{*asked.alliance}));
    }
    out.print(exported_title(format));
    bool stopped = false;  // the pipe is closed
    const auto read =
        each_considered(asked, from, [&](const Record& record, std::string_view canonical) -> Result<void> {
            out.print(exported(format, log_->header().log, record, canonical));
            stopped = out.abandoned();
            return stopped ? Result<void>(fail(ErrorCode::io_failed, "nobody reads any more")) : Result<void>();
        });
    return read || stopped ? Result<void>{} : read;
}

Result<Exit> FileSource::follow(const Following& following) {
    const auto log = identity_of(path_);
    const auto head = log_->head().seq;
    if (following.after && *following.after > head) {
        return fail(
            ErrorCode::not_found,
            fmt::format("there is no position @{}: the log ends at @{}", following.after->value, head.value),
            "--after");
    }
    if (following.alliance) {
        ENTENTE_TRY(ledger_->history(AllianceId{*following.alliance}));
    }
    const auto add = [&](const Record& record, std::string_view canonical) -> Result<void> {
        if (!following.alliance || record.entry->alliance.text == *following.alliance) {
            following.add(record, canonical);
        }
        return {};
    };
    following.begin();
    ENTENTE_TRY(log_->read_range(following.after.value_or(head), head, add));
    while (true) {
        if (auto ended = following.look_up()) {
            return *std::move(ended);
        }
        const auto stands = identity_of(path_);
        if (stands != log) {
            return fail(
                ErrorCode::io_failed, fmt::format(
                                          "the log {} was {}; start again to watch what stands there", harmless(path_),
                                          stands ? "replaced by another file" : "removed"));
        }
        ENTENTE_TRY(log_->refresh(add));
    }
}

Result<Json> FileSource::verify(const Parameters& cited) {
    const auto head = log_->head();
    Json document{{"entries", head.seq.value}, {"chain", hex(head.chain)}};
    if (const auto& tail = log_->set_aside()) {
        document["set_aside"] = {{"offset", tail->offset}, {"bytes", tail->bytes}};
    } else {
        document["set_aside"] = nullptr;
    }
    if (const auto at = ENTENTE_TRY(number_parameter(cited, "at"))) {
        const auto there = log_->chain_at(Seq{*at});
        if (!there) {
            return fail(
                ErrorCode::not_found,
                fmt::format(
                    "the log holds {}; #{} is not among them", counted(head.seq.value, "entry", "entries"), *at),
                "/at");
        }
        if (hex(*there) != cited.at("chain")) {
            return fail(
                ErrorCode::id_conflict,
                fmt::format("the history up to #{} is not the one cited: its chain is {}", *at, hex(*there)));
        }
        document["cited"] = {{"at", *at}, {"stands", true}};
    }
    return document;
}

Result<Json> FileSource::rehearse(std::span<const Draft> drafts, std::optional<Seq> expected, Changes changes) {
    const auto receipts = ENTENTE_TRY(log_->rehearse(drafts, expected));
    rehearsed_ = *ledger_;
    std::vector<Warning> warnings;
    Progress progress(console_.err, "entries checked", drafts.size());
    const auto now = console_.clock.now();
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (!receipts[i].duplicate) {
            std::ranges::move(suppose_and_warn(*rehearsed_, drafts[i].entry, now, i), std::back_inserter(warnings));
            progress.reached(i + 1);
        }
    }
    if (changes == Changes::unsaid) {
        return to_json(log_->head().seq, receipts, warnings);
    }
    const auto changed = ENTENTE_TRY(changes_of(*ledger_, *rehearsed_, drafts, today_));
    return rehearsal_json(log_->head().seq, receipts, warnings, changed);
}

std::size_t FileSource::group_of(std::span<const Draft> drafts) const {
    return std::min(drafts.size(), group_entries);
}

Result<Appended> FileSource::append(std::span<const Draft> drafts, std::optional<Seq> expected) {
    auto receipts = ENTENTE_TRY(log_->append(drafts, expected));
    return Appended{.position = log_->head().seq, .receipts = std::move(receipts), .warnings = nullptr};
}

Result<Json> FileSource::terms_with(
    std::span<const Draft> drafts, const std::string& alliance, const std::string& day) {
    const Ledger& ledger = drafts.empty() || !rehearsed_ ? *ledger_ : *rehearsed_;
    if (!ledger.find(AllianceId{alliance})) {
        return Json();
    }
    Parameters parameters{Spelling::flags};
    parameters.add("alliance", alliance);
    parameters.add("all", "true");
    parameters.add("on", day);
    auto answer = ENTENTE_TRY(entente::ask(*find_query("terms"), ledger, parameters, today_));
    return std::move(answer.document);
}

}  // namespace entente::cli
