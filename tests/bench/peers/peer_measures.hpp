/// What is measured of entente on the shared workload, each as WORKLOAD.md says it of the peers.
#pragma once

#include "live_ledger.hpp"
#include "peer_settings.hpp"

namespace entente::bench {

/// Writes the log of the workload, untimed; its size.
void measure_conversion(const PeerSettings& settings);

/// From the log on disk to a verified state that can be asked, and simdjson alone over the same file.
void measure_opening(const PeerSettings& settings);

/// What a process grows by that opens the log.
void measure_memory(const PeerSettings& settings);

/// The 1,000 questions of seed 1000 against the answers that `gen.py` foretold.
void validate_answers(const PeerSettings& settings);

/// One client, as known now and as known in the past; then 16 at once.
void measure_questions(const PeerSettings& settings);

/// One writer beside plain C on the same disk, then 64 writers; then answers against the fold over all of it.
void measure_appends(const PeerSettings& settings);

}  // namespace entente::bench
