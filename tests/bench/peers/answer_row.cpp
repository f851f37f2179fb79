#include <algorithm>
#include <ranges>
#include <stdexcept>

#include "answer_row.hpp"
#include "told_entry.hpp"
#include <fmt/format.h>

#include <entente/projections/considered.hpp>

namespace entente::bench {
namespace {

/// `8.5%` in hundredths.
std::int32_t hundredths(std::string_view percent) {
    std::int32_t value = 0;
    int decimals = 0;
    bool behind_point = false;
    for (const char c : percent) {
        if (c == '.') {
            behind_point = true;
        } else if (c != '%') {
            value = 10 * value + (c - '0');
            decimals += behind_point ? 1 : 0;
        }
    }
    for (; decimals < 2; ++decimals) {
        value *= 10;
    }
    return value;
}

std::int32_t percent_of(const TermState& state) {
    const auto percent = std::ranges::find_if(state.fields, [](const FieldState& field) {
        return field.field == Field::attributes && field.key == "percent";
    });
    return percent == state.fields.end() ? 0 : hundredths(std::get<std::string>(*percent->value));
}

std::optional<Day> through_of(const TermState& state) {
    const auto* ends = std::get_if<Ends>(&state.at(Field::ends));
    if (ends == nullptr || ends->empty()) {
        return std::nullopt;
    }
    return days_of(std::get<Date>(std::get<Through>(ends->front().form).moment)).latest;
}

void join(std::string& parties, const FieldValue& list) {
    for (const auto& party : std::get<std::vector<std::string>>(list)) {
        if (!parties.empty()) {
            parties += ',';
        }
        parties += party;
    }
}

/// Whether one of these is known, and not retracted.
bool any_counts(const std::vector<Number>& facts, const TermsAnswer& answer) {
    if (facts.empty()) {
        return false;
    }
    const Considered considered{*answer.history, answer.viewpoint};
    return std::ranges::any_of(facts, [&](Number fact) { return considered.reading(fact) != nullptr; });
}

/// The day of the grant that a term in force rests on; none where the workload counts the term as ended all the same.
/// (The state's own `since` is where the run of days in force began, which a renewal does not break.)
///
/// The one rule that differs: an end does nothing to a term that is over already, for whichever came first stays. The
/// workload's end counts even then, and a later amendment that extends the term does not bring it back.
std::optional<Day> granted_on(const TermsAnswer& answer, Number term, const TermState& state) {
    const auto& history = *answer.history;
    std::vector<Number> ends;
    for (const RowFact& row : std::views::reverse(history.row(term))) {
        if (answer.viewpoint.asked.on < row.earliest) {
            continue;
        }
        if (row.type == EventType::term_ended) {
            ends.push_back(row.place);
        } else if (
            row.type == EventType::term_granted &&
            std::ranges::find(state.because, history.address(history.facts()[row.place])) != state.because.end()) {
            return any_counts(ends, answer) ? std::nullopt : std::optional{row.earliest};
        }
    }
    throw std::runtime_error(fmt::format("{} rests on no grant", state.term));
}

/// Asks for all that is to be read, which lies far apart, before any of it is waited for.
void bring_near(const TermsAnswer& answer) {
    for (const TermState& state : answer.terms) {
        for (const FieldState& field : state.fields) {
            __builtin_prefetch(field.value);
        }
        __builtin_prefetch(state.sources.back().source);
    }
    for (const TermState& state : answer.terms) {
        for (const auto field : {Field::grantor, Field::grantee}) {
            if (const auto* list = std::get_if<std::vector<std::string>>(&state.at(field))) {
                __builtin_prefetch(list->data());
            }
        }
        if (const auto* ends = std::get_if<Ends>(&state.at(Field::ends))) {
            __builtin_prefetch(ends->data());
        }
        __builtin_prefetch(state.sources.back().source->url.data());
        __builtin_prefetch(state.sources.back().source->url.data() + 64);
    }
}

std::string upper_case(std::string text) {
    std::ranges::transform(
        text, text.begin(), [](char c) { return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

}  // namespace

void read_rows(const TermsAnswer& answer, std::vector<AnswerRow>& rows) {
    bring_near(answer);
    const auto& history = *answer.history;
    auto number = history.terms_by_id().begin();
    std::size_t used = 0;
    for (const TermState& state : answer.terms) {
        while (history.terms()[*number] != state.term) {
            ++number;
        }
        const auto since = state.status == Status::in_force ? granted_on(answer, *number, state) : std::optional<Day>{};
        if (!since) {
            continue;
        }
        if (used == rows.size()) {
            rows.emplace_back();
        }
        AnswerRow& row = rows[used++];
        row.term = static_cast<std::uint8_t>((state.term[1] - '0') * 10 + (state.term[2] - '0'));
        row.exclusive = std::get<bool>(state.at(Field::exclusive));
        row.since = *since;
        row.through = through_of(state);
        row.percent = percent_of(state);
        row.seq = told_seq(state.because.back().entry);
        row.parties.clear();
        join(row.parties, state.at(Field::grantor));
        join(row.parties, state.at(Field::grantee));
        row.source = state.sources.back().source->url;
    }
    rows.resize(used);
}

std::string canonical(const std::vector<AnswerRow>& rows) {
    std::string all;
    for (const auto& row : rows) {
        all += fmt::format(
            "T{:02}|{}|{}|{}|{}|{}|{}|{}\n", row.term, text(row.since), row.through ? text(*row.through) : "-",
            row.percent, row.exclusive ? 1 : 0, upper_case(row.parties), row.seq, row.source);
    }
    return all;
}

std::uint64_t fnv(std::string_view text, std::uint64_t hash) {
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    return hash;
}

}  // namespace entente::bench
