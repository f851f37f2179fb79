#include <entente/cli/commands/verify.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/log_source.hpp>
#include <entente/cli/question.hpp>
#include <entente/cli/words.hpp>
#include <entente/core/quoted.hpp>

namespace entente::cli {
namespace {

struct Citation {
    Seq at;
    std::string chain;
};

Result<std::optional<Citation>> citation(const Asked& asked) {
    const auto at = ENTENTE_TRY(number_flag(asked, "at"));
    const auto chain = asked.find("chain");
    if (!at && !chain) {
        return std::nullopt;
    }
    if (!at || !chain) {
        return fail(
            ErrorCode::usage, "--at and --chain go together: a cited position and its chain", at ? "--chain" : "--at");
    }
    const bool is_hex = chain->size() == 64 && chain->find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!is_hex) {
        return fail(
            ErrorCode::bad_value, fmt::format("{} is no chain: 64 hexadecimal digits", quoted(*chain)), "--chain");
    }
    return Citation{.at = Seq{*at}, .chain = std::string(*chain)};
}

}  // namespace

Result<Exit> run_verify(const Asked& asked, Console& console) {
    const auto cited = ENTENTE_TRY(citation(asked));
    auto source = ENTENTE_TRY(LogSource::open_unread(asked, console));
    const auto head = source.log().head();
    const auto chain = hex(head.chain);
    nlohmann::ordered_json document{{"entries", head.seq.value}, {"chain", chain}};
    if (const auto& tail = source.log().set_aside()) {
        document["set_aside"] = {{"offset", tail->offset}, {"bytes", tail->bytes}};
    } else {
        document["set_aside"] = nullptr;
    }
    if (cited) {
        const auto there = source.log().chain_at(cited->at);
        if (!there) {
            return fail(
                ErrorCode::not_found,
                fmt::format(
                    "the log holds {}; #{} is not among them", counted(head.seq.value, "entry", "entries"),
                    cited->at.value),
                "--at");
        }
        if (hex(*there) != cited->chain) {
            return fail(
                ErrorCode::id_conflict,
                fmt::format(
                    "the history up to #{} is not the one cited: its chain is {}", cited->at.value, hex(*there)),
                {});
        }
        document["cited"] = {{"at", cited->at.value}, {"stands", true}};
    }
    if (asked.has("json")) {
        console.out.print(document.dump(2) + "\n");
        return Exit::done;
    }
    console.out.print_line(fmt::format("{}, chain {}", counted(head.seq.value, "entry", "entries"), chain));
    if (cited) {
        console.out.print_line(fmt::format("The history up to #{} stands as it was cited.", cited->at.value));
    }
    return Exit::done;
}

}  // namespace entente::cli
