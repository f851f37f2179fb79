/// Composing an entry, seeing what it would change, appending it.
#pragma once

#include <optional>

#include <entente/daemon/web/entry_draft.hpp>
#include <entente/daemon/web/sheet.hpp>

namespace entente::daemon {

/// What the page shows of an entry in the making.
struct AppendSight {
    EntryDraft draft;
    bool asks_token = false;             ///< this daemon appends for tokens only, and the browser brings none along
    std::optional<Error> trouble = {};   ///< why the last step did not go through
    std::optional<Json> rehearsed = {};  ///< the `append --dry-run` document: what it would change
    std::optional<Json> appended = {};   ///< the `append` document: it is in the log
    std::optional<Json> meanwhile = {};  ///< `diff` of what was known when the form was made against what is known now
    bool differs = false;                ///< from what was previewed: it is shown again rather than appended
    std::optional<Seq> known_then = {};  ///< the version it was made on, where another one stands by now
};

[[nodiscard]] Sheet append_sheet(const Asking& asking, const AppendSight& sight);

/// The alliance's last entry; nothing for an alliance that is not there.
[[nodiscard]] std::optional<Seq> version_of(const Ledger& ledger, const std::string& alliance);

}  // namespace entente::daemon
