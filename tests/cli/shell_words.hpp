/// A command line as a shell would cut it: spaces, and single quotes around what belongs together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::cli {

inline std::vector<std::string> shell_words(std::string_view line) {
    std::vector<std::string> words;
    bool in_word = false;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (!quoted && c == ' ') {
            in_word = false;
            continue;
        }
        if (!in_word) {
            words.emplace_back();
            in_word = true;
        }
        if (c == '\'') {
            quoted = !quoted;
        } else if (!quoted && c == '\\' && i + 1 < line.size()) {
            words.back() += line[++i];
        } else {
            words.back() += c;
        }
    }
    return words;
}

}  // namespace entente::cli
