#include <algorithm>
#include <array>

#include <entente/core/assert.hpp>
#include <entente/daemon/entry_body.hpp>
#include <entente/daemon/pool.hpp>
#include <entente/daemon/problem.hpp>
#include <entente/daemon/routes.hpp>

namespace entente::daemon {
namespace {

namespace http = boost::beast::http;

/// A question by its name in the API.
struct Shape {
    std::string_view query;
    std::string_view schema;    ///< of what it answers
    std::string_view supposed;  ///< the same with entries imagined on top
};
constexpr std::array shapes{
    Shape{"alliances", "Alliances", "suppose_alliances"},
    Shape{"parties", "Parties", "suppose_parties"},
    Shape{"terms", "Terms", "suppose_terms"},
    Shape{"term", "TermHistory", "suppose_term"},
    Shape{"diff", "Diff", "suppose_diff"},
    Shape{"may", "May", "suppose_may"},
    Shape{"who", "Who", "suppose_who"},
    Shape{"hints", "Hints", "suppose_hints"},
    Shape{"upcoming", "Upcoming", "suppose_upcoming"},
    Shape{"calendar", "", "suppose_calendar"},
    Shape{"check", "Check", "suppose_check"},
    Shape{"timeline", "Timeline", "suppose_timeline"},
    Shape{"timeline_svg", "", "suppose_timeline_svg"},
    Shape{"belief", "Belief", "suppose_belief"},
    Shape{"belief_svg", "", "suppose_belief_svg"},
};

const Shape& shape_of(const Query& query) {
    const auto found = std::ranges::find(shapes, query.name, &Shape::query);
    ENTENTE_ASSERT(found != shapes.end());
    return *found;
}

constexpr std::string_view imagined_example = R"({"alliance":"openai-microsoft","announced":"2026-06-01","events":[)"
                                              R"({"type":"note.added","text":"imagined for this one answer"}]})";

Route asked(const Query& query, const Answering& answering) {
    const auto work = [&query](const Snapshot& snapshot, const Parameters& parameters, Day today) -> Result<Given> {
        return ask(query, snapshot.ledger, parameters, today);
    };
    const Answering::Asked how{.media_type = query.media_type, .takes_long = query.over_all, .work = work};
    return {
        .method = http::verb::get,
        .path = query.path,
        .name = query.name,
        .sentence = query.sentence,
        .scope = Scope::read,
        .tag = "questions",
        .parameters = query.parameters,
        .example = query.example,
        .body = {},
        .body_example = {},
        .outcomes =
            {{200, "The answer.", query.media_type, shape_of(query).schema},
             {304, "The client has this answer already (`If-None-Match`).", {}, {}}},
        .handler = [&answering, how](const Call& call) { return answering.answer(call, how); }};
}

/// What answers with entries imagined on top; a call's coroutine holds no reference to anything shorter-lived.
boost::asio::awaitable<Reply> suppose(
    const Query& query, const EntryDesk& desk, const EntryMaker& maker, const Call& call) {
    if (!may_hold_entries(call.request)) {
        co_return unsupported_media(call.request);
    }
    const auto drafts = read_drafts(call.request.body, maker.defaults_for(call.caller));
    if (!drafts) {
        co_return problem(drafts.error());
    }
    const auto imagined = co_await desk.scribe.rehearse(*drafts, std::nullopt);
    if (!imagined) {
        co_return problem(imagined.error());
    }
    const auto today = desk.answering.today();
    const auto work = [&] { return ask(query, imagined->after, call.parameters, today); };
    const auto answer = co_await run_on(desk.answering.pool(), work);
    if (!answer) {
        co_return parameter_problem(answer.error());
    }
    Reply reply;
    reply.headers = {{"Content-Type", std::string(query.media_type)}, {"Cache-Control", "no-store"}};
    reply.body = std::make_shared<const std::string>(bytes_of(*answer));
    co_return reply;
}

Route asked_supposing(const Query& query, EntryDesk desk, const EntryMaker& maker) {
    auto route = asked(query, desk.answering);
    route.method = http::verb::post;
    route.name = shape_of(query).supposed;
    route.sentence = "the same, with the entries that are sent imagined on top; nothing is written";
    route.body = "Entries";
    route.body_example = imagined_example;
    route.outcomes = {{200, "The answer; `cite` is null.", query.media_type, shape_of(query).schema}};
    route.handler = [&query, desk, maker](const Call& call) { return suppose(query, desk, maker, call); };
    return route;
}

}  // namespace

std::vector<Route> question_routes(EntryDesk desk, const EntryMaker& maker) {
    std::vector<Route> routes;
    for (const auto& query : queries()) {
        routes.push_back(asked(query, desk.answering));
        routes.push_back(asked_supposing(query, desk, maker));
    }
    return routes;
}

}  // namespace entente::daemon
