#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "fixture.hpp"

#include <entente/events/codec.hpp>

namespace entente::bench {

void add_fixture(Ledger& ledger, const std::string& name) {
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(ENTENTE_FIXTURES) / name)) {
        if (file.path().extension() == ".json") {
            files.push_back(file.path());
        }
    }
    std::ranges::sort(files);
    const Day first{std::chrono::sys_days{std::chrono::year{2026} / 8 / 1}};
    for (const auto& file : files) {
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        const auto draft = read_draft(text.str(), {});
        if (!draft) {
            throw std::runtime_error(file.string() + ": " + draft.error().message);
        }
        const Seq seq{ledger.head().seq.value + 1};
        ledger.apply({
            .seq = seq,
            .recorded = Instant{first} + std::chrono::seconds(seq.value),
            .entry = std::make_shared<const Entry>(draft->entry),
            .chain = {},
        });
    }
}

Ledger ledger_of_fixture(const std::string& name) {
    Ledger ledger;
    add_fixture(ledger, name);
    return ledger;
}

}  // namespace entente::bench
