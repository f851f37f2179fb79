#include <entente/cli/questioned.hpp>

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/log_source.hpp>
#include <entente/cli/question.hpp>

namespace entente::cli {

Result<Questioned> question(const Query& query, const Parameters& parameters, const Asked& asked, Console& console) {
    ENTENTE_TRY(check_question(query, parameters, console.today()));
    auto source = ENTENTE_TRY(open_source(asked, console, Purpose::ask));
    auto answer = ENTENTE_TRY(source->ask(query, parameters));
    return Questioned{.source = std::move(source), .answer = std::move(answer)};
}

Result<void> print_answer(const Questioned& on, Draw draw, const Asked& asked, Console& console) {
    if (asked.has("json") || on.answer.document.is_null()) {
        console.out.print(bytes_of(on.answer));
        return {};
    }
    const auto then = ENTENTE_TRY(as_of(asked, console.today())).asked_then;
    const Told told{
        .document = on.answer.document,
        .asked = asked,
        .source = *on.source,
        .terminal = console.out,
        .today = then ? then->day : console.today()};
    console.out.print(ENTENTE_TRY(draw(told)));
    return {};
}

Result<Exit> tell(std::string_view name, Draw draw, const Asked& asked, Console& console) {
    const Query& query = *find_query(name);
    const auto on = ENTENTE_TRY(question(query, parameters_of(query.parameters, asked), asked, console));
    ENTENTE_TRY(print_answer(on, draw, asked, console));
    return Exit::done;
}

EventNames names_in(const Histories& histories) {
    std::map<std::string, std::uint64_t> positions;
    for (const auto& history : histories.all) {
        for (const auto& entry : history->entries()) {
            if (entry.seq <= histories.head) {
                positions.emplace(text(history->id_of(entry)), entry.seq.value);
            }
        }
    }
    return [positions = std::move(positions)](const std::string& address) {
        const auto name = split_entry_name(address);
        const auto index = name.index.value_or(0);
        const auto found = positions.find(std::string(name.entry));
        return found == positions.end() ? fmt::format("imagined {}…#{}", name.entry.substr(0, 8), index)
                                        : fmt::format("{}.{}", found->second, index);
    };
}

Result<EventNames> names_for(const Told& told) {
    return names_in(ENTENTE_TRY(told.source.histories(alliances_named(told.document))));
}

}  // namespace entente::cli
