/// The log in memory: the same promises but the one about power cuts. For tests, and for trying entries out.
#pragma once

#include <memory>

#include <entente/core/clock.hpp>
#include <entente/core/randomness.hpp>
#include <entente/events/log.hpp>

namespace entente {

class MemoryLog final : public EventLog {
public:
    /// An empty log; the clock must outlive it.
    MemoryLog(Clock& clock, Randomness& randomness);
    ~MemoryLog() override;

    [[nodiscard]] std::vector<Result<std::vector<Receipt>>> append_each(
        std::span<const AppendRequest> requests) override;
    [[nodiscard]] Result<std::vector<Receipt>> rehearse(
        std::span<const Draft> drafts, std::optional<Seq> expected) override;
    [[nodiscard]] Result<void> read(Seq after, const RecordSink& sink) override;
    [[nodiscard]] Head head() override;
    [[nodiscard]] Result<Digest> chain_at(Seq seq) override;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace entente
