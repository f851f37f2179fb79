/// Where a check collects what it finds in one alliance, each with its place and the event as a person names it.
#pragma once

#include <entente/projections/considered.hpp>
#include <entente/projections/findings.hpp>

namespace entente {

class FindingList {
public:
    FindingList(const AllianceHistory& history, Seq head, std::vector<Finding>& findings)
        : history_(history), head_(head), findings_(findings) {}

    struct Found {
        FindingCode code;
        FindingSubject subject;
        std::string_view id;
        const Fact* event;       ///< never null
        std::string_view field;  ///< of the event: `sources`, `attributes/percent`; empty: the whole event
        std::string message;
        std::string cure;
    };
    void add(Found found);

    /// `openai-microsoft 54.1`: the alliance and an event as the commands take them; what is imagined by its address.
    [[nodiscard]] std::string named(const Fact& event) const;

    [[nodiscard]] std::string_view alliance() const { return history_.id().text; }

private:
    const AllianceHistory& history_;
    Seq head_;
    std::vector<Finding>& findings_;
};

}  // namespace entente
