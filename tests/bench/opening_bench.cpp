#include <array>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "benches.hpp"
#include "measure.hpp"
#include "workload.hpp"
#include <fmt/format.h>
#include <openssl/sha.h>
#include <simdjson.h>

#include <entente/events/file_log.hpp>
#include <entente/projections/ledger_filler.hpp>

namespace entente::bench {
namespace {

std::size_t file_size_of(const std::string& path) {
    return std::filesystem::file_size(path);
}

/// What nobody can do without: parse every line, and hash every byte.
double parse_and_hash(const std::string& path) {
    return seconds([&] {
        auto text = simdjson::padded_string::load(path);
        simdjson::dom::parser parser;
        simdjson::dom::document_stream lines;
        if (text.error() || parser.parse_many(text.value(), std::size_t{1} << 21).get(lines)) {
            throw std::runtime_error("simdjson does not read the log");
        }
        std::size_t read = 0;
        for (auto line : lines) {
            read += line.error() == simdjson::SUCCESS ? 1 : 0;
        }
        std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
        SHA256(
            reinterpret_cast<const unsigned char*>(text.value_unsafe().data()), text.value_unsafe().size(),
            digest.data());
        if (read == 0) {
            throw std::runtime_error("an empty log");
        }
    });
}

Ledger open_ledger(const std::string& path) {
    SystemFiles files;
    SystemClock clock;
    Ledger ledger;
    LedgerFiller filler{ledger};
    const auto log = FileLog::open(
        files, clock,
        {.path = path, .mode = LogMode::read, .sink = [&](const Record& record, std::string_view) -> Result<void> {
             filler.add(record);
             return {};
         }});
    filler.finish();
    if (!log) {
        throw std::runtime_error(log.error().message);
    }
    return ledger;
}

}  // namespace

void bench_opening(const Settings& settings) {
    const std::string path = settings.folder + "/opening.jsonl";
    write_log(path, settings.entries);
    const std::size_t before = resident_bytes();
    {
        const Ledger ledger = open_ledger(path);
        const std::size_t after = resident_bytes();
        report(
            fmt::format("memory after opening {} events, against the file", settings.entries),
            fmt::format(
                "{} MB against {} MB ({} B an event)", (after - before) >> 20, file_size_of(path) >> 20,
                (after - before) / settings.entries),
            static_cast<double>(after - before) / static_cast<double>(file_size_of(path)), "<= 1.5");
    }
    const auto opening = paired(
        settings.rounds, [&] { return seconds([&] { open_ledger(path); }); }, [&] { return parse_and_hash(path); });
    report(
        fmt::format("opening {} events, against simdjson + SHA-256", settings.entries),
        fmt::format("{:.2f} s against {:.2f} s", opening.thing, opening.baseline), opening.ratio, "<= 3");
    std::filesystem::remove(path);
}

}  // namespace entente::bench
