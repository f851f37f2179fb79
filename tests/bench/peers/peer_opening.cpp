#include <filesystem>
#include <optional>
#include <stdexcept>

#include "converted_log.hpp"
#include "measure.hpp"
#include "peer_figures.hpp"
#include "peer_measures.hpp"
#include <simdjson.h>

namespace entente::bench {
namespace {

/// simdjson alone: every line of the file, parsed.
std::size_t parse_alone(const std::string& path) {
    const auto text = simdjson::padded_string::load(path);
    simdjson::dom::parser parser;
    simdjson::dom::document_stream lines;
    if (text.error() != simdjson::SUCCESS ||
        parser.parse_many(text.value_unsafe(), std::size_t{1} << 21).get(lines) != simdjson::SUCCESS) {
        throw std::runtime_error("simdjson does not read " + path);
    }
    std::size_t parsed = 0;
    for (const auto line : lines) {
        parsed += line.error() == simdjson::SUCCESS ? 1 : 0;
    }
    return parsed;
}

}  // namespace

void measure_conversion(const PeerSettings& settings) {
    ToldEntries entries;
    const auto bytes = convert_log(settings.file("events", ".jsonl"), settings.log(), entries);
    tell_figure(
        settings.events, "disk_bytes_per_event", {static_cast<double>(bytes) / static_cast<double>(settings.events)},
        "B");
}

void measure_opening(const PeerSettings& settings) {
    const auto events = static_cast<double>(settings.events);
    std::vector<double> rates;
    std::vector<double> alone;
    std::vector<double> ratios;
    for (std::size_t round = 0; round <= settings.rounds; ++round) {
        const double parsing = seconds([&] {
            if (parse_alone(settings.log()) != settings.events + 1) {
                throw std::runtime_error("simdjson finds another number of lines");
            }
        });
        std::optional<LiveLedger> live;
        const double opening = seconds([&] { live.emplace(settings.log(), LogMode::read); });
        if (round > 0) {  // the first fills the page cache
            rates.push_back(events / opening);
            alone.push_back(events / parsing);
            ratios.push_back(parsing / opening);
        }
    }
    tell_figure(settings.events, "load_events_per_s", rates, "1/s");
    tell_figure(settings.events, "simdjson_events_per_s", alone, "1/s");
    tell_figure(settings.events, "load_x_simdjson", ratios, "x");
}

void measure_memory(const PeerSettings& settings) {
    const auto before = resident_bytes();
    const LiveLedger live{settings.log(), LogMode::read};
    const auto grown = static_cast<double>(resident_bytes() - before);
    tell_figure(settings.events, "memory_bytes_per_event", {grown / static_cast<double>(settings.events)}, "B");
}

}  // namespace entente::bench
