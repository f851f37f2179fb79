/// A command line as a shell would cut it: spaces, and single quotes around what belongs together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::cli {

inline std::vector<std::string> shell_words(std::string_view line) {
    std::vector<std::string> words;
    bool within = false;
    bool quoted = false;
    for (const char c : line) {
        if (c == '\'') {
            quoted = !quoted;
        }
        const bool space = c == ' ' && !quoted;
        if (!space && !within) {
            words.emplace_back();
        }
        within = !space;
        if (within && c != '\'') {
            words.back() += c;
        }
    }
    return words;
}

}  // namespace entente::cli
