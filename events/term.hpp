/// The fields of a term as they are written: what a grant sets and an amendment changes.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <entente/core/moment.hpp>
#include <entente/core/money.hpp>
#include <entente/events/vocabulary.hpp>

namespace entente {

struct End;

struct Through {
    Moment moment;
    friend bool operator==(const Through&, const Through&) = default;
};  ///< the last day in
struct Before {
    Moment moment;
    friend bool operator==(const Before&, const Before&) = default;
};  ///< the first day out
struct During {
    Date date;
    friend bool operator==(const During&, const During&) = default;
};  ///< some day in it
struct LastOf {
    std::vector<End> ends;
    bool operator==(const LastOf&) const;
};  ///< the later of several
struct FirstOf {
    std::vector<End> ends;
    bool operator==(const FirstOf&) const;
};  ///< inside a LastOf only

/// The four kinds of no date. They stand alone.
enum class NoEnd : std::uint8_t { perpetual, open, not_stated, unknown };
template <>
std::span<const Word<NoEnd>> vocabulary<NoEnd>();

struct End {
    std::variant<Through, Before, During, LastOf, FirstOf, NoEnd> form;
    friend bool operator==(const End&, const End&) = default;
};

/// A term ends as soon as the first of these does. Empty: nobody stated an end.
using Ends = std::vector<End>;

/// Where a term holds: these paths, or everywhere except these.
struct Region {
    bool except = false;
    std::vector<std::string> paths;
    friend bool operator==(const Region&, const Region&) = default;
};

/// One value of one field; `std::monostate` is null: unknown, or removed.
///   kind, subject: string · grantor, grantee, actions, conditions: list of strings · exclusive, survives: bool
///   scope/KEY: Region · ends: Ends · days/NAME: Moment · attributes/NAME: string, int64, bool or Money
using FieldValue = std::variant<
    std::monostate, bool, std::int64_t, std::string, std::vector<std::string>, Region, Ends, Moment, Money>;

/// One field set to one value. A grant is a list of these over an empty term; an amendment over what there is
/// (JSON Merge Patch, RFC 7396): null removes, and null with an empty key empties all of scope, days or attributes.
struct FieldChange {
    Field field;
    std::string key;  ///< of scope, days and attributes: which one; else empty
    FieldValue value;
    friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// `exclusive`, `attributes/percent`.
[[nodiscard]] std::string path(Field field, std::string_view key);

}  // namespace entente
