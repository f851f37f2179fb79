#include "peer_client.hpp"

namespace entente::bench {
namespace {

/// After all that the workload speaks of.
const Day today{std::chrono::sys_days{std::chrono::year{2026} / 12 / 31}};

}  // namespace

const std::vector<AnswerRow>& Client::ask(const SharedQuestion& question, Known known) {
    AsOf as_of{.on = question.on, .known_at = {}, .announced_by = {}};
    if (known == Known::past) {
        as_of.known_at = KnownAt{.point = question.known_at, .written = {}};
    }
    const auto answer =
        terms_on(reader_.now(), AllianceId{alliance_id(question.alliance)}, as_of, today, Listing::current);
    read_rows(answer.value(), rows_);
    return rows_;
}

}  // namespace entente::bench
