#include <entente/daemon/answering.hpp>

#include <fmt/format.h>

#include <entente/daemon/content_coding.hpp>
#include <entente/daemon/entity_tag.hpp>
#include <entente/daemon/pool.hpp>
#include <entente/daemon/problem.hpp>
#include <entente/daemon/version.hpp>

namespace entente::daemon {
namespace {

constexpr std::size_t cache_bytes_max = std::size_t{32} << 20;

AnswerCache& cache() {
    thread_local AnswerCache of_this_thread{cache_bytes_max};
    return of_this_thread;
}

/// A state and a day as one number; another snapshot has another, and another day, too.
std::uint64_t era_of(const Snapshot& snapshot, Day today) {
    constexpr std::uint64_t days_max = 1U << 23;
    return snapshot.number * days_max + static_cast<std::uint64_t>(today.time_since_epoch().count()) % days_max;
}

/// The question's bytes, and which form of the answer is wanted.
std::string key_of(const Request& request, bool gzip) {
    return (gzip ? "gzip " : "plain ") + request.target;
}

Reply not_modified(const KeptAnswer& kept) {
    Reply reply;
    reply.status = 304;
    for (const auto& header : kept.headers) {
        if (header.first != "Content-Type" && header.first != "Content-Encoding") {
            reply.headers.push_back(header);
        }
    }
    return reply;
}

Reply reply_from(const KeptAnswer& kept, const Request& request) {
    if (const auto held = request.header("If-None-Match"); !held.empty() && names_tag(held, kept.tag)) {
        return not_modified(kept);
    }
    Reply reply;
    reply.headers = kept.headers;
    reply.body = kept.body;
    return reply;
}

/// What the answer depends on, and nothing else: the program, the log and how long it is, the day, the question, the
/// form. Of what is settled neither the log's length nor the day.
std::string tag_of(const Snapshot& snapshot, Day today, const Call& call, bool settled, bool gzip) {
    std::string question(call.route.name);
    for (const auto& [name, values] : call.parameters.values()) {
        for (const auto& value : values) {
            question += fmt::format(" {}:{}={}", name, value.size(), value);
        }
    }
    const auto head = snapshot.ledger.head();
    const auto state = settled ? std::string("settled") : fmt::format("{} {}", hex(head.chain), text(today));
    return entity_tag({version, text(snapshot.log), state, question, gzip ? "gzip" : "plain"});
}

KeptAnswer kept_answer(
    const Given& given, const Snapshot& snapshot, Day today, const Call& call, const Answering::Asked& asked,
    bool wants_gzip) {
    auto bytes = bytes_of(given.answer);
    const bool gzip = wants_gzip && bytes.size() >= gzip_bytes_min;
    KeptAnswer kept;
    kept.route = &call.route;
    kept.tag = tag_of(snapshot, today, call, given.answer.settled, gzip);
    // With tokens an answer is for its caller: a cache that many share keeps none of it.
    kept.headers = {
        {"Content-Type", std::string(asked.media_type)},
        {"ETag", kept.tag},
        {"Cache-Control", given.answer.settled ? "private, max-age=31536000, immutable" : "private, no-cache"},
        {"Vary", "Accept-Encoding"}};
    kept.headers.insert(kept.headers.end(), asked.headers.begin(), asked.headers.end());
    if (!given.link.empty()) {
        kept.headers.emplace_back("Link", given.link);
    }
    if (gzip) {
        kept.headers.emplace_back("Content-Encoding", "gzip");
        bytes = gzipped(bytes);
    }
    kept.body = std::make_shared<const std::string>(std::move(bytes));
    return kept;
}

}  // namespace

boost::asio::awaitable<Reply> Answering::answer(const Call& call, const Asked& asked) const {
    const auto snapshot = published_.current();
    if (!snapshot) {
        co_return not_ready();
    }
    const auto day = today();
    const bool wants_gzip = prefers_gzip(call.request.header("Accept-Encoding"));
    const auto work = [&]() -> Result<KeptAnswer> {
        const auto given = asked.work(*snapshot, call.parameters, day);
        if (!given) {
            return std::unexpected(given.error());
        }
        return kept_answer(*given, *snapshot, day, call, asked, wants_gzip);
    };
    const bool elsewhere = asked.takes_long && snapshot->ledger.head().seq.value > quick_entries_max;
    std::optional<Result<KeptAnswer>> done;  // g++ 12 destroys what `a ? co_await b : c` gives twice
    if (elsewhere) {
        done = co_await run_on(pool_, work);
    } else {
        done = work();
    }
    if (!*done) {
        co_return parameter_problem(done->error());
    }
    auto key = key_of(call.request, wants_gzip);
    const auto& kept = cache().keep(era_of(*snapshot, day), std::move(key), **std::move(done));
    co_return reply_from(kept, call.request);
}

std::optional<Answering::Kept> Answering::kept(const Request& request) const {
    const auto& snapshot = published_.current();
    if (!snapshot) {
        return std::nullopt;
    }
    const bool wants_gzip = prefers_gzip(request.header("Accept-Encoding"));
    const auto* found = cache().find(era_of(*snapshot, today()), key_of(request, wants_gzip));
    if (found == nullptr) {
        return std::nullopt;
    }
    return Kept{.route = found->route, .reply = reply_from(*found, request)};
}

}  // namespace entente::daemon
