/// Turns one entry into facts of a history: what questions need of it, by number.
#pragma once

#include <entente/projections/alliance_history.hpp>

namespace entente {

class FactCompiler {
public:
    explicit FactCompiler(AllianceHistory& history) : history_(history), lexicon_(*history.lexicon_) {}

    /// Adds the entry behind those the history has.
    void add(Seq seq, Instant recorded, const Entry& entry);

private:
    Fact common(const Event& event, Number index) const;
    Fact compile(const Event& event, Number index);
    void link(const Fact& fact, Number number);
    void describe(Fact& fact, const EventBody& body);
    void set_moment(Fact& fact, const Moment& moment);
    void add_changes(Fact& fact, const std::vector<FieldChange>& changes);
    Number value(const FieldChange& change);
    Number source(const Source& source);
    Number add_reading(const Reading& reading);
    void set_founders(Fact& formed, const std::vector<Member>& members);
    [[nodiscard]] Number target_of(const EventAddress& address) const;
    void name_milestone(const Moment& moment);
    void name_milestones(const Ends& ends);
    Number text(const std::string& text) { return text.empty() ? nothing : lexicon_.text(text); }
    Number party(const PartyId& id) { return history_.parties_.intern(id.text); }
    Number term(const TermId& id);

    AllianceHistory& history_;
    Lexicon::Writer lexicon_;
    const Entry* entry_ = nullptr;
    Number entry_number_ = 0;
};

}  // namespace entente
