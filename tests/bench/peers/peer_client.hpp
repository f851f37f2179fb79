/// Who asks the questions of the shared workload: it asks, and reads the answer in full.
#pragma once

#include <vector>

#include "answer_row.hpp"
#include "live_ledger.hpp"
#include "shared_questions.hpp"

namespace entente::bench {

/// What the answer may rest on: all that is known, or what was known at the question's instant.
enum class Known : std::uint8_t { now, past };

class Client {
public:
    explicit Client(const LiveLedger& live) : reader_(live) {}

    /// The rows are good until the next question.
    const std::vector<AnswerRow>& ask(const SharedQuestion& question, Known known);

private:
    LiveLedger::Reader reader_;
    std::vector<AnswerRow> rows_;
};

}  // namespace entente::bench
