/// Entries from files, each knowing where it was read.
#pragma once

#include <string>
#include <vector>

#include <entente/cli/console.hpp>
#include <entente/events/entry.hpp>

namespace entente::cli {

struct Batch {
    struct Origin {
        std::string input;      ///< the file's name; empty for the command line
        std::size_t place = 0;  ///< which of its entries, from 0
        std::size_t of = 1;     ///< how many it has
    };
    std::vector<Draft> drafts;
    std::vector<Origin> origins;  ///< as many as drafts
    std::size_t ids_made = 0;     ///< how many entries came without an id
};

/// Adds the entries of a file, `-` for standard input, unsigned. Errors: as `read_input` and `read_drafts`, the file's
/// name standing before the place; `too_large` over limits::batch_entries_max.
[[nodiscard]] Result<void> add_input(Batch& batch, const std::string& path, Console& console);

/// Says who the entries are from that do not say so; nobody where `actor` is empty.
void sign(Batch& batch, const std::string& actor);

/// `entries.jsonl, entry 3 of 40`, `entry.json`; empty for the command line.
[[nodiscard]] std::string place_of(const Batch::Origin& origin);

/// A log's error about drafts, told in terms of the files: `/3/events/0` → `entries.jsonl, entry 4 of 40, /events/0`.
/// For the command line the pointer into the entry stays.
[[nodiscard]] Error relocated(Error error, const Batch& batch);

}  // namespace entente::cli
