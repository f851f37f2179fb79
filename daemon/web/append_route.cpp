#include <entente/daemon/web/append_route.hpp>

#include <entente/core/uuid.hpp>
#include <entente/daemon/basic_credentials.hpp>
#include <entente/daemon/problem.hpp>
#include <entente/daemon/web/append_sheet.hpp>
#include <entente/daemon/web/page_reply.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/day_changes.hpp>

namespace entente::daemon {
namespace {

namespace http = boost::beast::http;
namespace asio = boost::asio;

/// Every 401 says how to come in. Source: RFC 9110, 11.6.1.
Reply challenging(Reply reply) {
    constexpr unsigned unauthorized = 401;
    if (reply.status == unauthorized) {
        reply.headers.emplace_back("WWW-Authenticate", bearer_challenge);
    }
    return reply;
}

Reply shown(const EntryDesk& desk, const AppendSight& sight, unsigned status = 200) {
    // Of the newest snapshot, which holds what was just appended.
    const auto snapshot = desk.answering.published().current();
    return challenging(page_reply(status, append_sheet(Asking(snapshot->ledger, desk.answering.today()), sight)));
}

/// Whether the form has to bring a token: a browser that somebody signed in does by itself.
bool asks_token(const EntryDesk& desk, const Request& request) {
    return desk.access.tokens() == Tokens::asked_for && !is_basic(request.header("Authorization"));
}

/// Who sends the form: by the token in it, else as any request. Errors: as `Access::permit`.
Result<Caller> sender(const EntryDesk& desk, const Request& request, const std::string& token, Scope needed) {
    Request with_token = request;
    if (!token.empty()) {
        with_token.headers.set(http::field::authorization, "Bearer " + token);
    }
    auto caller = ENTENTE_TRY(desk.access.identify(with_token));
    ENTENTE_TRY(desk.access.permit(with_token, caller, needed));
    return caller;
}

Result<std::vector<Draft>> read_entry(const EntryMaker& maker, const EntryDraft& draft, const Caller& caller) {
    const auto defaults = maker.defaults_for(caller);
    return std::vector{ENTENTE_TRY(read_draft(draft.entry().dump(), defaults))};
}

/// What changed in what is known of the alliance since the form was made.
void tell_what_came(const EntryDesk& desk, AppendSight& sight) {
    const auto snapshot = desk.answering.published().current();
    const Asking asking(snapshot->ledger, desk.answering.today());
    sight.known_then = sight.draft.expected();
    const auto now = version_of(snapshot->ledger, sight.draft.alliance());
    if (sight.known_then && now) {
        const auto difference = asking.ask(
            "diff", {},
            {{"alliance", sight.draft.alliance()},
             {"known_from", "@" + std::to_string(sight.known_then->value)},
             {"known_to", "@" + std::to_string(now->value)}});
        if (difference) {
            sight.meanwhile = *difference;
        }
    }
    sight.draft.expect(now);
}

unsigned status_of(const Error& error) {
    return static_cast<unsigned>(http_status(error.code));
}

asio::awaitable<Reply> rehearse(EntryDesk desk, AppendSight sight, std::vector<Draft> drafts, unsigned status) {
    const auto expected = sight.draft.expected();
    const auto rehearsed = co_await desk.scribe.rehearse(drafts, expected);
    if (!rehearsed) {
        sight.trouble = rehearsed.error();
        co_return shown(desk, sight, status_of(*sight.trouble));
    }
    const auto changes = changes_of(rehearsed->before, rehearsed->after, drafts, desk.answering.today());
    if (!changes) {
        sight.trouble = changes.error();
        co_return shown(desk, sight, status_of(*sight.trouble));
    }
    sight.rehearsed = rehearsal_json(rehearsed->before.head().seq, rehearsed->receipts, rehearsed->warnings, *changes);
    co_return shown(desk, sight, status);
}

asio::awaitable<Reply> append(EntryDesk desk, AppendSight sight, std::vector<Draft> drafts) {
    AppendOrder order{.drafts = drafts, .expected = sight.draft.expected()};
    const auto appended = co_await desk.scribe.append(std::move(order));
    if (appended) {
        sight.appended = to_json(appended->position, appended->receipts, appended->warnings);
        co_return shown(desk, sight);
    }
    if (appended.error().code != ErrorCode::stale_version) {
        sight.trouble = appended.error();
        co_return shown(desk, sight, status_of(*sight.trouble));
    }
    tell_what_came(desk, sight);
    constexpr unsigned conflict = 409;
    auto shown_again = co_await rehearse(desk, std::move(sight), std::move(drafts), conflict);
    co_return shown_again;
}

bool is_form(const Request& request) {
    return request.header("Content-Type").starts_with("application/x-www-form-urlencoded");
}

/// The form as it was sent, in the words of the log, with the version it is decided on where it did not know one.
AppendSight sent_form(const EntryDesk& desk, const EntryMaker& maker, const Request& request, FormBody form) {
    const auto fresh = maker.defaults_for({}).make_id();
    AppendSight sight{
        .draft = EntryDraft(std::move(form), fresh, desk.answering.today()), .asks_token = asks_token(desk, request)};
    sight.draft.obey();
    const auto snapshot = desk.answering.published().current();
    const Asking asking(snapshot->ledger, desk.answering.today());
    sight.draft.understand(known_of(asking, sight.draft.alliance()));
    if (!sight.draft.expected()) {
        sight.draft.expect(version_of(snapshot->ledger, sight.draft.alliance()));
    }
    return sight;
}

asio::awaitable<Reply> take_form(const EntryDesk& desk, const EntryMaker& maker, const Call& call) {
    if (!desk.answering.published().current()) {
        return at_once(not_ready());
    }
    if (!is_form(call.request)) {
        return at_once(unsupported_media(call.request));
    }
    auto form = FormBody::parse(call.request.body);
    if (!form) {
        return at_once(problem(form.error()));
    }
    // The form shows what the log has; who may not read it sees none of it.
    if (const auto reader = sender(desk, call.request, form->at("token"), Scope::read); !reader) {
        return at_once(challenging(problem(reader.error())));
    }
    auto sight = sent_form(desk, maker, call.request, *std::move(form));
    const auto wish = sight.draft.wish();
    if (wish == EntryDraft::Wish::compose) {
        return at_once(shown(desk, sight));
    }
    const auto caller = sender(desk, call.request, sight.draft.token(), Scope::append);
    if (!caller) {
        sight.trouble = caller.error();
        return at_once(shown(desk, sight, status_of(caller.error())));
    }
    auto drafts = read_entry(maker, sight.draft, *caller);
    if (!drafts) {
        sight.trouble = drafts.error();
        return at_once(shown(desk, sight, status_of(drafts.error())));
    }
    constexpr unsigned ok = 200;
    sight.differs = wish == EntryDraft::Wish::append && !sight.draft.is_previewed();
    return wish == EntryDraft::Wish::append && !sight.differs
               ? append(desk, std::move(sight), *std::move(drafts))
               : rehearse(desk, std::move(sight), *std::move(drafts), ok);
}

Reply show_form(const EntryDesk& desk, const EntryMaker& maker, const Call& call) {
    const auto snapshot = desk.answering.published().current();
    if (!snapshot) {
        return not_ready();
    }
    FormBody form;
    const std::string alliance(call.parameters.at("alliance"));
    form.set("alliance", alliance);
    if (const auto type = call.parameters.at("type"); from_word<EventType>(type)) {
        form.set("e0.type", std::string(type));
        for (const std::string name : {"term", "event"}) {
            form.set("e0." + name, std::string(call.parameters.at(name)));
        }
    }
    AppendSight sight{
        .draft = EntryDraft(std::move(form), maker.defaults_for({}).make_id(), desk.answering.today()),
        .asks_token = asks_token(desk, call.request)};
    sight.draft.expect(version_of(snapshot->ledger, alliance));
    return shown(desk, sight);
}

Route route_of(http::verb method, std::string_view name, Scope scope, Handler handler) {
    Route route;
    route.method = method;
    route.path = "/append";
    route.name = name;
    route.sentence = "the page that appends";
    route.scope = scope;
    route.tag = pages_tag;
    // What the entry is to begin with: an event of that type, about that term or event.
    route.parameters = {
        {"alliance", "", "", ValueForm::alliance, ""},
        {"type", "", "", ValueForm::word, ""},
        {"term", "", "", ValueForm::term, ""},
        {"event", "", "", ValueForm::word, ""}};
    route.handler = std::move(handler);
    return route;
}

}  // namespace

std::vector<Route> append_page_routes(EntryDesk desk, const EntryMaker& maker) {
    return {
        route_of(
            http::verb::get, "append_page", Scope::read,
            [desk, maker](const Call& call) { return at_once(show_form(desk, maker, call)); }),
        route_of(
            // Its token stands in the form, and is looked at there.
            http::verb::post, "append_form", Scope::none,
            [desk, maker](const Call& call) { return take_form(desk, maker, call); })};
}

}  // namespace entente::daemon
