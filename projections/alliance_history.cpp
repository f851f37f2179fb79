#include <entente/projections/alliance_history.hpp>

#include <algorithm>

#include <entente/projections/fact_compiler.hpp>

namespace entente {

AllianceHistory::AllianceHistory(AllianceId id) : id_(std::move(id)) {
    const Number null = values_.intern(FieldValue{});
    const Number no = values_.intern(FieldValue{false});
    const Number yes = values_.intern(FieldValue{true});
    ENTENTE_ASSERT(null == null_value && no == truth_value(false) && yes == truth_value(true));
}

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
    bring(plain_ends_);
    bring(terms_);
    bring(rows_);
    for (const auto& row : rows_) {
        __builtin_prefetch(row.data());
    }
}

}  // namespace entente
