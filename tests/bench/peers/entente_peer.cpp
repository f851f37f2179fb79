/// `entente_peer STEP… --data DIR --folder DIR [--events N] [--rounds N] [--seconds S]`: entente on the workload that
/// the peers are measured by. STEP is convert, open, memory, validate, ask or append; they are done in that order.
#include <array>
#include <cstdlib>
#include <exception>
#include <set>
#include <string>

#include "peer_measures.hpp"
#include <fmt/format.h>

namespace entente::bench {
namespace {

struct Step {
    std::string_view name;
    void (*measure)(const PeerSettings&);
};
constexpr std::array steps{
    Step{"convert", measure_conversion}, Step{"open", measure_opening},  Step{"memory", measure_memory},
    Step{"validate", validate_answers},  Step{"ask", measure_questions}, Step{"append", measure_appends},
};

int run(std::span<char*> words) {
    PeerSettings settings;
    std::set<std::string, std::less<>> wanted;
    for (std::size_t place = 0; place < words.size(); ++place) {
        const std::string word = words[place];
        const std::string value = place + 1 < words.size() ? words[place + 1] : "";
        place += word.starts_with("--") ? 1 : 0;
        if (word == "--data") {
            settings.data = value;
        } else if (word == "--folder") {
            settings.folder = value;
        } else if (word == "--events") {
            settings.events = std::strtoull(value.c_str(), nullptr, 10);
        } else if (word == "--rounds") {
            settings.rounds = std::strtoull(value.c_str(), nullptr, 10);
        } else if (word == "--seconds") {
            settings.seconds = std::strtod(value.c_str(), nullptr);
        } else if (!word.starts_with("--")) {
            wanted.insert(word);
        } else {
            fmt::print(stderr, "entente_peer: there is no {}\n", word);
            return 2;
        }
    }
    settings.meta = read_meta(settings.file("meta", ".json"));
    for (const auto& step : steps) {
        if (wanted.contains(step.name)) {
            step.measure(settings);
        }
    }
    return 0;
}

}  // namespace
}  // namespace entente::bench

int main(int argc, char** argv) {
    try {
        return entente::bench::run(std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
    } catch (const std::exception& problem) {
        fmt::print(stderr, "entente_peer: {}\n", problem.what());
        return 1;
    }
}
