#include <entente/projections/alliance_history.hpp>

#include <algorithm>

#include <entente/projections/fact_compiler.hpp>

namespace entente {

Change::Change(Field field, Number key, Number value)
    : packed_(static_cast<Number>(field) << key_bits | no_key), value_(value) {
    if (key != nothing) {
        const Number over = key >> 31;
        ENTENTE_ASSERT((key & ~(over << 31)) < key_max);
        packed_ = static_cast<Number>(field) << key_bits | over << (key_bits - 1) | (key & key_max);
    }
}

AllianceHistory::AllianceHistory(AllianceId id, std::shared_ptr<Lexicon> lexicon)
    : id_(std::move(id)), lexicon_(std::move(lexicon)) {}

void AllianceHistory::add(Seq seq, Instant recorded, const Entry& entry) {
    ENTENTE_ASSERT(entry.alliance == id_);
    ENTENTE_ASSERT(entries_.empty() || entries_.back().seq < seq);
    coming_days_.forget();
    FactCompiler{*this}.add(seq, recorded, entry);
}

void AllianceHistory::bring_near() const {
    constexpr std::size_t line_bytes = 64;
    static constexpr std::size_t bytes_max = std::size_t{64} << 10;  // more than this does not stay near anyway
    const auto bring = [](const auto& row) {
        const auto* bytes = reinterpret_cast<const char*>(std::to_address(row.begin()));
        const std::size_t size = std::min(bytes_max, row.size() * sizeof(row[0]));
        for (std::size_t at = 0; at < size; at += line_bytes) {
            __builtin_prefetch(bytes + at);
        }
    };
    bring(facts_);
    bring(changes_);
    bring(terms_);
    bring(rows_);
    for (const auto& row : rows_) {
        __builtin_prefetch(row.data());
    }
}

}  // namespace entente
