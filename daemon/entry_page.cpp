#include <entente/daemon/entry_page.hpp>

#include <algorithm>
#include <atomic>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/core/quoted.hpp>
#include <entente/daemon/html.hpp>
#include <entente/daemon/pool.hpp>
#include <entente/daemon/problem.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/entry_name.hpp>
#include <entente/projections/query_parameters.hpp>
#include <entente/projections/records_document.hpp>

namespace entente::daemon {
namespace {

using Json = nlohmann::ordered_json;

/// What a page is to hold.
struct PageAsked {
    Seq after;
    std::uint64_t limit = page_entries_max;
    std::shared_ptr<const AllianceHistory> alliance;  ///< null: all
    std::optional<Day> announced_by;
};

Result<PageAsked> page_asked(const Ledger& ledger, const Parameters& parameters, const Viewpoint& viewpoint) {
    PageAsked page{.after = {}, .alliance = nullptr, .announced_by = viewpoint.asked.announced_by};
    page.after = Seq{ENTENTE_TRY(number_parameter(parameters, "after")).value_or(0)};
    page.limit = ENTENTE_TRY(number_parameter(parameters, "limit")).value_or(page_entries_max);
    if (page.limit < 1 || page.limit > page_entries_max) {
        return fail(
            ErrorCode::bad_value,
            fmt::format("a page holds 1 to {} entries; `Link` names the next one", page_entries_max), "/limit");
    }
    if (page.after > viewpoint.position) {
        return fail(
            ErrorCode::not_found,
            fmt::format(
                "there is no position @{}: what was known ends at @{}", page.after.value, viewpoint.position.value),
            "/after");
    }
    if (const auto alliance = alliance_parameter(parameters)) {
        page.alliance = ENTENTE_TRY(ledger.history(*alliance));
    }
    return page;
}

/// Ranges of positions to read, in order: of one alliance its own, else all at once.
std::vector<std::pair<Seq, Seq>> ranges_of(const PageAsked& page, Seq end) {
    if (!page.alliance) {
        return {{page.after, end}};
    }
    std::vector<std::pair<Seq, Seq>> ranges;
    for (const auto& entry : page.alliance->entries()) {
        if (page.after < entry.seq && entry.seq <= end) {
            ranges.emplace_back(Seq{entry.seq.value - 1}, entry.seq);
        }
        if (ranges.size() > page.limit) {
            break;
        }
    }
    return ranges;
}

/// Takes lines until the page is full.
class Page {
public:
    Page(const PageAsked& asked, const Viewpoint& viewpoint)
        : asked_(asked), text_(document_.begin(to_json(viewpoint))) {}

    /// Errors: one that only says that the page is full.
    Result<void> take(const Record& record, std::string_view canonical) {
        if (asked_.announced_by && announced_day(*record.entry) > *asked_.announced_by) {
            return {};
        }
        if (entries_ == asked_.limit || text_.size() >= page_bytes_max) {
            full_ = true;
            return fail(ErrorCode::too_large, "the page is full");
        }
        text_ += document_.add(line_text(record, canonical));
        last_ = record.seq;
        ++entries_;
        return {};
    }

    [[nodiscard]] bool is_full() const { return full_; }
    [[nodiscard]] Seq last() const { return last_; }
    [[nodiscard]] std::string finish(const Json& citation) { return std::move(text_) + document_.end(citation); }

private:
    const PageAsked& asked_;
    RecordsDocument document_;
    std::string text_;
    std::uint64_t entries_ = 0;
    Seq last_;
    bool full_ = false;
};

/// The same question from behind a position.
std::string next_link(const Parameters& parameters, Seq last) {
    auto target = fmt::format("/v1/entries?after={}", last.value);
    for (const auto& [name, values] : parameters.values()) {
        for (const auto& value : values) {
            target += name == "after" ? "" : fmt::format("&{}={}", url_part(name), url_part(value));
        }
    }
    return fmt::format("<{}>; rel=\"next\"", target);
}

}  // namespace

Result<Given> entry_page(Scribe& scribe, const Snapshot& snapshot, const Parameters& parameters, Day today) {
    const auto& ledger = snapshot.ledger;
    const auto on = ENTENTE_TRY(as_of(parameters, today));
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(on, today));
    const auto asked = ENTENTE_TRY(page_asked(ledger, parameters, viewpoint));
    Page page(asked, viewpoint);
    for (const auto& [after, through] : ranges_of(asked, viewpoint.position)) {
        const auto read = scribe.read_range(after, through, [&](const Record& record, std::string_view canonical) {
            return page.take(record, canonical);
        });
        if (page.is_full()) {
            break;
        }
        if (!read) {
            return std::unexpected(read.error());
        }
    }
    Given given;
    given.answer.document = nullptr;
    Json citation;  // of the whole list, whatever part of it this page is
    add_citation(citation, cited_question("log", {parameters.at("alliance")}), viewpoint, ledger);
    given.answer.text = page.finish(citation);
    given.answer.settled = is_settled_for_ever(parameters, viewpoint, ledger);
    given.link = page.is_full() ? next_link(parameters, page.last()) : std::string();
    return given;
}

