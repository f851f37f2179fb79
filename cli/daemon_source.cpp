#include <entente/cli/daemon_source.hpp>

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/event_stream.hpp>
#include <entente/cli/exported.hpp>
#include <entente/cli/http_target.hpp>
#include <entente/cli/problem_reader.hpp>
#include <entente/cli/question.hpp>
#include <entente/cli/record_reader.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/cli/told_history.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t group_entries = 256;
/// Half of what a daemon takes unless it is told otherwise.
constexpr std::size_t group_bytes = std::size_t{8} << 20;

/// One entry as an object, several as an array.
std::string body_of(std::span<const Draft> drafts) {
    if (drafts.size() == 1) {
        return drafts.front().canonical;
    }
    std::string body = "[";
    for (const auto& draft : drafts) {
        body += body.size() > 1 ? "," : "";
        body += draft.canonical;
    }
    return body + "]";
}

Parameters with(const EntriesAsked& asked) {
    Parameters parameters{Spelling::parameters};
    for (const auto& [name, values] : asked.viewpoint.values()) {
        parameters.add(name, values.back());
    }
    if (asked.alliance) {
        parameters.add("alliance", *asked.alliance);
    }
    return parameters;
}

std::string append_target(std::optional<Seq> expected, bool dry_run) {
    Parameters parameters{Spelling::parameters};
    if (dry_run) {
        parameters.add("dry_run", "true");
    }
    if (expected) {
        parameters.add("expected", std::to_string(expected->value));
    }
    return target_of("/v1/entries", parameters);
}

bool is_missing(const Error& error) {
    return error.code == ErrorCode::not_found || error.code == ErrorCode::alliance_unknown;
}

}  // namespace

Result<std::unique_ptr<DaemonSource>> DaemonSource::open(ServerAddress address, Console& console) {
    HttpClient::Manner manner{.token = console.variable("ENTENTE_TOKEN"), .tell = {}};
    if (console.err.watched()) {
        manner.tell = [&err = console.err](const std::string& what) {
            err.print_line("entente: " + what);
            err.hand_over();
        };
    }
    const bool signs = manner.token.empty();
    auto client = ENTENTE_TRY(HttpClient::open(std::move(address), std::move(manner)));
    return std::unique_ptr<DaemonSource>(new DaemonSource(std::move(client), signs ? console.login : std::string()));
}

Result<HttpReply> DaemonSource::send(const HttpRequest& request) {
    auto reply = ENTENTE_TRY(client_.send(request));
    if (reply.status < 200 || reply.status > 299) {
        return std::unexpected(read_problem(reply, client_.address()));
    }
    return reply;
}

Result<Json> DaemonSource::document(const HttpRequest& request) {
    const auto reply = ENTENTE_TRY(send(request));
    return read_document(reply, client_.address());
}

Result<Answer> DaemonSource::ask(const Query& query, const Parameters& parameters) {
    HttpRequest request{.target = target_of(query.path, parameters), .body = {}, .accept = query.media_type};
    if (!supposed_.drafts.empty()) {
        request.method = "POST";
        request.body = body_of(supposed_.drafts);
    }
    auto reply = send(request);
    if (!reply) {
        return std::unexpected(relocated(std::move(reply).error(), supposed_));
    }
    if (query.media_type == "application/json") {
        return Answer{.document = ENTENTE_TRY(read_document(*reply, client_.address())), .text = {}, .settled = false};
    }
    return Answer{.document = nullptr, .text = std::move(reply->body), .settled = false};
}

/// Pages of entries, one after the other.
struct DaemonSource::Entries {
    DaemonSource& source;
    Json first;  ///< `as_of`, `cite`, `chain` of the first page

