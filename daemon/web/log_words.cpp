#include <entente/daemon/web/log_words.hpp>

#include <algorithm>
#include <cctype>

namespace entente::daemon {
namespace {

constexpr std::size_t alliances_read_max = 20;
constexpr std::size_t words_max = 200;

/// Its words in small letters: what stands between anything but letters and digits; a single letter is none.
std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || byte >= 0x80U) {
            words.back() += static_cast<char>(std::tolower(byte));
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    std::erase_if(words, [](const std::string& word) { return word.size() < 2; });
    return words;
}

std::string run_together(std::string_view text) {
    std::string all;
    for (const auto& word : words_in(text)) {
        all += word;
    }
    return all;
}

std::string first_letters(std::string_view name) {
    std::string letters;
    for (const auto& word : words_in(name)) {
        letters += word.front();
    }
    return letters;
}

/// Whether one begins as the other does, by three letters at least: `supply` and `supplying`.
bool is_near(std::string_view one, std::string_view other) {
    constexpr std::size_t letters = 3;
    const auto length = std::min(one.size(), other.size());
    return one == other || (length >= letters && one.substr(0, length) == other.substr(0, length));
}

/// How many of the wanted words are there.
std::size_t shared(const std::vector<std::string>& wanted, const std::vector<std::string>& there) {
    return static_cast<std::size_t>(std::ranges::count_if(wanted, [&](const std::string& word) {
        return std::ranges::any_of(there, [&](const std::string& other) { return is_near(word, other); });
    }));
}

void read_term(LogWords& words, const Json& term) {
    for (const auto* side : {"grantor", "grantee"}) {
        for (const auto& party : term[side]) {
            if (party != "*" && words.parties.size() < words_max) {
                words.parties.try_emplace(text_of(party));
            }
        }
    }
    if (term["subject"].is_null()) {
        return;
    }
    for (const auto& action : term["actions"]) {
        Matter matter{.action = text_of(action), .subject = text_of(term["subject"])};
        if (term["exclusive"] == true && term["status"] == "in_force") {
            words.exclusive.push_back(matter);
        }
        if (words.matters.size() < words_max) {
            words.matters.insert(std::move(matter));
        }
    }
}

}  // namespace

LogWords LogWords::of(const Asking& asking, const Viewing& viewing, std::string_view alliance) {
    LogWords words;
    std::size_t read = 0;
    for (const auto& history : asking.ledger().histories()) {
        if (read == alliances_read_max) {
            break;
        }
        if (!alliance.empty() && history->id().text != alliance) {
            continue;
        }
        ++read;
        const auto document = asking.ask("terms", viewing, {{"alliance", history->id().text}, {"all", "true"}});
        if (!document) {
            continue;
        }
        for (const auto& party : (*document)["parties"]) {
            if (words.parties.size() < words_max) {
                auto& name = words.parties[text_of(party["party"])];
                name = name.empty() ? text_of(party["name"]) : name;
            }
        }
        for (const auto& term : (*document)["terms"]) {
            read_term(words, term);
        }
    }
    return words;
}

PartyNames LogWords::names() const {
    Json list = Json::array();
    for (const auto& [party, name] : parties) {
        list.push_back({{"party", party}, {"name", name}});
    }
    PartyNames names;
    names.add(list);
    return names;
}

std::set<std::string> LogWords::actions() const {
    std::set<std::string> all;
    for (const auto& matter : matters) {
        all.insert(matter.action);
    }
    return all;
}

std::set<std::string> LogWords::subjects() const {
    std::set<std::string> all;
    for (const auto& matter : matters) {
        all.insert(matter.subject);
    }
    return all;
}

std::optional<std::string> LogWords::party_meant(std::string_view typed) const {
    const auto wanted = run_together(typed);
    if (wanted.empty()) {
        return std::nullopt;
    }
    const auto only_one = [&](auto fits) -> std::optional<std::string> {
        const auto found = std::ranges::find_if(parties, fits);
        const bool one = found != parties.end() && std::find_if(std::next(found), parties.end(), fits) == parties.end();
        return one ? std::optional(found->first) : std::nullopt;
    };
    if (const auto by_id = only_one([&](const auto& party) { return run_together(party.first) == wanted; })) {
        return by_id;
    }
    if (const auto by_name = only_one([&](const auto& party) { return run_together(party.second) == wanted; })) {
        return by_name;
    }
    if (const auto by_letters = only_one([&](const auto& party) { return first_letters(party.second) == wanted; })) {
        return by_letters;
    }
    return only_one([&](const auto& party) { return run_together(party.second).find(wanted) != std::string::npos; });
}

std::vector<Matter> LogWords::matters_near(std::string_view action, std::string_view subject) const {
    const auto deed = words_in(action);
    const auto thing = words_in(subject);
    struct Near {
        std::size_t shared;
        std::size_t length;  ///< of two that share as many words the plainer one is meant
        const Matter* matter;
    };
    std::vector<Near> found;
    for (const auto& matter : matters) {
        const auto path = words_in(matter.subject);
        const auto points = 2 * shared(thing, path) + shared(deed, words_in(matter.action));
        if (points > 0) {
            found.push_back({.shared = points, .length = path.size(), .matter = &matter});
        }
    }
    std::ranges::stable_sort(found, [](const Near& a, const Near& b) {
        return a.shared != b.shared ? a.shared > b.shared : a.length < b.length;
    });
    constexpr std::size_t told_max = 8;
    std::vector<Matter> nearest;
    for (const auto& one : found) {
        if (nearest.size() < told_max && one.shared == found.front().shared) {
            nearest.push_back(*one.matter);
        }
    }
    return nearest;
}

}  // namespace entente::daemon
