/// Entries as text: reads what people and programs write, and what the log holds.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <entente/events/entry.hpp>

namespace entente {

/// What an entry gets where it is silent.
struct EntryDefaults {
    std::function<EntryId()> make_id;  ///< called for an entry without `id`
    std::string actor;                 ///< login or token name
    std::optional<Day> announced;      ///< only the one-event commands set it; else `announced` is required
};

/// Reads one entry, a JSON object. Everything of form is checked here: fields, types, kinds, dates, bounds.
/// The canonical bytes are those of the entry as given, with id, actor and announced filled in; nothing else is
/// touched. Errors: bad_json, duplicate_key, unknown_field, unknown_type, unknown_kind, missing_field, bad_value,
/// bad_date, bad_number, too_large; `where` is a JSON Pointer into the entry (`/events/1/kind`), or line and column for
/// bad_json.
[[nodiscard]] Result<Draft> read_draft(std::string_view json, const EntryDefaults& defaults);

/// Reads one JSON object, one array of objects, or JSON Lines. Errors: as above; `where` begins with the entry's place
/// (`/2/events/0` in an array, `line 3: /events/0` in JSON Lines). An empty text is refused: it holds no entry.
[[nodiscard]] Result<std::vector<Draft>> read_drafts(std::string_view text, const EntryDefaults& defaults);

/// Reads an entry the log holds. Refuses besides what is not in canonical key order. Reentrant; one Decoder a thread.
class Decoder {
public:
    Decoder();
    ~Decoder();
    Decoder(Decoder&&) noexcept;
    Decoder& operator=(Decoder&&) noexcept;

    [[nodiscard]] Result<Entry> decode(std::string_view canonical);

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace entente
