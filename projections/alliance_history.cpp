#include <entente/projections/alliance_history.hpp>

#include <entente/projections/fact_compiler.hpp>

namespace entente {

AllianceHistory::AllianceHistory(AllianceId id) : id_(std::move(id)) {
    const Number null = values_.intern(FieldValue{});
    ENTENTE_ASSERT(null == null_value);
}

void AllianceHistory::add(Seq seq, Instant recorded, const Entry& entry) {
    ENTENTE_ASSERT(entry.alliance == id_);
    ENTENTE_ASSERT(entries_.empty() || entries_.back().seq < seq);
    FactCompiler{*this}.add(seq, recorded, entry);
}

}  // namespace entente
