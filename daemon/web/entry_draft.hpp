/// An entry as it is composed in a form: every field the form has stands in it, so that no step loses any work.
#pragma once

#include <optional>
#include <string>

#include <entente/core/uuid.hpp>
#include <entente/daemon/web/form_body.hpp>
#include <entente/daemon/web/viewing.hpp>
#include <entente/events/seq.hpp>

namespace entente::daemon {

/// How many events a form takes; more are appended from a file.
inline constexpr std::size_t form_events_max = 50;

class EntryDraft {
public:
    /// What was sent. Without an id or a date it gets them: the id is made once, and the same form sent again appends
    /// nothing again.
    EntryDraft(FormBody form, EntryId fresh, Day today);

    /// What the pressed button asks for.
    enum class Wish : std::uint8_t { compose, preview, append };
    [[nodiscard]] Wish wish() const;

    /// Adds and removes events as the pressed button says.
    void obey();

    [[nodiscard]] const FormBody& form() const { return form_; }
    [[nodiscard]] std::string alliance() const { return form_.at("alliance"); }
    [[nodiscard]] std::string token() const { return form_.at("token"); }
    [[nodiscard]] std::size_t events() const { return events_; }

    /// The alliance's version that the form was composed on; nothing where the log did not know it.
    [[nodiscard]] std::optional<Seq> expected() const;
    void expect(std::optional<Seq> version);

    /// The entry; whether it is right, the reader of entries says.
    [[nodiscard]] Json entry() const;

private:
    FormBody form_;
    std::size_t events_ = 0;
};

}  // namespace entente::daemon
