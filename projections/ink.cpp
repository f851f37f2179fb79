#include <entente/projections/ink.hpp>

#include <array>

namespace entente {
namespace {

bool may_hold(const TermStanding& standing) {
    return standing.may_be(Status::in_force) || standing.may_be(Status::suspended);
}

}  // namespace

Ink ink_of(const TermStanding& standing) {
    if (standing.in_doubt()) {
        const bool shown_so = standing.status == Status::in_force || standing.status == Status::suspended;
        if (may_hold(standing)) {
            return shown_so ? Ink::doubtful : Ink::maybe;
        }
        return standing.may_be(Status::pending)    ? Ink::pending
               : standing.may_be(Status::proposed) ? Ink::planned
                                                   : Ink::none;
    }
    if (!standing.status) {
        return Ink::none;
    }
    switch (*standing.status) {
        case Status::proposed:
            return Ink::planned;
        case Status::pending:
            return Ink::pending;
        case Status::in_force:
            return standing.certain ? Ink::in_force : Ink::partly;
        case Status::suspended:
            return Ink::suspended;
        case Status::ended:
        case Status::expired:
            return Ink::none;
    }
    return Ink::none;
}

std::string_view meaning_of(Ink ink) {
    static constexpr std::array<std::string_view, inks> meanings{
        "",
        "only planned",
        "granted, not begun",
        "may be in force",
        "in force, but in doubt",
        "suspended",
        "in force, details in doubt",
        "in force"};
    return meanings[static_cast<std::size_t>(ink)];
}

}  // namespace entente
