/// compare_one FIRST_SEED LAST_SEED [DIFFERENCES] [PLACE]: asks projections and naive model the same random questions,
/// counts where their answers differ, and shows up to that many shrunk examples for each place (of one place only).
#include <cstdint>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "comparison.hpp"
#include "random_history.hpp"

namespace {

constexpr int questions_per_history = 4;

struct Group {
    std::size_t count = 0;
    std::vector<std::string> examples;
};

}  // namespace

int main(int argc, char** argv) {
    using namespace entente::naive;
    if (argc < 3) {
        std::cerr << "compare_one FIRST_SEED LAST_SEED [DIFFERENCES] [PLACE]\n";
        return 2;
    }
    const std::uint64_t first = std::stoull(argv[1]);
    const std::uint64_t last = std::stoull(argv[2]);
    const std::size_t wanted = argc > 3 ? std::stoul(argv[3]) : 1;
    const std::string only = argc > 4 ? argv[4] : "";
    std::map<std::string, Group> groups;
    std::size_t pairs = 0;
    std::size_t differing = 0;
    for (auto seed = first; seed <= last; ++seed) {
        const auto log = random_history(seed);
        std::mt19937_64 random(seed);
        for (int i = 0; i < questions_per_history; ++i) {
            const auto question = random_question(log, random);
            const auto difference = compare(log, question);
            ++pairs;
            differing += difference ? 1U : 0U;
            for (const auto& place : difference ? difference->places : Places{}) {
                auto& group = groups[place];
                ++group.count;
                if (group.examples.size() < wanted && (only.empty() || only == place)) {
                    group.examples.push_back("seed " + std::to_string(seed) + "\n" + told(shrunk(*difference, place)));
                }
            }
        }
    }
    for (const auto& [place, group] : groups) {
        std::cout << "== " << place << ": " << group.count << "\n";
        for (const auto& example : group.examples) {
            std::cout << example << "\n";
        }
    }
    std::cout << differing << " of " << pairs << " answers differ\n";
    return differing == 0 ? 0 : 1;
}
