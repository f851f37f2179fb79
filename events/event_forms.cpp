#include <entente/events/event_forms.hpp>

#include <array>

#include <entente/events/term_reader.hpp>

namespace entente {
namespace {

constexpr KeySet common = {Key::type, Key::effective, Key::confidence, Key::sources};
constexpr KeySet changing = common | KeySet{Key::planned};  // party.*, term.* and milestone.*

constexpr auto forms = std::to_array<Form>({
    {"alliance.formed", common | KeySet{Key::title, Key::parties}, {}},
    {"alliance.dissolved", common | KeySet{Key::reason}, {}},
    {"party.joined", changing | KeySet{Key::party, Key::name, Key::role}, {Key::party}},
    {"party.left", changing | KeySet{Key::party, Key::successor, Key::reason}, {Key::party}},
    {"party.suspended", changing | KeySet{Key::party, Key::reason}, {Key::party}},
    {"party.resumed", changing | KeySet{Key::party, Key::reason}, {Key::party}},
    {"party.renamed", changing | KeySet{Key::party, Key::name}, {Key::party, Key::name}},
    {"term.granted", changing | KeySet{Key::term} | term_keys, {Key::term, Key::kind}},
    {"term.amended", changing | KeySet{Key::term, Key::set}, {Key::term, Key::set}},
    {"term.confirmed", changing | KeySet{Key::term, Key::text}, {Key::term}},
    {"term.exercised", changing | KeySet{Key::term, Key::text}, {Key::term}},
    {"term.suspended", changing | KeySet{Key::term, Key::reason}, {Key::term}},
    {"term.resumed", changing | KeySet{Key::term, Key::reason}, {Key::term}},
    {"term.ended", changing | KeySet{Key::term, Key::reason}, {Key::term}},
    {"milestone.reached", changing | KeySet{Key::milestone}, {Key::milestone}},
    {"event.retracted", common | KeySet{Key::event, Key::reason}, {Key::event}},
    {"event.corrected", common | KeySet{Key::event, Key::reason, Key::replacement}, {Key::event, Key::replacement}},
    {"event.rescheduled", common | KeySet{Key::event, Key::reason}, {Key::event, Key::effective}},
    {"source.added", common | KeySet{Key::event, Key::stance, Key::reading}, {Key::event}},
    {"note.added", common | KeySet{Key::text}, {Key::text}},
    {"state.asserted", common | KeySet{Key::term, Key::on, Key::status}, {Key::term, Key::on, Key::status}},
});
static_assert(forms.size() == static_cast<std::size_t>(EventType::state_asserted) + 1);

}  // namespace

const Form& form_of(EventType type) {
    return forms[static_cast<std::size_t>(type)];
}

}  // namespace entente
