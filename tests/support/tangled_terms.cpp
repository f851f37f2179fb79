#include <map>

#include "tangled_terms.hpp"
#include <nlohmann/json.hpp>

namespace entente::naive {
namespace {

using Json = nlohmann::json;

struct Knot {
    int grants = 0;
    bool inexact = false;
};

/// `2026-04-27` and nothing else.
bool is_exact(const Json& effective) {
    return effective.is_string() && effective.get<std::string>().size() == 10 &&
           effective.get<std::string>().find_first_of("~?%[") == std::string::npos;
}

class Knots {
public:
    void read(const Json& entry) {
        const Json inherited = entry.value("effective", entry.at("announced"));
        for (std::size_t index = 0; index < entry.at("events").size(); ++index) {
            const Json& event = entry.at("events")[index];
            const std::string address = entry.at("id").get<std::string>() + "#" + std::to_string(index);
            read(event, address, event.value("effective", inherited));
        }
    }

    [[nodiscard]] const std::map<std::string, Knot>& all() const { return knots_; }

private:
    void read(const Json& event, const std::string& address, const Json& effective) {
        const auto type = event.at("type").get<std::string>();
        if (event.contains("term") && type != "state.asserted") {
            about_[address].insert(event.at("term").get<std::string>());
            note(address, type == "term.granted", effective);
        } else if (event.contains("event")) {
            about_[address] = about_[event.at("event").get<std::string>()];
            if (event.contains("replacement")) {
                read(event.at("replacement"), address, event.at("replacement").value("effective", Json("2000-01-01")));
            } else {
                note(address, false, effective);
            }
        }
    }

    void note(const std::string& address, bool grants, const Json& effective) {
        for (const auto& term : about_[address]) {
            knots_[term].grants += grants ? 1 : 0;
            knots_[term].inexact |= !is_exact(effective);
        }
    }

    std::map<std::string, std::set<std::string>> about_;  ///< which terms an event was ever about
    std::map<std::string, Knot> knots_;
};

}  // namespace

std::set<std::string> tangled_terms(const std::vector<Json>& log) {
    Knots knots;
    for (const auto& record : log) {
        knots.read(record.at("entry"));
    }
    std::set<std::string> tangled;
    for (const auto& [term, knot] : knots.all()) {
        if (knot.grants > 1 && knot.inexact) {
            tangled.insert(term);
        }
    }
    return tangled;
}

}  // namespace entente::naive
