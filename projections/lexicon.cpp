#include <entente/projections/lexicon.hpp>

#include <entente/core/assert.hpp>
#include <entente/projections/pool_hash.hpp>

namespace entente {
namespace {

PlainEnds plain_form(const Ends& ends) {
    bool plain = true;
    each_single_end(ends, [&](const End& end) { plain &= is_plain(end); });
    return {
        .last_day = plain ? last_day(ends, [](const End& end) { return read_dated_end(end); }) : DaySpan{never, never},
        .plain = plain};
}

PlainEnds plain_form(const FieldValue& value) {
    const auto* ends = std::get_if<Ends>(&value);
    return plain_form(ends ? *ends : Ends{});
}

}  // namespace

Lexicon::Lexicon() {
    Writer writer{*this};
    const Number null = writer.value(FieldValue{});
    const Number no = writer.value(FieldValue{false});
    const Number yes = writer.value(FieldValue{true});
    ENTENTE_ASSERT(null == null_value && no == truth_value(false) && yes == truth_value(true));
}

Lexicon::Lexicon(std::shared_ptr<const Lexicon> below) : below_(std::move(below)) {
    ENTENTE_ASSERT(below_ && !below_->below_);
}

template <typename Value, typename Like>
Number Lexicon::find(Shelf<Value> Lexicon::* shelf, const Like& value, std::size_t hash) const {
    const auto& [row, places] = this->*shelf;
    const Number place = places.find(hash, row.size(), [&](Number known) { return row[known] == value; });
    return place == nothing ? nothing : number_of(place);
}

template <typename Value, typename Like>
Number Lexicon::find_below(Shelf<Value> Lexicon::* shelf, const Like& value, std::size_t hash) const {
    if (!below_) {
        return nothing;
    }
    const std::scoped_lock lock(below_->mutex_);
    return below_->find(shelf, value, hash);
}

template <typename Value, typename Like>
Number Lexicon::intern(Shelf<Value> Lexicon::* shelf, const Like& value) {
    const auto hash = pool_hash(value);
    if (const Number known = find_below(shelf, value, hash); known != nothing) {
        return known;
    }
    if (const Number known = find(shelf, value, hash); known != nothing) {
        return known;
    }
    auto& [row, places] = this->*shelf;
    const Number place = row.size();
    ENTENTE_ASSERT(place < derived_bit);
    row.emplace_back(value);
    places.add(place, hash);
    return number_of(place);
}

Number Lexicon::find(const FieldValue& value) const {
    const auto hash = pool_hash(value);
    if (const Number known = find_below(&Lexicon::values_, value, hash); known != nothing) {
        return known;
    }
    const std::scoped_lock lock(mutex_);
    return find(&Lexicon::values_, value, hash);
}

Number Lexicon::Writer::value(const FieldValue& value) {
    const Number number = lexicon_.intern(&Lexicon::values_, value);
    if (lexicon_.plain_ends_.size() < lexicon_.values_.row.size()) {
        lexicon_.plain_ends_.emplace_back(plain_form(value));
    }
    return number;
}

Number Lexicon::Writer::moment(const Moment& moment) {
    return lexicon_.intern(&Lexicon::moments_, moment);
}

Number Lexicon::Writer::text(std::string_view text) {
    return lexicon_.intern(&Lexicon::texts_, text);
}

Number Lexicon::Writer::key(std::string_view key) {
    return lexicon_.intern(&Lexicon::keys_, key);
}

Number Lexicon::Writer::add(const Source& source) {
    const Number place = lexicon_.sources_.size();
    lexicon_.sources_.emplace_back(source);
    return lexicon_.number_of(place);
}

}  // namespace entente
