#include <entente/projections/term_history.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/core/nearest_name.hpp>
#include <entente/projections/because.hpp>
#include <entente/projections/term_answer.hpp>

namespace entente {
namespace {

std::string_view said(const AllianceHistory& history, Number text) {
    return text == nothing ? std::string_view{} : std::string_view{history.text(text)};
}

/// What an event says besides its fields: a reason, or the text of a confirmation.
std::string_view text_of(const Fact& fact, const AllianceHistory& history) {
    if (fact.type == EventType::term_ended || fact.type == EventType::alliance_dissolved) {
        return fact.word == 0 ? std::string_view{} : word(static_cast<EndReason>(fact.word - 1));
    }
    if (fact.type == EventType::party_left) {
        return said(history, fact.role);
    }
    return fact.type == EventType::term_granted ? std::string_view{} : said(history, fact.detail);
}

class StoryTeller {
public:
    StoryTeller(const Considered& considered, const Occasions& occasions, Number term)
        : considered_(considered), history_(considered.history()), term_(term) {
        for (Number number = 0; number < history_.facts().size(); ++number) {
            const Fact& raw = history_.facts()[number];
            if (!considered.in_set(number)) {
                continue;
            }
            const Fact* reading = considered.reading(number);
            if (concerns(raw) || (reading && concerns(*reading))) {
                tell(number, raw, reading);
            }
        }
        for (const Fact* sweep : occasions.sweeps()) {
            tell_sweep(*sweep);
        }
        std::ranges::stable_sort(told_, [](const Told& a, const Told& b) { return a.key < b.key; });
    }

    [[nodiscard]] std::vector<TermChange> changes() && {
        std::vector<TermChange> changes;
        changes.reserve(told_.size());
        for (auto& told : told_) {
            changes.push_back(std::move(told.change));
        }
        return changes;
    }

private:
    struct Told {
        std::tuple<bool, Day, Number> key;  ///< those without a day last
        TermChange change;
    };

    [[nodiscard]] bool concerns(const Fact& fact) const {
        return Considered::is_about_term(fact.type) && fact.subject == term_;
    }

    /// A dissolution or a succession belongs to the story of a term that rests on it.
    void tell_sweep(const Fact& sweep) {
        const auto granted = std::ranges::find_if(told_, [](const Told& told) {
            return told.change.type == EventType::term_granted && !told.change.planned && !told.change.retracted;
        });
        if (granted != told_.end() && !names_other_parties(sweep)) {
            add(sweep, sweep, nothing);
        }
    }

    /// Whether a party left whom no grant of the term ever named.
    [[nodiscard]] bool names_other_parties(const Fact& sweep) const {
        if (sweep.type != EventType::party_left) {
            return false;
        }
        const FieldValue leaving{std::string{history_.parties()[sweep.subject]}};
        for (const auto& told : told_) {
            for (const auto& field : told.change.fields) {
                const auto* parties = std::get_if<std::vector<std::string>>(field.value);
                if (parties && std::ranges::find(*parties, std::get<std::string>(leaving)) != parties->end()) {
                    return false;
                }
            }
        }
        return true;
    }

    void tell(Number number, const Fact& raw, const Fact* reading) {
        add(reading ? *reading : raw, raw, number);
        told_.back().change.retracted = reading == nullptr;
    }

    void add(const Fact& fact, const Fact& raw, Number number) {
        const auto& entry = history_.entries()[raw.entry];
        TermChange change{
            .event = history_.address(raw),
            .seq = entry.seq,
            .type = fact.type,
            .planned = fact.planned,
            .effective = fact.has_day() ? &history_.moment(fact.moment) : nullptr,
            .announced = entry.announced,
            .recorded = entry.recorded,
            .actor = said(history_, entry.actor),
            .title = said(history_, entry.title),
            .text = text_of(fact, history_),
            .confidence = fact.confidence,
            .fields = {},
            .sources = {},
            .revised_by = number == nothing ? std::vector<EventAddress>{} : revisions_of(number),
            .retracted = false,
            .counts = false,
        };
        if (fact.type == EventType::term_granted || fact.type == EventType::term_amended) {
            for (const auto& each : history_.changes_of(fact)) {
                change.fields.push_back({
                    .field = each.field(),
                    .key = each.key() == nothing ? std::string_view{} : std::string_view{history_.key(each.key())},
                    .value = &history_.value(each.value()),
                });
            }
        }
        cite_sources(change.sources, considered_, fact);
        const bool surely = !fact.planned && !fact.rumoured() && !fact.upon;
        change.counts = surely && fact.days.latest <= considered_.viewpoint().asked.on;
        told_.push_back({.key = {!fact.has_day(), fact.days.earliest, fact.place}, .change = std::move(change)});
    }

    /// The revisions that stand and act on the fact, directly or on a revision of it.
    [[nodiscard]] std::vector<EventAddress> revisions_of(Number fact) const {
        std::vector<Number> acted_on{fact};
        std::vector<EventAddress> revisions;
        for (const Number number : history_.revisions()) {
            const Fact& revision = history_.facts()[number];
            if (considered_.stands(number) && std::ranges::find(acted_on, revision.subject) != acted_on.end()) {
                acted_on.push_back(number);
                revisions.push_back(history_.address(revision));
            }
        }
        return revisions;
    }

    const Considered& considered_;
    const AllianceHistory& history_;
    Number term_;
    std::vector<Told> told_;
};

}  // namespace

Error no_such_term(const AllianceHistory& history, const TermId& term) {
    std::vector<std::string_view> known(history.terms().begin(), history.terms().end());
    const auto nearest = nearest_name(term.text, known);
    return {
        .code = ErrorCode::not_found,
        .message = fmt::format(
            "{} has no term {}; {}", history.id().text, term.text,
            nearest ? fmt::format("did you mean {}?", *nearest)
                    : fmt::format("`entente terms {} --all` lists them", history.id().text)),
        .where = "/term",
    };
}

Result<TermHistoryAnswer> term_history(
    const Ledger& ledger, const AllianceId& alliance, const TermId& term, const AsOf& as_of, Day today) {
    const auto history = ENTENTE_TRY(ledger.history(alliance));
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(as_of, today));
    const Number number = history->terms().find(term.text);
    if (number == nothing) {
        return std::unexpected(no_such_term(*history, term));
    }
    TermHistoryAnswer answer{
        .term = history->terms()[number],
        .terms = terms_on(history, viewpoint, Listing::all),
        .changes = {},
        .blame = {}};
    std::erase_if(answer.terms.terms, [&](const TermState& state) { return state.term != term.text; });

    const Considered considered{*history, answer.terms.viewpoint};
    const Occasions occasions{considered};
    DerivedValues derived{*history, *answer.terms.derived};
    answer.changes = StoryTeller{considered, occasions, number}.changes();
    if (!answer.terms.terms.empty()) {
        for (const auto& setter :
             term_setters({.considered = considered, .occasions = occasions, .derived = derived}, number).fields) {
            answer.blame.push_back({
                .field = setter.field.field,
                .key = setter.field.key,
                .value = setter.field.value,
                .event = history->address(*setter.by),
            });
        }
    }
    return answer;
}

}  // namespace entente