    /// What has come meanwhile is left out: the list is as it was when it was asked for. `take` answers whether to go
    /// on.
    Result<void> each(
        const Parameters& asked, FunctionRef<bool(const Json&)> begin, FunctionRef<Result<bool>(const Json&)> take) {
        HttpRequest request{.target = target_of("/v1/entries", asked)};  // as many as the daemon likes
        while (true) {
            const auto reply = ENTENTE_TRY(source.send(request));
            auto page = ENTENTE_TRY(read_document(reply, source.client_.address()));
            const auto records = page.find("records");
            if (records == page.end() || !records->is_array() || !page.contains("as_of") ||
                !page.at("as_of").contains("position")) {
                return fail(
                    ErrorCode::io_failed,
                    fmt::format("{} answers with no list of entries", harmless(source.client_.address().written)));
            }
            if (first.is_null()) {
                first = {
                    {"as_of", page.at("as_of")},
                    {"cite", page.value("cite", Json())},
                    {"chain", page.value("chain", Json())}};
                if (!begin(first.at("as_of"))) {
                    return {};
                }
            }
            for (const auto& record : *records) {
                if (record.value("seq", Json()) > first.at("as_of").at("position")) {
                    return {};
                }
                if (!ENTENTE_TRY(take(record))) {
                    return {};
                }
            }
            const auto prefix = source.client_.address().prefix;
            if (reply.next.empty() || records->empty()) {
                return {};
            }
            request.target = reply.next.starts_with(prefix) ? reply.next.substr(prefix.size()) : reply.next;
        }
    }
};

Result<Histories> DaemonSource::histories(const std::set<std::string>& alliances) {
    Histories found{.all = {}, .head = {}};
    RecordReader reader;
    for (const auto& alliance : alliances) {
        ToldHistory told{AllianceId{alliance}};
        Entries entries{.source = *this, .first = {}};
        Parameters asked{Spelling::parameters};
        asked.add("alliance", alliance);
        const auto begin = [&](const Json& as_of) {
            found.head = std::max(found.head, Seq{as_of.at("position").get<std::uint64_t>()});
            return true;
        };
        const auto take = [&](const Json& document) -> Result<bool> {
            const auto record = ENTENTE_TRY(reader.read(document));
            ENTENTE_TRY(told.add(record.seq, record.recorded, *record.entry));
            return true;
        };
        const auto read = entries.each(asked, begin, take);
        if (!read && !is_missing(read.error())) {
            return std::unexpected(read.error());
        }
        std::uint64_t behind = std::uint64_t{1} << 62;  // behind every position of a log
        for (const auto& draft : supposed_.drafts) {
            if (draft.entry.alliance.text == alliance && !told.knows(draft.entry.id)) {
                ENTENTE_TRY(told.add(Seq{++behind}, {}, draft.entry));
            }
        }
        if (!told.history()->entries().empty()) {
            found.all.push_back(told.history());
        }
    }
    return found;
}

Result<Json> DaemonSource::entry(std::string_view named) {
    auto record = document({.target = "/v1/entries/" + percent_encoded(named)});
    if (!record) {
        record.error().where.clear();  // whoever asks knows where the name stands
    }
    return record;
}

Result<Json> DaemonSource::as_of(const Parameters& viewpoint) {
    auto parameters = with({.alliance = {}, .viewpoint = viewpoint});
    parameters.add("limit", "1");
    return ENTENTE_TRY(document({.target = target_of("/v1/entries", parameters)})).value("as_of", Json::object());
}

Result<void> DaemonSource::find_imagined() {
    imagined_.clear();
    if (supposed_.drafts.empty()) {
        return {};
    }
    ENTENTE_TRY(ask(*find_query("alliances"), Parameters{Spelling::parameters}));  // what is refused, is told
    for (const auto& draft : supposed_.drafts) {
        const auto there = entry(text(draft.entry.id));
        if (!there && !is_missing(there.error())) {
            return std::unexpected(there.error());
        }
        if (!there) {
            imagined_.push_back(draft);
        }
    }
    return {};
}

Result<Json> DaemonSource::list(const EntriesAsked& asked, const EntriesTold& told) {
    ENTENTE_TRY(find_imagined());
    RecordReader reader;
    Entries entries{.source = *this, .first = {}};
    const auto begin = [&](const Json& as_of) {
        told.begin(as_of);
        return true;
    };
    const auto take = [&](const Json& document) -> Result<bool> {
        told.add(ENTENTE_TRY(reader.read(document)), document.at("entry").dump());
        return !told.enough();
    };
    ENTENTE_TRY(entries.each(with(asked), begin, take));
    return entries.first;
}

