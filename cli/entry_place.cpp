#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include <entente/cli/entry_form.hpp>

namespace entente::cli {
namespace {

using Names = std::pair<std::string_view, std::string_view>;

/// Fields of the entry and of its event, and the flag or argument they come from.
constexpr std::array<Names, 34> origins{{
    {"announced", "--announced"},
    {"title", "--title"},
    {"confidence", "--confidence"},
    {"url", "--source"},
    {"publisher", "--publisher"},
    {"published", "--published"},
    {"sources", "--source"},
    {"id", "--id"},
    {"alliance", "argument ALLIANCE"},
    {"term", "argument TERM"},
    {"milestone", "argument MILESTONE"},
    {"event", "argument EVENT"},
    {"plus", "--plus"},
    {"upon", "--upon"},
    {"effective", "--effective"},
    {"reason", "--reason"},
    {"text", "--text"},
    {"name", "--name"},
    {"role", "--role"},
    {"successor", "--successor"},
    {"planned", "--planned"},
    {"on", "--on"},
    {"kind", "--kind"},
    {"grantor", "--grantor"},
    {"grantee", "--grantee"},
    {"subject", "--subject"},
    {"actions", "--action"},
    {"exclusive", "--exclusive"},
    {"scope", "--scope"},
    {"conditions", "--condition"},
    {"survives", "--survives"},
    {"days", "--day"},
    {"attributes", "--attribute"},
    {"note", "--note"},
}};

std::vector<std::string_view> steps_of(std::string_view pointer) {
    std::vector<std::string_view> steps;
    while (pointer.starts_with('/')) {
        pointer.remove_prefix(1);
        const auto slash = std::min(pointer.find('/'), pointer.size());
        steps.push_back(pointer.substr(0, slash));
        pointer.remove_prefix(slash);
    }
    return steps;
}

std::string end_flag(const std::vector<std::string_view>& steps, const Asked& asked) {
    for (const std::string_view word : {"through", "during", "before"}) {
        if (std::ranges::find(steps, word) != steps.end()) {
            return asked.has(word) ? fmt::format("--{}", word) : "--until-milestone";
        }
    }
    for (const std::string_view flag : {"perpetual", "open", "end-not-stated", "end-unknown"}) {
        if (asked.has(flag)) {
            return fmt::format("--{}", flag);
        }
    }
    return "--through";
}

/// The flag that holds the outermost step known; `--set` and the like when it was they who gave the field.
std::string flag_of(const std::vector<std::string_view>& steps, const Asked& asked) {
    if (std::ranges::find(steps, "sources") != steps.end() &&
        (steps.back() == "publisher" || steps.back() == "published")) {
        return fmt::format("--{}", steps.back());
    }
    for (const auto step : steps) {
        if (step == "ends" && !asked.has("set")) {
            return end_flag(steps, asked);
        }
        if (step == "party" || step == "parties") {
            return asked.has("party") || step == "parties" ? "--party" : "argument PARTY";
        }
        if (step == "status") {
            return asked.has("status") ? "--status" : "argument STATUS";
        }
        for (const auto& [field, flag] : origins) {
            if (step == field && field != "events") {
                return std::string(flag);
            }
        }
    }
    return {};
}

}  // namespace

std::string place_on_command_line(std::string_view pointer, const Asked& asked) {
    const auto steps = steps_of(pointer);
    const auto has_step = [&](std::string_view step) { return std::ranges::find(steps, step) != steps.end(); };
    if (has_step("replacement") && asked.has("replacement")) {
        return "--replacement";
    }
    if (has_step("reading")) {
        return "--reading";
    }
    auto flag = flag_of(steps, asked);
    const bool given = flag.starts_with("--") && asked.has(std::string_view(flag).substr(2));
    if (has_step("set") && !given) {
        return asked.has("set") ? "--set" : asked.has("unset") ? "--unset" : flag;
    }
    if (flag == "--effective" && !asked.has("effective") && asked.has("upon")) {
        return has_step("plus") ? "--plus" : "--upon";
    }
    if (flag == "--exclusive" && !given) {
        return "--non-exclusive";
    }
    return flag;
}

}  // namespace entente::cli
