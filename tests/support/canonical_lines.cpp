/// Our canonical form for the judge. JSON lines on standard input become canonical lines on standard output; what is
/// refused becomes a line `refused: CODE`. `canonical_lines --entries COUNT SEED` writes random entries instead, one a
/// line, for the judge to send back.
#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>

#include "random_entry.hpp"

#include <entente/events/canonical.hpp>

namespace {

/// A random entry keeps the line ends people write; between values a space does as well.
std::string on_one_line(std::string json) {
    for (auto& c : json) {
        if (c == '\n' || c == '\r') {
            c = ' ';
        }
    }
    return json;
}

}  // namespace

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    if (argc == 4 && std::string_view(argv[1]) == "--entries") {
        std::mt19937_64 random(std::stoull(argv[3]));
        for (auto left = std::stoull(argv[2]); left > 0; --left) {
            std::cout << on_one_line(entente::test::random_entry(random)) << '\n';
        }
        return 0;
    }
    for (std::string line; std::getline(std::cin, line);) {
        const auto canonical = entente::canonical_json(line);
        std::cout << (canonical ? *canonical : "refused: " + std::string(word(canonical.error().code))) << '\n';
    }
}
