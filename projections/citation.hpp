/// How an answer is cited: the command that gives the same bytes for ever, whatever is appended and whatever day it is.
///
/// An answer depends on the question, on the log as long as it was, and on the day (a milestone without a record may be
/// reached on any day after the day of knowledge). So a citation names all three:
///
///     terms a --on 2026-04-28 --known-at @41 --asked 2026-11-24           known at: whatever the log held, which was
///     41 terms a --on 2026-04-28 --known-at 2026-05-01                       the log has gone past that: nothing can
///     change terms a --on 2026-04-28 --known-at 2026-12-31 --asked 2026-11-24@41 else: asked then, when the log ended
///     at 41
#pragma once

#include <string>
#include <string_view>

#include <entente/projections/ledger.hpp>

namespace entente {

/// The flags after `--on`: `--known-at @41 --asked 2026-11-24`, with `--announced-by` where that was asked for.
[[nodiscard]] std::string cited_knowledge(const Viewpoint& viewpoint, const Ledger& ledger);

/// Whether nothing that may still be recorded changes what was known then, nor the day of knowledge: then a citation
/// need not say when it was asked.
[[nodiscard]] bool is_settled(const Viewpoint& viewpoint, const Ledger& ledger);

/// When it was asked, and how long the log was: `--asked 2026-11-24@41`.
[[nodiscard]] std::string cited_asking(const Viewpoint& viewpoint, const Ledger& ledger);

/// A word as a shell reads it back: as it is, or in single quotes where a character may mean something to a shell.
[[nodiscard]] std::string shell_word(std::string_view word);

}  // namespace entente
