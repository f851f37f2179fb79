/// An entry as it is composed in a form: every field the form has stands in it, so that no step loses any work.
#pragma once

#include <optional>
#include <string>

#include <entente/core/uuid.hpp>
#include <entente/daemon/web/form_body.hpp>
#include <entente/daemon/web/known_words.hpp>
#include <entente/events/seq.hpp>

namespace entente::daemon {

/// How many events a form takes; more are appended from a file.
inline constexpr std::size_t form_events_max = 50;
inline constexpr std::size_t form_sources_max = 20;  ///< likewise of sources
inline constexpr std::size_t form_ends_max = 8;      ///< of ways in which one term may end

class EntryDraft {
public:
    /// What was sent. Without an id, a date or a source it gets them (the source empty): the id is made once, and the
    /// same form sent again appends nothing again.
    EntryDraft(FormBody form, EntryId fresh, Day today);

    /// What the pressed button asks for.
    enum class Wish : std::uint8_t { compose, preview, append };
    [[nodiscard]] Wish wish() const;

    /// Adds and removes sources, events and ends as the pressed button says.
    void obey();

    /// Puts what was typed in the words of entries: dates, ids, and the names of alliances and parties that are known.
    void understand(const Known& known);

    [[nodiscard]] const FormBody& form() const { return form_; }
    [[nodiscard]] std::string alliance() const { return form_.at("alliance"); }
    [[nodiscard]] std::string token() const { return form_.at("token"); }
    [[nodiscard]] std::size_t events() const { return events_; }
    [[nodiscard]] std::size_t sources() const { return sources_; }  ///< at least one, which may be empty

    /// What the names of an event's, and of a source's, fields begin with: `e0.`, `s0.`.
    [[nodiscard]] static std::string of_event(std::size_t place);
    [[nodiscard]] static std::string of_source(std::size_t place);

    /// The alliance's version that the form was composed on; nothing where the log did not know it.
    [[nodiscard]] std::optional<Seq> expected() const;
    void expect(std::optional<Seq> version);

    /// The entry; whether it is right, the reader of entries says.
    [[nodiscard]] Json entry() const;

    /// The name of the field that a place in the entry was typed into (`/events/0/set/ends/1/through`: `e0.ends.1`), or
    /// of the event's part of the form (`event-1`); empty for neither.
    [[nodiscard]] std::string field_at(std::string_view place) const;

    /// Another one for another entry; SHA-256 in hexadecimal.
    [[nodiscard]] std::string fingerprint() const;

    /// Whether it is what the last preview showed.
    [[nodiscard]] bool is_previewed() const { return form_.at("previewed") == fingerprint(); }

private:
    void take_out(std::string (*named)(std::size_t), std::size_t place, std::size_t& count);

    FormBody form_;
    std::size_t events_ = 0;
    std::size_t sources_ = 1;
};

}  // namespace entente::daemon
