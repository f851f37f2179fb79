/// The words a log has for parties, for deeds and for what they are done with: to offer them where a question is typed
/// in, and to understand who does not know them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <entente/daemon/web/viewing.hpp>

namespace entente::daemon {

/// What a right can be asked about.
struct Matter {
    std::string action;
    std::string subject;
    friend auto operator<=>(const Matter&, const Matter&) = default;
};

struct LogWords {
    std::map<std::string, std::string> parties;  ///< by id: the name, empty where none is told
    std::set<Matter> matters;                    ///< of which some term speaks
    std::vector<Matter> exclusive;               ///< those that one party alone may, on the day that is looked at

    /// Reads an alliance, else the first twenty of the log. Up to two hundred parties and as many matters.
    [[nodiscard]] static LogWords of(const Asking& asking, const Viewing& viewing, std::string_view alliance);

    [[nodiscard]] PartyNames names() const;
    [[nodiscard]] std::set<std::string> actions() const;
    [[nodiscard]] std::set<std::string> subjects() const;

    /// The party somebody means who types its id or its name, in any case, the first letters of its name (`AWS`) or a
    /// part that only one name has.
    [[nodiscard]] std::optional<std::string> party_meant(std::string_view typed) const;

    /// Up to eight matters that share words with what was typed, the nearest first: `serve` and `OpenAI's API` share
    /// two with `host openai/products/api`.
    [[nodiscard]] std::vector<Matter> matters_near(std::string_view action, std::string_view subject) const;
};

}  // namespace entente::daemon
