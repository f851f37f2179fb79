#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "fixture_ledger.hpp"

#include <entente/events/codec.hpp>

namespace entente::daemon::testing {
namespace {

std::vector<std::filesystem::path> files() {
    std::vector<std::filesystem::path> found;
    for (const auto& file : std::filesystem::recursive_directory_iterator(ENTENTE_FIXTURES)) {
        if (file.path().extension() == ".json") {
            found.push_back(file.path());
        }
    }
    std::ranges::sort(found);
    return found;
}

}  // namespace

Ledger fixture_ledger() {
    Ledger ledger;
    std::uint64_t seq = 0;
    for (const auto& path : files()) {
        std::ifstream file(path);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const auto drafts = read_drafts(text, {});
        if (!drafts) {
            throw std::runtime_error(path.string() + ": " + drafts.error().message);
        }
        for (const auto& draft : *drafts) {
            ++seq;
            const Instant recorded =
                Day{std::chrono::sys_days{std::chrono::year{2026} / 8 / 1}} + std::chrono::seconds(seq);
            ledger.apply(
                {.seq = Seq{seq},
                 .recorded = recorded,
                 .entry = std::make_shared<const Entry>(draft.entry),
                 .chain = {}});
        }
    }
    return ledger;
}

}  // namespace entente::daemon::testing
