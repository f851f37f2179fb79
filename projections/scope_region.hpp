/// Where a right holds, or is asked about: for each key of a scope the paths that are in, and those taken out of them.
/// Paths are trees without end: `us` covers `us/ca` and whatever else anybody may name below it, and is more than
/// any list of what is below. So one region contains another exactly when its paths cover the other's.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <entente/core/result.hpp>
#include <entente/events/term.hpp>

namespace entente {

/// The region of one key, in its least form: no path below another, nothing taken out that was not in.
struct PathRegion {
    std::optional<std::vector<std::string>> only;  ///< absent: every path; an empty list: none
    std::vector<std::string> except;               ///< without these

    [[nodiscard]] bool everything() const { return !only && except.empty(); }
    [[nodiscard]] bool empty() const { return only && only->empty(); }
    [[nodiscard]] bool contains(const PathRegion& inner) const;

    /// What both contain. Paths keep the order in which they were written.
    [[nodiscard]] PathRegion narrowed(const PathRegion& to) const;

    /// The same paths, in whatever order they were written.
    friend bool operator==(const PathRegion& one, const PathRegion& other);
};

/// A region over all keys at once; a key that is not said is everything.
class ScopeRegion {
public:
    [[nodiscard]] const PathRegion& at(ScopeKey key) const { return keys_[static_cast<std::size_t>(key)]; }

    /// Narrows one key to what a term's scope, or a question, says of it.
    void narrow(ScopeKey key, const Region& region);

    [[nodiscard]] bool everything() const;
    [[nodiscard]] bool empty() const;
    [[nodiscard]] bool contains(const ScopeRegion& inner) const;
    [[nodiscard]] bool meets(const ScopeRegion& other) const { return !narrowed(other).empty(); }
    [[nodiscard]] ScopeRegion narrowed(const ScopeRegion& to) const;

    friend bool operator==(const ScopeRegion&, const ScopeRegion&) = default;

private:
    std::array<PathRegion, 4> keys_;  ///< by ScopeKey
};

/// Reads `persons=us/national-security,territory=cn`: a key and one of its paths, joined by commas. Several paths of a
/// key stand behind one another, `territory=us,eu`; `territory!=us` is everywhere but there. A text may name a key
/// again. Errors: `unknown_field` for a key that is none, with the nearest; `bad_value` for what is no path.
[[nodiscard]] Result<ScopeRegion> parse_scope(std::string_view text);

/// The text that `parse_scope` reads so; empty for everything.
[[nodiscard]] std::string text(const ScopeRegion& scope);

}  // namespace entente
