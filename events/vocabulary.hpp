/// Every closed list of words entente speaks, once: the enumerator, the word on the wire, a sentence for people.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace entente {

enum class Confidence : std::uint8_t { official, reported, rumoured };  ///< from strongest to weakest

enum class Status : std::uint8_t { proposed, pending, in_force, suspended, ended, expired };

enum class EndReason : std::uint8_t {
    revoked,
    terminated,
    superseded,
    fulfilled,
    converted,
    transferred,
    waived,
    withdrawn,
    lapsed
};

enum class Stance : std::uint8_t { supports, contradicts };

/// The kinds of term. Own kinds, `x-…`, stand beside them. They cover the 41 clause labels of CUAD.
enum class Kind : std::uint8_t {
    exclusivity,
    carve_out,
    non_compete,
    designation,
    license,
    ip_ownership,
    distribution,
    supply,
    first_refusal,
    priority,
    option,
    payment,
    revenue_share,
    commitment,
    limit,
    equity,
    voting,
    governance,
    assignment,
    renewal,
    termination,
    liability,
    other
};

/// The types of event, in the order of `EventBody`'s alternatives.
enum class EventType : std::uint8_t {
    alliance_formed,
    alliance_dissolved,
    party_joined,
    party_left,
    party_suspended,
    party_resumed,
    party_renamed,
    term_granted,
    term_amended,
    term_confirmed,
    term_exercised,
    term_suspended,
    term_resumed,
    term_ended,
    milestone_reached,
    event_retracted,
    event_corrected,
    event_rescheduled,
    source_added,
    note_added,
    state_asserted
};

/// The fields of a term.
enum class Field : std::uint8_t {
    kind,
    grantor,
    grantee,
    subject,
    actions,
    exclusive,
    scope,
    ends,
    conditions,
    survives,
    days,
    attributes
};

/// The keys of a term's scope.
enum class ScopeKey : std::uint8_t { territory, channel, persons, field };

/// What a warning is about.
enum class WarningCode : std::uint8_t {
    unknown_term,      ///< amends, ends … a term nobody granted
    already_in_force,  ///< grants what is in force
    not_in_force,      ///< ends, suspends, confirms, exercises or amends what is not in force then
    not_suspended,     ///< resumes what is not suspended
    order_unclear,     ///< imprecise days overlap those of the first grant
    unknown_party,     ///< names a party that is no member then
    already_member,    ///< joins who is a member
    not_member,        ///< leaves, suspends, resumes or renames who is no member
    assertion_broken   ///< a `state.asserted` is not true any more
};

template <typename Enum>
struct Word {
    Enum value;
    std::string_view word;      ///< as on the wire
    std::string_view sentence;  ///< what it means, for people
};

/// All the words of one list, in the order of the enumerators. Defined for every enum above.
template <typename Enum>
[[nodiscard]] std::span<const Word<Enum>> vocabulary();
template <>
std::span<const Word<Confidence>> vocabulary<Confidence>();
template <>
std::span<const Word<Status>> vocabulary<Status>();
template <>
std::span<const Word<EndReason>> vocabulary<EndReason>();
template <>
std::span<const Word<Stance>> vocabulary<Stance>();
template <>
std::span<const Word<Kind>> vocabulary<Kind>();
template <>
std::span<const Word<EventType>> vocabulary<EventType>();
template <>
std::span<const Word<Field>> vocabulary<Field>();
template <>
std::span<const Word<ScopeKey>> vocabulary<ScopeKey>();
template <>
std::span<const Word<WarningCode>> vocabulary<WarningCode>();

template <typename Enum>
[[nodiscard]] std::string_view word(Enum value) {
    return vocabulary<Enum>()[static_cast<std::size_t>(value)].word;
}

template <typename Enum>
[[nodiscard]] std::optional<Enum> from_word(std::string_view text) {
    for (const auto& known : vocabulary<Enum>()) {
        if (known.word == text) {
            return known.value;
        }
    }
    return std::nullopt;
}

/// The bare words of one list, for naming the nearest and saying what is allowed.
template <typename Enum>
[[nodiscard]] std::vector<std::string_view> words() {
    std::vector<std::string_view> all;
    for (const auto& known : vocabulary<Enum>()) {
        all.push_back(known.word);
    }
    return all;
}

}  // namespace entente
