#include <entente/projections/term_state.hpp>

#include <algorithm>
#include <array>

#include <entente/core/assert.hpp>

namespace entente {

std::string_view word(EndKind kind) {
    static constexpr std::array<std::string_view, 7> words{"dated",      "milestone", "perpetual", "open",
                                                           "not_stated", "unknown",   "ended"};
    return words[static_cast<std::size_t>(kind)];
}

std::string_view word(Doubt doubt) {
    static constexpr std::array<std::string_view, 4> words{
        "milestone_open", "end_unknown", "imprecise_date", "rumoured"};
    return words[static_cast<std::size_t>(doubt)];
}

const FieldValue& TermState::at(Field field) const {
    const auto found = std::ranges::find(fields, field, &FieldState::field);
    ENTENTE_ASSERT(found != fields.end());
    return *found->value;
}

}  // namespace entente
