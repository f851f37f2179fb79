#include <entente/projections/difference_causes.hpp>

#include <algorithm>
#include <deque>

#include <entente/projections/because.hpp>
#include <entente/projections/term_answer.hpp>

namespace entente {
namespace {

using Addresses = std::vector<EventAddress>;

bool names(const Addresses& addresses, const EventAddress& address) {
    return std::ranges::find(addresses, address) != addresses.end();
}

void add_once(Addresses& addresses, const EventAddress& address) {
    if (!names(addresses, address)) {
        addresses.push_back(address);
    }
}

/// Whether a path names a key of scope, days or attributes.
bool is_keyed(std::string_view path) {
    return path.find('/') != std::string_view::npos;
}

/// The event that a revision, or a revision of revisions, goes back to.
Number revised_event(const AllianceHistory& history, Number revision) {
    Number fact = revision;
    while (is_revision(history.facts()[fact].type)) {
        fact = history.facts()[fact].subject;
    }
    return fact;
}

/// What has surely happened to a party, in fold order.
Addresses events_of_party(const Considered& considered, std::string_view party) {
    const auto& history = considered.history();
    const Number number = history.parties().find(std::string{party});
    const auto is_about = [&](const Fact& fact) {
        if (fact.type == EventType::alliance_formed) {
            return std::ranges::any_of(
                history.founders_of(fact), [&](const Fact& founder) { return founder.subject == number; });
        }
        return EventType::party_joined <= fact.type && fact.type <= EventType::party_renamed && fact.subject == number;
    };
    std::vector<const Fact*> facts;
    considered.each(history.party_facts(), is_about, [&](const Fact& fact) {
        const bool happened = fact.days.latest <= considered.viewpoint().asked.on;
        if (is_about(fact) && !fact.planned && !fact.rumoured() && happened) {
            facts.push_back(&fact);
        }
    });
    std::ranges::sort(facts, [](const Fact* a, const Fact* b) { return folds_before(*a, *b); });
    Addresses addresses;
    for (const Fact* fact : facts) {
        name_event(addresses, considered, *fact);
    }
    return addresses;
}

}  // namespace

struct DifferenceCauses::Sides {
    Sides(const TermsAnswer* was, const TermsAnswer& is)
        : after(*is.history, is.viewpoint), occasions(after), derived(*is.history, values) {
        if (was) {
            before.emplace(*was->history, was->viewpoint);
        }
    }

    /// The revisions that count only later and acted on what the earlier state rested on and the later does not.
    void add_revisions(Addresses& because, const Addresses& gone) const {
        if (gone.empty() || !before) {
            return;
        }
        const auto& history = after.history();
        for (const Number number : history.revisions()) {
            const Fact& revision = history.facts()[number];
            const Number base = revised_event(history, number);
            const bool was_there = base < before->history().facts().size();
            const bool is_new = number >= before->history().facts().size() || !before->stands(number);
            const Fact* read = after.stands(number) && is_new && was_there ? before->reading(base) : nullptr;
            if (!read) {
                continue;
            }
            Addresses read_as;
            name_event(read_as, *before, *read);
            if (std::ranges::any_of(read_as, [&](const auto& address) { return names(gone, address); })) {
                add_once(because, history.address(revision));
            }
        }
    }

    /// `did`: who set what differs; `set`: who set anything that the later state shows.
    [[nodiscard]] Addresses because(
        Turn turn, const Addresses& were, const Addresses& are, const Addresses& did, const Addresses& set) const {
        Addresses because;
        Addresses fresh;
        for (const auto& event : are) {
            const bool is_new = !names(were, event);
            if (turn == Turn::added || names(did, event) || (is_new && !names(set, event))) {
                because.push_back(event);
            }
            if (is_new) {
                fresh.push_back(event);
            }
        }
        Addresses gone;
        std::ranges::copy_if(were, std::back_inserter(gone), [&](const auto& event) { return !names(are, event); });
        add_revisions(because, gone);
        for (const Addresses* next : std::initializer_list<const Addresses*>{&fresh, &are, &were}) {
            if (because.empty()) {
                because = *next;
            }
        }
        return because;
    }

    Considered after;
    std::optional<Considered> before;
    Occasions occasions;
    mutable std::deque<FieldValue> values;
    mutable DerivedValues derived;
};

DifferenceCauses::DifferenceCauses(const TermsAnswer* before, const TermsAnswer& after)
    : sides_(std::make_unique<Sides>(before, after)) {}

DifferenceCauses::~DifferenceCauses() = default;

void DifferenceCauses::explain(TermDifference& difference) const {
    const auto& history = sides_->after.history();
    Addresses did;
    Addresses set;
    if (difference.after && difference.turn != Turn::added) {
        const Number term = history.terms().find(std::string{difference.after->term});
        const TermContext context{
            .considered = sides_->after, .occasions = sides_->occasions, .derived = sides_->derived};
        const auto setters = term_setters(context, term);
        const auto tell = [&](const std::string& path, const Fact* by) {
            if (!by) {
                return;
            }
            name_event(set, sides_->after, *by);
            const auto field = std::ranges::find(difference.fields, path, &FieldDifference::path);
            if (field != difference.fields.end()) {
                field->by = history.address(*by);
                name_event(did, sides_->after, *by);
            }
        };
        tell("status", setters.status);
        if (setters.status && difference.turn == Turn::removed) {
            name_event(did, sides_->after, *setters.status);
        }
        for (const auto* all : {&setters.fields, &setters.removed}) {
            for (const auto& setter : *all) {
                tell(path(setter.field.field, setter.field.key), setter.by);
            }
        }
        for (const auto& field : difference.fields) {
            if (!field.by && is_keyed(field.path)) {
                tell(field.path, setters.grant);
            }
        }
    }
    static const Addresses none;
    difference.because = sides_->because(
        difference.turn, difference.before ? difference.before->because : none,
        difference.after ? difference.after->because : none, did, set);
}

void DifferenceCauses::explain(PartyDifference& difference) const {
    const Addresses were = sides_->before ? events_of_party(*sides_->before, difference.party()) : Addresses{};
    const Addresses are = events_of_party(sides_->after, difference.party());
    difference.because = sides_->because(Turn::changed, were, are, {}, {});
}

}  // namespace entente
