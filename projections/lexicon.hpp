/// What the histories of a ledger say, each thing once and named by number. All alliances share it, for they say much
/// alike: the same words, the same days. It only grows, and what it holds stays where it is.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include <entente/core/moment.hpp>
#include <entente/events/event.hpp>
#include <entente/events/term.hpp>
#include <entente/projections/last_day.hpp>
#include <entente/projections/number_table.hpp>
#include <entente/projections/stable_row.hpp>

namespace entente {

/// Ends as most terms have them: by the calendar alone, so that the last day is known beforehand.
struct PlainEnds {
    DaySpan last_day;  ///< `never` where no date ends the term
    bool plain;        ///< false where a milestone or `unknown` has a say: then the value itself must be read
};

/// Threads may read what they were told the number of while others add.
class Lexicon {
public:
    /// The numbers of null, and of false and true, among the values.
    static constexpr Number null_value = 0;
    static constexpr Number truth_value(bool truth) { return truth ? 2 : 1; }

    /// No lexicon gives a number with this bit to a value: it is for those that stand in none.
    static constexpr Number derived_bit = Number{1} << 30;

    Lexicon();

    /// Laid over another, whose numbers mean here what they mean there; what is added here does not stand there.
    /// One may lie over a lexicon that lies over none.
    explicit Lexicon(std::shared_ptr<const Lexicon> below);

    [[nodiscard]] const FieldValue& value(Number number) const { return at(&Lexicon::values_, number); }
    /// Of a value that is `Ends`.
    [[nodiscard]] const PlainEnds& plain_ends(Number value) const { return at(&Lexicon::plain_ends_, value); }
    [[nodiscard]] const Moment& moment(Number number) const { return at(&Lexicon::moments_, number); }
    [[nodiscard]] const std::string& text(Number number) const { return at(&Lexicon::texts_, number); }
    [[nodiscard]] const std::string& key(Number number) const { return at(&Lexicon::keys_, number); }
    [[nodiscard]] const Source& source(Number number) const { return at(&Lexicon::sources_, number); }

    /// The number of a value; `nothing` when nobody added it.
    [[nodiscard]] Number find(const FieldValue& value) const;

    /// Adds, one thread after another: equal things are given equal numbers. Holds the lexicon until it is destroyed.
    class Writer {
    public:
        explicit Writer(Lexicon& lexicon) : lexicon_(lexicon), lock_(lexicon.mutex_) {}
        Number value(const FieldValue& value);
        Number moment(const Moment& moment);
        Number text(std::string_view text);
        Number key(std::string_view key);
        /// Sources are many and seldom alike: whoever adds one looks whether it has it.
        Number add(const Source& source);

    private:
        Lexicon& lexicon_;
        std::unique_lock<std::mutex> lock_;
    };

private:
    template <typename Value>
    struct Shelf {
        StableRow<Value> row;
        NumberTable places;  ///< in the row, by hash
        [[nodiscard]] const Value& operator[](Number place) const { return row[place]; }
    };
    static constexpr Number over_bit = Number{1} << 31;  ///< of what was added to a lexicon laid over another

    template <typename Row>
    [[nodiscard]] decltype(std::declval<const Row&>()[Number{}]) at(Row Lexicon::* row, Number number) const {
        return (number & over_bit) == 0 && below_ ? ((*below_).*row)[number] : (this->*row)[number & ~over_bit];
    }
    template <typename Value, typename Like>
    [[nodiscard]] Number find(Shelf<Value> Lexicon::* shelf, const Like& value, std::size_t hash) const;
    template <typename Value, typename Like>
    [[nodiscard]] Number find_below(Shelf<Value> Lexicon::* shelf, const Like& value, std::size_t hash) const;
    template <typename Value, typename Like>
    Number intern(Shelf<Value> Lexicon::* shelf, const Like& value);
    [[nodiscard]] Number number_of(Number place) const { return below_ ? place | over_bit : place; }

    std::shared_ptr<const Lexicon> below_;
    mutable std::mutex mutex_;  ///< held to look for things and to add them
    Shelf<FieldValue> values_;
    Shelf<Moment> moments_;
    Shelf<std::string> texts_, keys_;
    StableRow<PlainEnds> plain_ends_;  ///< by value
    StableRow<Source> sources_;
};

}  // namespace entente
