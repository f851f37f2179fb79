#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/core/quoted.hpp>
#include <entente/daemon/entry_body.hpp>
#include <entente/daemon/entry_page.hpp>
#include <entente/daemon/problem.hpp>
#include <entente/daemon/routes.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/day_changes.hpp>
#include <entente/projections/query_parameters.hpp>

namespace entente::daemon {
namespace {

namespace http = boost::beast::http;
namespace asio = boost::asio;
using Json = nlohmann::ordered_json;
using enum Parameter::Times;

constexpr Parameter any_alliance{
    "alliance", "ALLIANCE", "the alliance (default: all)", ValueForm::alliance, "openai-microsoft"};

constexpr std::string_view appended_example =
    R"({"id":"01980000-0000-7000-8000-000000000001","alliance":"openai-microsoft","announced":"2026-06-01",)"
    R"("actor":"ann","events":[{"type":"note.added","text":"an example of an entry"}]})";

/// A version as `If-Match` names it: `"41"`. `*` and lists name none that could be decided on.
Result<std::optional<Seq>> matched_version(std::string_view header) {
    if (header.empty()) {
        return std::nullopt;
    }
    std::uint64_t version = 0;
    const bool is_quoted = header.size() > 2 && header.front() == '"' && header.back() == '"';
    const auto digits = is_quoted ? header.substr(1, header.size() - 2) : std::string_view();
    const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (!is_quoted || error != std::errc{} || stopped != digits.data() + digits.size()) {
        return fail(
            ErrorCode::bad_value,
            fmt::format("If-Match is {}; what would do is the alliance's version in quotes: \"41\"", quoted(header)));
    }
    return Seq{version};
}

/// What is asked of an append beside its entries.
struct AppendTerms {
    bool dry_run = false;
    bool strict = false;
    bool by_header = false;  ///< the version stands in If-Match: then a stale one is answered with 412
    std::optional<Seq> expected;
};

Result<AppendTerms> append_terms(const Call& call) {
    AppendTerms terms{
        .dry_run = call.parameters.is_set("dry_run"), .strict = call.parameters.is_set("strict"), .expected = {}};
    const auto matched = ENTENTE_TRY(matched_version(call.request.header("If-Match")));
    const auto expected = ENTENTE_TRY(number_parameter(call.parameters, "expected"));
    if (matched && expected && matched->value != *expected) {
        return fail(ErrorCode::bad_value, "If-Match and expected name two versions; one will do", "/expected");
    }
    terms.by_header = matched.has_value();
    terms.expected = matched ? matched : expected ? std::optional(Seq{*expected}) : std::nullopt;
    return terms;
}

Reply refused_append(const Error& error, const AppendTerms& terms) {
    auto reply = problem(error);
    if (error.code == ErrorCode::stale_version && terms.by_header) {
        reply = precondition_failed(error);
    }
    if (reply.status == 503 || reply.status == 429) {
        reply.headers.emplace_back("Retry-After", "1");
    }
    return reply;
}

Reply document_reply(unsigned status, const Json& document) {
    Reply reply;
    reply.status = status;
    reply.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    reply.body = std::make_shared<const std::string>(document.dump(2) + "\n");
    return reply;
}

Reply appended_reply(const Appended& appended) {
    const bool all_there = std::ranges::all_of(appended.receipts, &Receipt::duplicate);
    return document_reply(all_there ? 200 : 201, to_json(appended.position, appended.receipts, appended.warnings));
}

Reply rehearsed_reply(const Rehearsed& rehearsed, std::span<const Draft> drafts, Day today) {
    const auto changes = changes_of(rehearsed.before, rehearsed.after, drafts, today);
    if (!changes) {
        return problem(changes.error());
    }
    const auto position = rehearsed.before.head().seq;
    return document_reply(200, rehearsal_json(position, rehearsed.receipts, rehearsed.warnings, *changes));
}

/// Errors: `forbidden`, at the entry's actor, for a name that the caller may not use.
Result<void> check_actors(const Access& access, const Caller& caller, std::span<const Draft> drafts) {
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (auto permitted = access.permit_actor(caller, drafts[i].entry.actor); !permitted) {
            permitted.error().where = drafts.size() > 1 ? fmt::format("/{}/actor", i) : "/actor";
            return permitted;
        }
    }
    return {};
}

asio::awaitable<Reply> append(const EntryDesk& desk, const EntryMaker& maker, const Call& call) {
    if (!may_hold_entries(call.request)) {
        co_return unsupported_media(call.request);
    }
    const auto terms = append_terms(call);
    if (!terms) {
        co_return parameter_problem(terms.error());
    }
    auto drafts = read_drafts(call.request.body, maker.defaults_for(call.caller));
    if (!drafts) {
        co_return problem(drafts.error());
    }
    if (const auto checked = check_actors(desk.access, call.caller, *drafts); !checked) {
        co_return problem(checked.error());
    }
    if (terms->dry_run) {
        const auto rehearsed = co_await desk.scribe.rehearse(*drafts, terms->expected);
        if (!rehearsed) {
            co_return refused_append(rehearsed.error(), *terms);
        }
        if (const auto passed = refuse_warnings(rehearsed->warnings, drafts->size()); terms->strict && !passed) {
            co_return refused_append(passed.error(), *terms);
        }
        co_return rehearsed_reply(*rehearsed, *drafts, desk.answering.today());
    }
    AppendOrder order{.drafts = *std::move(drafts), .expected = terms->expected, .strict = terms->strict};
    const auto appended = co_await desk.scribe.append(std::move(order));
    co_return appended ? appended_reply(*appended) : refused_append(appended.error(), *terms);
}

Route append_route(EntryDesk desk, const EntryMaker& maker) {
    return {
        .method = http::verb::post,
        .path = "/v1/entries",
        .name = "append",
        .sentence = "appends one entry or several, each whole, all or none; the same id again is there once",
        .scope = Scope::append,
        .tag = "entries",
        .parameters =
            {{"dry_run", "", "says what would change; nothing is written", ValueForm::truth, "true"},
             {"strict", "", "refuses what is odd, instead of warning", ValueForm::truth, "true"},
             {"expected", "SEQ",
              "the alliance's version this was decided on; another one by now is refused with 409 (with 412 where "
              "`If-Match` names it)",
              ValueForm::position, "69"}},
        .example = {},
        .body = "Entries",
        .body_example = appended_example,
        .outcomes =
            {{200, "All of it was there already; or, of a dry run, what it would come to.", "application/json",
              "AppendedOrRehearsed"},
             {201, "Appended, and durable.", "application/json", "Appended"},
             {409, "A rule, the id, or the version stands against it.", "application/problem+json", "Problem"},
             {412, "The version in `If-Match` is not the alliance's any more.", "application/problem+json", "Problem"},
             {415, "The body is not sent as JSON.", "application/problem+json", "Problem"},
             {429, "Too many appends wait already.", "application/problem+json", "Problem"},
             {503, "Nothing is written now; `detail` says why.", "application/problem+json", "Problem"}},
        .handler = [desk, maker](const Call& call) { return append(desk, maker, call); }};
}

Route list_route(EntryDesk desk) {
    const Answering::Asked how{
        .media_type = "application/json",
        .takes_long = true,
        .work = [&scribe = desk.scribe](const Snapshot& snapshot, const Parameters& parameters, Day today) {
            return entry_page(scribe, snapshot, parameters, today);
        }};
    return {
        .method = http::verb::get,
        .path = "/v1/entries",
        .name = "entries",
        .sentence = "the entries as they were recorded, in pages (`Link`)",
        .scope = Scope::read,
        .tag = "entries",
        .parameters = with_viewpoint(
            {{"after", "SEQ", "only those behind this position", ValueForm::position, "0"},
             {"limit", "COUNT", "at most so many (default and most: 1000)", ValueForm::count, "100"},
             any_alliance}),
        .example = "limit=10",
        .body = {},
        .body_example = {},
        .outcomes =
            {{200, "A page of the list that `cite` names; `Link` names the next one where there is one.",
              "application/json", "Records"},
             {304, "The client has this answer already.", {}, {}}},
        .handler = [&answering = desk.answering, how](const Call& call) { return answering.answer(call, how); }};
}

Route entry_route(EntryDesk desk) {
    const Answering::Asked how{
        .media_type = "application/json",
        .takes_long = true,
        .work = [&scribe = desk.scribe](const Snapshot& snapshot, const Parameters& parameters, Day today) {
            return entry_document(scribe, snapshot, parameters, today);
        }};
    return {
        .method = http::verb::get,
        .path = "/v1/entries/{entry}",
        .name = "entry",
        .sentence = "one entry as it was recorded",
        .scope = Scope::read,
        .tag = "entries",
        .parameters = with_viewpoint(
            {{"entry", "ENTRY", "its position, its id, or the beginning of its id", ValueForm::word, "41", required}}),
        .example = {},
        .body = {},
        .body_example = {},
        .outcomes =
            {{200, "The entry.", "application/json", "Record"}, {304, "The client has this answer already.", {}, {}}},
        .handler = [&answering = desk.answering, how](const Call& call) { return answering.answer(call, how); }};
}

/// Where a stream goes on: what its client saw last, else where it is told to begin.
Result<Following> following(const Call& call) {
    Following one{.after = {}, .alliance = alliance_parameter(call.parameters)};
    if (const auto after = ENTENTE_TRY(number_parameter(call.parameters, "after"))) {
        one.after = Seq{*after};
    }
    const auto seen = call.request.header("Last-Event-ID");
    if (seen.empty()) {
        return one;
    }
    std::uint64_t seq = 0;
    const auto [stopped, error] = std::from_chars(seen.data(), seen.data() + seen.size(), seq);
    if (error != std::errc{} || stopped != seen.data() + seen.size()) {
        return fail(
            ErrorCode::bad_value,
            fmt::format("Last-Event-ID is {}; the stream's ids are positions: 0, 1, 2 …", quoted(seen)));
    }
    one.after = Seq{seq};
    return one;
}

asio::awaitable<Reply> stream(const EntryDesk& desk, const Call& call) {
    const auto from = following(call);
    if (!from) {
        co_return parameter_problem(from.error());
    }
    auto feed = desk.feeds.follow(*from);
    if (!feed) {
        co_return parameter_problem(feed.error());
    }
    Reply reply;
    reply.headers = {
        {"Content-Type", "text/event-stream"},
        {"Cache-Control", "no-store"},
        {"X-Accel-Buffering", "no"}};  // a proxy that buffers would keep news back
    reply.feed = *std::move(feed);
    co_return reply;
}

Route stream_route(EntryDesk desk) {
    return {
        .method = http::verb::get,
        .path = "/v1/entries/stream",
        .name = "stream",
        .sentence = "entries as they arrive, as server-sent events: those after a position, then what comes",
        .scope = Scope::read,
        .tag = "entries",
        .parameters =
            {{"after", "SEQ",
              "begins behind this position (default: the end; 0: with the first); `Last-Event-ID` goes before it",
              ValueForm::position, "0"},
             any_alliance},
        .example = {},
        .body = {},
        .body_example = {},
        .outcomes =
            {{200,
              "Events: `id` is the position, `data` the record in one line. It ends when the client goes.",
              "text/event-stream",
              {}},
             {429, "Too many streams at once.", "application/problem+json", "Problem"}},
        .handler = [desk](const Call& call) { return stream(desk, call); }};
}

Result<Given> log_document(const Snapshot& snapshot, const Parameters& /*none*/, Day /*today*/) {
    const auto head = snapshot.ledger.head();
    return Answer{
        .document = {{"log", text(snapshot.log)}, {"position", head.seq.value}, {"chain", hex(head.chain)}},
        .text = {},
        .settled = false};
}

Route log_route(EntryDesk desk) {
    const Answering::Asked how{.media_type = "application/json", .takes_long = false, .work = log_document};
    return {
        .method = http::verb::get,
        .path = "/v1/log",
        .name = "log",
        .sentence = "which log this is, and how long: its last position and chain",
        .scope = Scope::read,
        .tag = "entries",
        .parameters = {},
        .example = {},
        .body = {},
        .body_example = {},
        .outcomes =
            {{200, "The log.", "application/json", "Log"}, {304, "The client has this answer already.", {}, {}}},
        .handler = [&answering = desk.answering, how](const Call& call) { return answering.answer(call, how); }};
}

Route verify_route(EntryDesk desk) {
    return {
        .method = http::verb::get,
        .path = "/v1/verify",
        .name = "verify",
        .sentence = "reads the log again, end to end, and tells its length and chain; whether a cited history stands",
        .scope = Scope::read,
        .tag = "entries",
        .parameters =
            {{"at", "SEQ", "a cited position; with `chain`", ValueForm::position, "69"},
             {"chain", "HEX", "the chain cited with it", ValueForm::word,
              "0000000000000000000000000000000000000000000000000000000000000000"}},
        .example = {},
        .body = {},
        .body_example = {},
        .outcomes =
            {{200, "The log is whole, and the cited history stands.", "application/json", "Verified"},
             {404, "There is no such position.", "application/problem+json", "Problem"},
             {409, "The history up to there is another.", "application/problem+json", "Problem"}},
        .handler = [desk](const Call& call) { return verify(desk, call); }};
}

}  // namespace

std::vector<Route> entry_routes(EntryDesk desk, const EntryMaker& maker) {
    return {append_route(desk, maker), list_route(desk),   stream_route(desk),
            entry_route(desk),         verify_route(desk), log_route(desk)};
}

}  // namespace entente::daemon
