/// The histories of a ledger, by alliance. A copy costs the same however many there are, and shares with the other all
/// that neither changes after.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <entente/projections/alliance_history.hpp>
#include <entente/projections/lexicon.hpp>

namespace entente {

/// Copies may be read and destroyed in other threads while one of them is changed.
class Histories {
public:
    Histories() : lexicon_(std::make_shared<Lexicon>()) {}

    /// Null for an alliance nobody told of.
    [[nodiscard]] std::shared_ptr<const AllianceHistory> find(std::string_view alliance) const;

    /// The history to change, made when there is none: in place when nobody else reads it, else a copy.
    [[nodiscard]] AllianceHistory& writable(const AllianceId& alliance);

    /// From now on histories that are changed say new things in a lexicon laid over the one shared so far: what is only
    /// imagined leaves nothing behind. Once at most.
    void imagine() { lexicon_ = std::make_shared<Lexicon>(std::move(lexicon_)); }

    /// So many records at most, that what was brought near for the first is still there for the last.
    static constexpr std::size_t near_max = 32;

    /// Asks for all to be brought near that adding these records reads and changes: histories are many, and hardly ever
    /// two records in a row are about the same.
    void bring_near(std::span<const Record> to_come) const;

    /// All, in the order of their alliances.
    [[nodiscard]] std::vector<std::shared_ptr<const AllianceHistory>> all() const;

private:
    struct Node;
    std::shared_ptr<Node> root_;
    std::shared_ptr<Lexicon> lexicon_;  ///< of all histories, and of copies
};

}  // namespace entente