Result<Given> entry_document(Scribe& scribe, const Snapshot& snapshot, const Parameters& parameters, Day today) {
    const auto& ledger = snapshot.ledger;
    const auto on = ENTENTE_TRY(as_of(parameters, today));
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(on, today));
    const auto named = parameters.at("entry");
    const auto seq = ENTENTE_TRY(find_entry(ledger, named));
    std::optional<Json> document;
    std::optional<Error> unknown;
    ENTENTE_TRY(scribe.read_range(
        Seq{seq.value - 1}, seq, [&](const Record& record, std::string_view canonical) -> Result<void> {
            const auto announced = announced_day(*record.entry);
            const bool is_known =
                viewpoint.knows(seq) && (!viewpoint.asked.announced_by || announced <= *viewpoint.asked.announced_by);
            if (is_known) {
                document = Json::parse(line_text(record, canonical));
            } else {
                unknown = Error{
                    .code = ErrorCode::not_found,
                    .message = fmt::format(
                        "entry {} was not known then: announced {}, recorded {}", quoted(named),
                        text(record.entry->announced), text(record.recorded)),
                    .where = "/entry"};
            }
            return {};
        }));
    if (unknown) {
        return std::unexpected(*std::move(unknown));
    }
    Given given;
    given.answer.document = std::move(document).value_or(Json());
    // A record never changes; which one a beginning names may, and whether it was known.
    given.answer.settled = is_settled_for_ever(parameters, viewpoint, ledger);
    return given;
}

namespace {

struct Cited {
    std::optional<Seq> at;
    std::string chain;
};

Result<Cited> cited(const Parameters& parameters) {
    const auto at = ENTENTE_TRY(number_parameter(parameters, "at"));
    if (at.has_value() != parameters.has("chain")) {
        return fail(
            ErrorCode::usage, "at and chain go together: a cited position and its chain", at ? "/chain" : "/at");
    }
    const auto chain = parameters.at("chain");
    const bool is_hex = chain.size() == 64 && chain.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (at && !is_hex) {
        return fail(
            ErrorCode::bad_value, fmt::format("{} is no chain: 64 hexadecimal digits", quoted(chain)), "/chain");
    }
    return Cited{.at = at ? std::optional(Seq{*at}) : std::nullopt, .chain = std::string(chain)};
}

Result<Json> verified(Scribe& scribe, const Snapshot& snapshot, const Cited& cited) {
    const auto head = snapshot.ledger.head();
    ENTENTE_TRY(scribe.read_range(Seq{}, head.seq, [](const Record&, std::string_view) -> Result<void> { return {}; }));
    Json document{{"entries", head.seq.value}, {"chain", hex(head.chain)}, {"set_aside", nullptr}};
    if (const auto tail = scribe.set_aside()) {
        document["set_aside"] = {{"offset", tail->offset}, {"bytes", tail->bytes}};
    }
    if (!cited.at) {
        return document;
    }
    if (*cited.at > head.seq) {
        return fail(
            ErrorCode::not_found,
            fmt::format(
                "the log holds {} {}; #{} is not among them", head.seq.value, head.seq.value == 1 ? "entry" : "entries",
                cited.at->value),
            "/at");
    }
    const auto there = hex(snapshot.ledger.chain_at(*cited.at));
    if (there != cited.chain) {
        return fail(
            ErrorCode::id_conflict,
            fmt::format("the history up to #{} is not the one cited: its chain is {}", cited.at->value, there));
    }
    document["cited"] = {{"at", cited.at->value}, {"stands", true}};
    return document;
}

/// Reading a whole log takes a disk and a core: one at a time.
std::atomic<bool> is_verifying = false;

}  // namespace

boost::asio::awaitable<Reply> verify(const EntryDesk& desk, const Call& call) {
    const auto snapshot = desk.answering.published().current();
    if (!snapshot) {
        co_return not_ready();
    }
    const auto asked = cited(call.parameters);
    if (!asked) {
        co_return parameter_problem(asked.error());
    }
    if (is_verifying.exchange(true)) {
        auto busy = problem(429, "too_many", "the log is being verified already; ask again when that is done");
        busy.headers.emplace_back("Retry-After", "5");
        co_return busy;
    }
    const auto work = [&] { return verified(desk.scribe, *snapshot, *asked); };
    std::optional<Result<Json>> done;
    try {
        done = co_await run_on(desk.answering.pool(), work);
    } catch (...) {
        is_verifying = false;
        throw;
    }
    is_verifying = false;
    if (!*done) {
        co_return parameter_problem(done->error());
    }
    Reply reply;
    reply.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    reply.body = std::make_shared<const std::string>((*done)->dump(2) + "\n");
    co_return reply;
}

}  // namespace entente::daemon