Result<Uuid> DaemonSource::log_id() {
    const auto told = ENTENTE_TRY(document({.target = "/v1/log"}));
    return parse_uuid(text_of(told.value("log", Json())));
}

Result<void> DaemonSource::export_to(std::string_view format, const EntriesAsked& asked, Terminal& out) {
    // CloudEvents name the log they come from.
    const auto log = format == "cloudevents" ? ENTENTE_TRY(log_id()) : Uuid{};
    const auto begin = [&](const Json&) { out.print(exported_title(format)); };
    const auto add = [&](const Record& record, std::string_view canonical) {
        out.print(exported(format, log, record, canonical));
    };
    const auto enough = [&] { return out.abandoned(); };
    ENTENTE_TRY(list(asked, {.begin = begin, .add = add, .enough = enough}));
    return {};
}

Result<Json> DaemonSource::verify(const Parameters& cited) {
    return document({.target = target_of("/v1/verify", cited)});
}

Result<Json> DaemonSource::rehearse(std::span<const Draft> drafts, std::optional<Seq> expected, Changes) {
    return document({.method = "POST", .target = append_target(expected, true), .body = body_of(drafts)});
}

std::size_t DaemonSource::group_of(std::span<const Draft> drafts) const {
    std::size_t count = 0;
    std::size_t bytes = 0;
    while (count < drafts.size() && count < group_entries) {
        bytes += drafts[count].canonical.size() + 1;
        if (count > 0 && bytes > group_bytes) {
            break;
        }
        ++count;
    }
    return count;
}

Result<Appended> DaemonSource::append(std::span<const Draft> drafts, std::optional<Seq> expected) {
    const auto reply =
        ENTENTE_TRY(send({.method = "POST", .target = append_target(expected, false), .body = body_of(drafts)}));
    auto document = ENTENTE_TRY(read_document(reply, client_.address()));
    Appended appended{.position = {}, .receipts = {}, .warnings = document.value("warnings", Json::array())};
    try {
        appended.position = Seq{document.at("position").get<std::uint64_t>()};
        for (const auto& record : document.at("records")) {
            appended.receipts.push_back(ENTENTE_TRY(read_receipt(record)));
        }
    } catch (const Json::exception&) {
        appended.receipts.clear();
    }
    if (appended.receipts.size() != drafts.size()) {
        return fail(
            ErrorCode::io_failed,
            fmt::format("{} does not say what became of the entries", harmless(client_.address().written)));
    }
    return appended;
}

Result<Json> DaemonSource::terms_with(
    std::span<const Draft> drafts, const std::string& alliance, const std::string& day) {
    Parameters parameters{Spelling::parameters};
    parameters.add("alliance", alliance);
    parameters.add("all", "true");
    parameters.add("on", day);
    HttpRequest request{.target = target_of(find_query("terms")->path, parameters)};
    if (!drafts.empty()) {
        request.method = "POST";
        request.body = body_of(drafts);
    }
    auto terms = document(request);
    return !terms && is_missing(terms.error()) ? Result<Json>(Json()) : std::move(terms);
}

Result<Exit> DaemonSource::follow(const Following& following) {
    EntriesAsked asked{.alliance = following.alliance};
    auto parameters = with(asked);
    parameters.add("limit", "1");
    const auto head = ENTENTE_TRY(document({.target = target_of("/v1/entries", parameters)}));
    const auto position = head.at("as_of").at("position").get<std::uint64_t>();
    if (following.after && following.after->value > position) {
        return fail(
            ErrorCode::not_found,
            fmt::format("there is no position @{}: the log ends at @{}", following.after->value, position), "--after");
    }
    following.begin();
    return follow_stream(client_, following, following.after.value_or(Seq{position}));
}

}  // namespace entente::cli
