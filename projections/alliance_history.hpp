/// All that a log holds of one alliance, in the form questions need it: facts in one row, values by number, dates as
/// days. A copy shares what it holds with the other, and costs little however much that is.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <entente/core/assert.hpp>
#include <entente/events/entry.hpp>
#include <entente/projections/coming_days.hpp>
#include <entente/projections/growing_row.hpp>
#include <entente/projections/last_day.hpp>
#include <entente/projections/lexicon.hpp>
#include <entente/projections/lineage.hpp>
#include <entente/projections/number_table.hpp>
#include <entente/projections/pool.hpp>
#include <entente/projections/pool_hash.hpp>
#include <entente/projections/term_rows.hpp>

namespace entente {

/// One field set to one value, by numbers into the lexicon. A question reads all changes of an alliance: eight bytes
/// each.
class Change {
public:
    Change(Field field, Number key, Number value);

    [[nodiscard]] Field field() const { return static_cast<Field>(packed_ >> key_bits); }
    /// Of scope, days, attributes; else `nothing`.
    [[nodiscard]] Number key() const {
        const Number key = packed_ & no_key;
        return key == no_key ? nothing : (key & key_max) | (key >> (key_bits - 1) << 31);
    }
    /// `null_value` for null: removed, unknown.
    [[nodiscard]] Number value() const { return value_; }

    /// Whether it states ends, whose plain form then is worth a look.
    [[nodiscard]] bool states_ends() const { return field() == Field::ends && value_ != Lexicon::null_value; }

private:
    static constexpr unsigned key_bits = 28;  ///< the highest for the lexicon's own highest bit
    static constexpr Number no_key = (Number{1} << key_bits) - 1;
    static constexpr Number key_max = no_key >> 1;

    Number packed_;
    Number value_;
};

/// One event as a projection needs it. Of a corrected event: how it reads, in the place of what it replaces.
struct Fact {
    DaySpan days;         ///< of a dated effective; what stands `upon` a milestone gets its days in a question
    Day announced;        ///< the latest day of the announcement
    Number place;         ///< in the order recorded: its own number; of a correction that of what it replaces
    Number entry;         ///< which entry says so (the correcting one, of a correction)
    Number moved_by;      ///< the fact that rescheduled it, or `nothing`
    Number moment;        ///< the effective as written; `nothing` of a plan without a day
    Number subject;       ///< the term, party or milestone it is about; of event.* and source.added the fact
    Number detail;        ///< by type: a text (reason, name, title, what is said), the successor, the asserted day
    Number role;          ///< of party.joined: the role; of party.left: the reason
    Number first_change;  ///< of a grant, amendment or reading: its changes
    Number first_source;
    Number part;  ///< of event.corrected: the replacement; of source.added, and of what is imagined so: the reading
    std::uint16_t changes;
    std::uint16_t sources;
    std::uint16_t entry_index;  ///< which of the entry's events says so
    EventType type;
    Confidence confidence;
    std::uint8_t word;  ///< end reason + 1 (0: none said); stance; asserted status
    bool planned : 1;
    bool dated : 1;       ///< its own or its entry's effective says when; else the announcement does
    bool upon : 1;        ///< its effective counts from a milestone
    bool open_start : 1;  ///< its effective reads `[..B]`
    bool ends_wait : 1;   ///< it sets ends that are not plain
    bool sets_ends : 1;   ///< among its changes are `ends` or `survives`: what days hang on

    [[nodiscard]] bool rumoured() const { return confidence == Confidence::rumoured; }
    [[nodiscard]] bool has_day() const { return dated || !planned; }
};
static_assert(sizeof(Fact) == 64);  // a question reads all facts of an alliance: one cache line each

/// How a fact stands in the row of a term.
[[nodiscard]] RowFact row_fact(const Fact& fact);

/// What a `source.added` reads differently.
struct RivalReading {
    Number first_change;
    Number changes;
    Number moment;  ///< or `nothing`
    Number reason;  ///< a text, or `nothing`
};

/// An entry without its events.
struct EntryNote {
    Seq seq;
    Instant recorded;
    Date announced;
    Day announced_day;
    Number title, actor;  ///< texts; its note is for who reads the log
    Number first_fact;
    Number facts;
};

class AllianceHistory {
public:
    static constexpr Number null_value = Lexicon::null_value;
    static constexpr Number truth_value(bool truth) { return Lexicon::truth_value(truth); }

    AllianceHistory(AllianceId id, std::shared_ptr<Lexicon> lexicon);

    /// Adds what an entry says; entries come in the order of their seq. Copies that share with this one may be read
    /// meanwhile. Of several copies the first that adds goes on in place; the others have what they share copied.
    void add(Seq seq, Instant recorded, const Entry& entry);

    /// From now on adds what it says to this lexicon, which lies over the present one; and shares nothing, so that
    /// whom it is a copy of may go on in place.
    void speak(std::shared_ptr<Lexicon> over);

    /// Asks for the facts to be brought near that tell how things stand on a day: a question reads them out of order,
    /// and one cache miss after the other costs more than the rest of its work (measured: 30 us of 47 with 5,000
    /// alliances in memory).
    void bring_near(Day on) const;

    /// Ask for what adding an entry reads and changes to be brought near: one after the other, each when what the one
    /// before asked for is there.
    void bring_itself_near() const;
    void bring_tables_near(const Entry& to_come) const;
    void bring_rows_near(const Entry& to_come) const;

    /// The days on which anything may come, for `upcoming`; gathered when first asked for.
    [[nodiscard]] const ComingDays& coming_days() const { return coming_days_.of(*this); }

