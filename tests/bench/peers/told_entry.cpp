#include <algorithm>
#include <ranges>
#include <span>

#include "told_entry.hpp"
#include <fmt/format.h>

namespace entente::bench {
namespace {

std::string id_of(std::uint64_t seq) {
    return fmt::format("0196f3a2-0000-7000-8000-{:012x}", seq);
}

std::string lower_case(std::string text) {
    std::ranges::transform(
        text, text.begin(), [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// How many of them grant: one, unless the others name somebody twice, which a list may not.
std::size_t grantors_of(std::span<const std::string> parties) {
    const auto distinct = [](std::span<const std::string> some) {
        return std::ranges::all_of(some, [&](const std::string& one) { return std::ranges::count(some, one) == 1; });
    };
    std::size_t grantors = 1;
    while (!distinct(parties.subspan(grantors))) {
        ++grantors;
    }
    return grantors;
}

std::string listed(std::span<const std::string> parties) {
    std::string list;
    for (const auto& party : parties) {
        list += fmt::format("{}\"{}\"", list.empty() ? "" : ",", lower_case(party));
    }
    return "[" + list + "]";
}

/// The fields that a grant states or an amendment changes, without the braces around them.
std::string fields_of(const ToldEvent& event) {
    std::string fields;
    const auto add = [&](std::string_view name, const std::string& value) {
        fields += fmt::format("{}\"{}\":{}", fields.empty() ? "" : ",", name, value);
    };
    if (!event.percent.empty()) {
        add("attributes", fmt::format(R"({{"percent":"{}%"}})", event.percent));
    }
    if (!event.through.empty()) {
        add("ends", fmt::format(R"([{{"through":"{}"}}])", event.through));
    }
    if (!event.exclusive.empty()) {
        add("exclusive", event.exclusive);
    }
    if (!event.parties.empty()) {
        const std::span<const std::string> parties{event.parties};
        const auto grantors = grantors_of(parties);
        add("grantor", listed(parties.first(grantors)));
        add("grantee", listed(parties.subspan(grantors)));
    }
    return fields;
}

}  // namespace

std::string ToldEntries::next(const ToldEvent& event) {
    std::string events;
    if (formed_.insert(event.alliance).second) {
        forming_.insert(event.seq);
        events = R"({"type":"alliance.formed"},)";
    }
    const auto term = lower_case(event.term);
    switch (event.op) {
        case ToldEvent::Op::grant:
            events +=
                fmt::format(R"({{"type":"term.granted","term":"{}","kind":"license",{}}})", term, fields_of(event));
            break;
        case ToldEvent::Op::amend:
            events += fmt::format(R"({{"type":"term.amended","term":"{}","set":{{{}}}}})", term, fields_of(event));
            break;
        case ToldEvent::Op::end:
            events += fmt::format(R"({{"type":"term.ended","term":"{}"}})", term);
            break;
        case ToldEvent::Op::retract:
            events += fmt::format(
                R"({{"type":"event.retracted","event":"{}#{}"}})", id_of(event.retracts),
                forming_.contains(event.retracts) ? 1 : 0);
    }
    return fmt::format(
        R"({{"id":"{}","actor":"bench","alliance":"{}","announced":"{}","sources":[{{"url":"{}"}}],"note":"{}","events":[{}]}})",
        id_of(event.seq), lower_case(event.alliance), event.effective, event.source, event.note, events);
}

std::uint64_t told_seq(const EntryId& id) {
    std::uint64_t seq = 0;
    for (const auto byte : std::span(id.bytes).last<6>()) {
        seq = seq << 8U | byte;
    }
    return seq;
}

}  // namespace entente::bench
