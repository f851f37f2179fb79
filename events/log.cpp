#include <entente/events/log.hpp>

#include <utility>

namespace entente {

Result<std::vector<Receipt>> EventLog::append(std::span<const Draft> drafts, std::optional<Seq> expected) {
    const AppendRequest request{.drafts = drafts, .expected = expected};
    return std::move(append_each(std::span(&request, 1)).front());
}

}  // namespace entente
