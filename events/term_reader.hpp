/// Reads the fields of a term: of a grant, a `set` or a `reading`. For the sources of this room; not installed.
#pragma once

#include <vector>

#include <entente/events/entry_keys.hpp>
#include <entente/events/term.hpp>
#include <entente/events/value_reader.hpp>

namespace entente {

inline constexpr KeySet term_keys = {Key::kind,       Key::grantor, Key::grantee,  Key::subject,
                                     Key::actions,    Key::scope,   Key::ends,     Key::exclusive,
                                     Key::conditions, Key::days,    Key::survives, Key::attributes};

/// The term's fields among the members, in the order of `Field` and then of their keys. With Nulls::remove null takes
/// out a field (never `kind`), a key of scope, days and attributes, or all of their keys (RFC 7396); otherwise only
/// `exclusive` and `subject` may be null, for unknown.
[[nodiscard]] Result<std::vector<FieldChange>> read_fields(const Members& members, Nulls nulls);

}  // namespace entente
