/// Entries read back from the log: a page of them, one of them, all of them once more for proof.
#pragma once

#include <boost/asio/awaitable.hpp>

#include <entente/daemon/answering.hpp>
#include <entente/daemon/entry_desk.hpp>
#include <entente/daemon/scribe.hpp>

namespace entente::daemon {

/// Bounds of a page; whichever comes first ends it.
inline constexpr std::uint64_t page_entries_max = 1'000;
inline constexpr std::size_t page_bytes_max = std::size_t{8} << 20;

/// The `log` document of the entries behind `after`, as known at the viewpoint: at most `limit`, at most
/// `page_bytes_max`, but one at least; `link` names the next page where there is one, and `cite` the whole list, which
/// `entente log` prints. Blocks while it reads.
/// Errors: those of the viewpoint; `not_found` for an alliance nobody told of; `bad_value` for a limit out of bounds;
/// `log_damaged`, `io_failed`.
[[nodiscard]] Result<Given> entry_page(
    Scribe& scribe, const Snapshot& snapshot, const Parameters& parameters, Day today);

/// One entry as it was recorded. Errors: `not_found`, also for what was not known at the viewpoint.
[[nodiscard]] Result<Given> entry_document(
    Scribe& scribe, const Snapshot& snapshot, const Parameters& parameters, Day today);

/// Reads the log again from its first line, on the pool, one such reading at a time. As `entente verify`.
[[nodiscard]] boost::asio::awaitable<Reply> verify(const EntryDesk& desk, const Call& call);

}  // namespace entente::daemon
