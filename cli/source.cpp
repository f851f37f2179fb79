#include <entente/cli/source.hpp>

#include <nlohmann/json.hpp>

namespace entente::cli {
namespace {

void add_alliances(std::set<std::string>& all, const Json& value) {
    for (const auto& [key, below] : value.items()) {
        if (below.is_structured()) {
            add_alliances(all, below);
        } else if (below.is_string() && value.is_object() && key == "alliance") {
            all.insert(below.get<std::string>());
        }
    }
}

}  // namespace

Result<Answer> LedgerSource::ask(const Query& query, const Parameters& parameters) {
    return entente::ask(query, ledger_, parameters, today_);
}

Result<Histories> LedgerSource::histories(const std::set<std::string>& alliances) {
    Histories found{.all = {}, .head = ledger_.head().seq};
    for (const auto& alliance : alliances) {
        if (auto history = ledger_.find(AllianceId{alliance})) {
            found.all.push_back(std::move(history));
        }
    }
    return found;
}

std::set<std::string> alliances_named(const Json& document) {
    std::set<std::string> all;
    if (document.is_structured()) {
        add_alliances(all, document);
    }
    return all;
}

}  // namespace entente::cli
