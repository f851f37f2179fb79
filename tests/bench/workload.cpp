#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "workload.hpp"
#include <fmt/format.h>

#include <entente/events/chain.hpp>
#include <entente/events/codec.hpp>

namespace entente::bench {
namespace {

constexpr std::uint32_t terms = 20;

std::string entry_id(std::uint64_t number) {
    return fmt::format("0196f3a2-0000-7000-8000-{:012x}", number);
}

Instant recorded(std::uint64_t seq) {
    const Day start{std::chrono::sys_days{std::chrono::year{2015} / 1 / 1}};
    return start + std::chrono::seconds(315 * seq);
}

}  // namespace

Workload::Workload(std::uint32_t alliances, std::uint32_t seed) : alliances_(alliances), dice_(seed) {
    for (auto& told : alliances_) {
        told.last_of_term.resize(terms);
    }
}

std::string Workload::alliance(std::uint32_t number) {
    return fmt::format("al-{:06}", number);
}

std::string Workload::date() {
    const Day day =
        Day{std::chrono::sys_days{std::chrono::year{2015} / 1 / 1}} + Days{static_cast<int>(dice_() % 3650)};
    return text(day);
}

std::string Workload::next() {
    const auto place = static_cast<std::uint32_t>(entry_++ % alliances_.size());
    Told& told = alliances_[place];
    const std::string body =
        told.entries++ == 0
            ? R"({"type":"alliance.formed","title":"Made up","parties":[{"party":"p1"},{"party":"p2"}]})"
            : event(told);
    return fmt::format(
        R"({{"id":"{}","alliance":"{}","announced":"2014-12-31","actor":"bench","sources":[{{"url":"https://news.example/{}"}}],"events":[{}]}})",
        entry_id(entry_), alliance(place), entry_, body);
}

std::string Workload::event(Told& told) {
    const auto number = static_cast<std::uint32_t>(dice_() % terms);
    const auto roll = dice_() % 100;
    std::string& last = told.last_of_term[number];
    if (roll >= 88 && !last.empty()) {
        return fmt::format(R"({{"type":"event.retracted","event":"{}"}})", std::exchange(last, {}));
    }
    last = entry_id(entry_) + "#0";
    const std::string term = fmt::format("t{:02}", number);
    const std::string effective = date();
    if (roll < 26 || roll >= 88) {
        return fmt::format(
            R"({{"type":"term.granted","term":"{}","kind":"license","grantor":["p1"],"grantee":["p2"],"effective":"{}",)"
            R"("exclusive":{},"ends":[{{"through":"{}"}}],"attributes":{{"percent":"{}%"}}}})",
            term, effective, dice_() % 2 == 0 ? "true" : "false", date(), dice_() % 100);
    }
    if (roll < 80) {
        return fmt::format(
            R"({{"type":"term.amended","term":"{}","effective":"{}","set":{{"attributes":{{"percent":"{}%"}},"exclusive":{}}}}})",
            term, effective, dice_() % 100, dice_() % 2 == 0 ? "true" : "false");
    }
    return fmt::format(R"({{"type":"term.ended","term":"{}","effective":"{}"}})", term, effective);
}

Ledger ledger_of(std::uint32_t alliances) {
    Workload workload{alliances};
    Ledger ledger;
    for (std::uint64_t seq = 1; seq <= std::uint64_t{200} * alliances; ++seq) {
        auto draft = read_draft(workload.next(), {});
        if (!draft) {
            throw std::runtime_error(draft.error().message + " at " + draft.error().where);
        }
        ledger.apply({
            .seq = Seq{seq},
            .recorded = recorded(seq),
            .entry = std::make_shared<const Entry>(std::move(draft->entry)),
            .chain = {},
        });
    }
    return ledger;
}

std::size_t write_log(const std::string& path, std::uint64_t entries) {
    Workload workload{static_cast<std::uint32_t>(std::max<std::uint64_t>(1, entries / 200))};
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) {
        throw std::runtime_error("cannot write " + path);
    }
    const LogHeader header{.log = parse_uuid("0196f3a2-0000-7000-8000-000000000000").value(), .created = recorded(0)};
    const std::string first = text(header);
    std::size_t bytes = first.size() + 1;
    std::fputs((first + "\n").c_str(), file);
    Chain chain{first};
    for (std::uint64_t seq = 1; seq <= entries; ++seq) {
        const auto draft = read_draft(workload.next(), {});
        if (!draft) {
            throw std::runtime_error(draft.error().message + " at " + draft.error().where);
        }
        const std::string line = chain.extend(recorded(seq), draft->canonical);
        bytes += line.size();
        std::fwrite(line.data(), 1, line.size(), file);
    }
    std::fclose(file);
    return bytes;
}

}  // namespace entente::bench
