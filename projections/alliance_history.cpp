#include <entente/projections/alliance_history.hpp>

#include <algorithm>

#include <entente/projections/fact_compiler.hpp>

namespace entente {
namespace {

constexpr std::size_t line_bytes = 64;

}  // namespace

Change::Change(Field field, Number key, Number value)
    : packed_(static_cast<Number>(field) << key_bits | no_key), value_(value) {
    if (key != nothing) {
        const Number over = key >> 31;
        ENTENTE_ASSERT((key & ~(over << 31)) < key_max);
        packed_ = static_cast<Number>(field) << key_bits | over << (key_bits - 1) | (key & key_max);
    }
}

AllianceHistory::AllianceHistory(AllianceId id, std::shared_ptr<Lexicon> lexicon)
    : id_(std::move(id)), lexicon_(std::move(lexicon)) {
    constexpr std::size_t usual = 16;  // few alliances stay smaller, and growing step by step costs most at first
    entries_.reserve(usual);
    entry_ids_.reserve(usual);
    facts_.reserve(usual);
    changes_.reserve(usual);
    fact_sources_.reserve(usual);
}

void AllianceHistory::add(Seq seq, Instant recorded, const Entry& entry) {
    ENTENTE_ASSERT(entry.alliance == id_);
    ENTENTE_ASSERT(entries_.empty() || entries_.back().seq < seq);
    coming_days_.forget();
    if (!lineage_.go_on()) {
        separate();
    }
    FactCompiler{*this}.add(seq, recorded, entry);
}

void AllianceHistory::speak(std::shared_ptr<Lexicon> over) {
    lexicon_ = std::move(over);
    separate();
}

void AllianceHistory::separate() {
    const auto all = [](auto&... rows) { (rows.separate(), ...); };
    all(entries_, entry_ids_, facts_, changes_, fact_sources_, terms_, rows_, revisions_, replacements_, founders_,
        readings_, added_sources_, party_facts_, reaches_, assertions_, sweeps_, named_milestones_, parties_,
        milestones_);
    entry_table_.separate(entries_.size());
    source_table_.separate(nothing);
    lineage_ = {};
}

RowFact row_fact(const Fact& fact) {
    const auto marked = [](bool so, std::uint8_t mark) { return so ? mark : std::uint8_t{0}; };
    const bool observed = fact.type == EventType::term_confirmed || fact.type == EventType::term_exercised;
    const int marks = marked(fact.planned, mark::planned) | marked(fact.rumoured(), mark::rumoured) |
                      marked(!fact.days.exact(), mark::imprecise) | marked(fact.upon, mark::upon) |
                      marked(fact.ends_wait, mark::ends_wait) | marked(observed, mark::observed) |
                      marked(fact.sets_ends, mark::sets_ends);
    return {
        .earliest = fact.days.earliest,
        .announced = fact.announced,
        .place = fact.place,
        .type = fact.type,
        .marks = static_cast<std::uint8_t>(marks)};
}

Number AllianceHistory::entries_by(Seq last) const {
    if (entries_.empty() || entries_.back().seq <= last) {
        return static_cast<Number>(entries_.size());
    }
    return static_cast<Number>(std::ranges::upper_bound(entries_, last, {}, &EntryNote::seq) - entries_.begin());
}

Number AllianceHistory::facts_by(Seq last) const {
    const Number entries = entries_by(last);
    return entries < entries_.size() ? entries_[entries].first_fact : static_cast<Number>(facts_.size());
}

void AllianceHistory::bring_near(Day on) const {
    static constexpr std::size_t bytes_max = std::size_t{64} << 10;  // more than this does not stay near anyway
    const auto bring = [](const auto& row) {
        const auto* bytes = reinterpret_cast<const char*>(std::to_address(row.begin()));
        const std::size_t size = std::min(bytes_max, row.size() * sizeof(row[0]));
        for (std::size_t at = 0; at < size; at += line_bytes) {
            __builtin_prefetch(bytes + at);
        }
    };
    rows_.bring_near();
    bring(rows_.memory());
    bring(revisions_);
    bring(changes_);
    bring(terms_);
    constexpr std::size_t facts_max = bytes_max / sizeof(Fact);
    for (const Number revision : std::span(revisions_).first(std::min<std::size_t>(revisions_.size(), facts_max))) {
        __builtin_prefetch(&facts_[revision]);
    }
    std::size_t facts = 0;
    for (Number term = 0; term < rows_.size() && facts < facts_max; ++term) {
        facts += rows_[term].size();
        for (const RowFact& fact : rows_[term]) {
            if (fact.earliest <= on || fact.is(mark::sets_ends)) {
                __builtin_prefetch(&facts_[fact.place]);
            }
        }
    }
}

void AllianceHistory::bring_itself_near() const {
    const auto* bytes = reinterpret_cast<const char*>(this) - 16;     // with what counts its owners
    const auto* end = reinterpret_cast<const char*>(&replacements_);  // hardly any entry needs what follows
    for (; bytes < end; bytes += line_bytes) {
        __builtin_prefetch(bytes);
    }
}

void AllianceHistory::bring_tables_near(const Entry& to_come) const {
    const auto bring_end = [](const auto& row) { __builtin_prefetch(row.data() + row.size(), 1); };
    bring_end(entries_);
    bring_end(entry_ids_);
    bring_end(facts_);
    bring_end(changes_);
    bring_end(fact_sources_);
    entry_table_.bring_near(std::hash<Uuid>{}(to_come.id));
    for (const Source& source : std::span(to_come.sources).first(std::min<std::size_t>(to_come.sources.size(), 2))) {
        source_table_.bring_near(pool_hash(source));
    }
    terms_.bring_near();
    rows_.bring_near();
}

void AllianceHistory::bring_rows_near(const Entry& to_come) const {
    if (const TermId* term = term_of(to_come.events.front())) {
        if (const Number known = terms_.find(term->text); known != nothing) {
            const auto row = rows_[known];
            const std::size_t last = std::min<std::size_t>(row.size(), 16);
            bring_beginning_near(row.data() + (row.size() - last), (last + 1) * sizeof(RowFact));
        }
    }
}

}  // namespace entente