    [[nodiscard]] const AllianceId& id() const { return id_; }
    [[nodiscard]] std::span<const EntryNote> entries() const { return entries_; }
    /// Of one of `entries()`.
    [[nodiscard]] const EntryId& id_of(const EntryNote& entry) const {
        return entry_ids_[static_cast<std::size_t>(&entry - entries_.data())];
    }

    /// Every event, in the order recorded.
    [[nodiscard]] std::span<const Fact> facts() const { return facts_; }

    /// The facts about one term, by (earliest day, seq, index); what stands upon a milestone by its announced day.
    [[nodiscard]] std::span<const RowFact> row(Number term) const { return rows_[term]; }

    /// How many entries, and how many facts, were recorded by a position.
    [[nodiscard]] Number entries_by(Seq last) const;
    [[nodiscard]] Number facts_by(Seq last) const;

    /// The facts that act on others, in the order recorded.
    [[nodiscard]] std::span<const Number> revisions() const { return revisions_; }
    [[nodiscard]] std::span<const Number> added_sources() const { return added_sources_; }
    [[nodiscard]] std::span<const Number> party_facts() const { return party_facts_; }  ///< formed, too
    [[nodiscard]] std::span<const Number> reaches() const { return reaches_; }
    [[nodiscard]] std::span<const Number> assertions() const { return assertions_; }
    /// Dissolutions and parties leaving with a successor: what touches every term.
    [[nodiscard]] std::span<const Number> sweeps() const { return sweeps_; }
    [[nodiscard]] bool has_open_starts() const { return has_open_starts_; }

    /// What corrections put in place; their seq, index and announced day are those of what they replace.
    [[nodiscard]] const Fact& replacement(Number part) const { return replacements_[part]; }
    [[nodiscard]] const RivalReading& reading(Number part) const { return readings_[part]; }

    /// Of all events and readings.
    [[nodiscard]] std::span<const Change> changes() const { return changes_; }
    [[nodiscard]] std::span<const Change> changes_of(const Fact& fact) const {
        return std::span(changes_).subspan(fact.first_change, fact.changes);
    }
    [[nodiscard]] std::span<const Change> changes_of(const RivalReading& reading) const {
        return std::span(changes_).subspan(reading.first_change, reading.changes);
    }
    /// Of a grant or an amendment that is imagined as a rival reads it: what the rival changes on top; else nothing.
    [[nodiscard]] std::span<const Change> imagined_changes_of(const Fact& fact) const {
        return fact.part == nothing ? std::span<const Change>() : changes_of(readings_[fact.part]);
    }
    /// The numbers of a fact's sources.
    [[nodiscard]] std::span<const Number> sources_of(const Fact& fact) const {
        return std::span(fact_sources_).subspan(fact.first_source, fact.sources);
    }
    /// Members that `alliance.formed` names, as facts of type party.joined.
    [[nodiscard]] std::span<const Fact> founders_of(const Fact& formed) const {
        return std::span(founders_).subspan(formed.first_change, formed.changes);
    }
    /// Which entry names which milestone, by entry.
    [[nodiscard]] std::span<const std::pair<Number, Number>> named_milestones() const { return named_milestones_; }

    [[nodiscard]] const Lexicon& lexicon() const { return *lexicon_; }
    /// Of a value that is `Ends`.
    [[nodiscard]] const PlainEnds& plain_ends(Number value) const { return lexicon_->plain_ends(value); }
    [[nodiscard]] const FieldValue& value(Number number) const { return lexicon_->value(number); }
    [[nodiscard]] const Source& source(Number number) const { return lexicon_->source(number); }
    [[nodiscard]] const Moment& moment(Number number) const { return lexicon_->moment(number); }
    [[nodiscard]] const std::string& text(Number number) const { return lexicon_->text(number); }
    [[nodiscard]] const std::string& key(Number number) const { return lexicon_->key(number); }
    [[nodiscard]] const Pool<std::string>& terms() const { return terms_; }
    [[nodiscard]] std::span<const Number> terms_by_id() const { return terms_by_id_; }
    [[nodiscard]] const Pool<std::string>& parties() const { return parties_; }
    [[nodiscard]] const Pool<std::string>& milestones() const { return milestones_; }
    [[nodiscard]] EventAddress address(const Fact& fact) const {
        return {.entry = entry_ids_[fact.entry], .index = fact.entry_index};
    }

private:
    friend class FactCompiler;

    void separate();

    AllianceId id_;
    std::shared_ptr<Lexicon> lexicon_;
    Lineage lineage_;
    // What every entry adds to stands first, close together.
    GrowingRow<EntryNote> entries_;
    GrowingRow<EntryId> entry_ids_;  ///< of `entries_`: answers name them, and little else
    NumberTable entry_table_;        ///< entries by id
    GrowingRow<Fact> facts_;
    GrowingRow<Change> changes_;
    GrowingRow<Number> fact_sources_;
    NumberTable source_table_;  ///< the sources, by what they are
    Pool<std::string> terms_;
    TermRows rows_;
    GrowingRow<Number> revisions_;
    GrowingRow<Fact> replacements_, founders_;
    GrowingRow<RivalReading> readings_;
    GrowingRow<Number> added_sources_, party_facts_, reaches_, assertions_, sweeps_;
    GrowingRow<std::pair<Number, Number>> named_milestones_;  ///< (entry, milestone)
    Pool<std::string> parties_, milestones_;
    std::vector<Number> terms_by_id_;
    bool has_open_starts_ = false;
    ComingDaysOnce coming_days_;
};

}  // namespace entente
