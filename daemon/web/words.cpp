#include <entente/daemon/web/words.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace entente::daemon {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

constexpr std::string_view nothing = "–";

std::vector<std::string> texts(const Json& list) {
    std::vector<std::string> out;
    for (const auto& one : list) {
        out.push_back(text_of(one));
    }
    return out;
}

/// `250000000000` → `250,000,000,000`
std::string grouped(std::string_view digits) {
    const auto point = std::min(digits.find('.'), digits.size());
    std::string out;
    for (std::size_t i = 0; i < point; ++i) {
        const bool joint = i > 0 && (point - i) % 3 == 0 && digits[i - 1] != '-';
        out += joint ? "," : "";
        out += digits[i];
    }
    return out + std::string(digits.substr(point));
}

std::string end_in_words(const Json& end) {
    if (end.is_string()) {
        const auto word = end.get<std::string>();
        return word == "open"         ? "until somebody ends it"
               : word == "not_stated" ? "no end stated"
               : word == "unknown"    ? "an end that is not public"
                                      : word;
    }
    const auto only = end.begin();
    const auto& key = only.key();
    const auto& value = only.value();
    if (key == "last_of" || key == "first_of") {
        std::vector<std::string> parts;
        for (const auto& part : value) {
            parts.push_back(end_in_words(part));
        }
        return fmt::format("the {} of: {}", key == "last_of" ? "later" : "sooner", listed(parts, "or"));
    }
    const bool waits = value.is_object();
    if (key == "before") {
        return fmt::format("{} {}", waits ? "until" : "before", moment_in_words(value));
    }
    return fmt::format("{} {}", key == "during" ? "some day in" : "through", moment_in_words(value));
}

std::string region(std::string_view key, const Json& paths) {
    const bool except = paths.is_object();
    const auto names = listed(texts(except ? paths["except"] : paths), "or");
    const std::string_view word = key == "territory" ? "in"
                                  : key == "channel" ? "through"
                                  : key == "persons" ? "for"
                                                     : "in the field";
    return fmt::format("{}{} {}", except ? "not " : "", word, names);
}

}  // namespace

std::string spaced(std::string_view word) {
    std::string words(word);
    std::ranges::replace(words, '_', ' ');
    return words;
}

std::string deed(std::string_view event_type) {
    const auto dot = event_type.find('.');
    return spaced(dot == std::string_view::npos ? event_type : event_type.substr(dot + 1));
}

std::string text_of(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : value.dump();
}

std::string listed(const std::vector<std::string>& words, std::string_view last_joint) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        out += i == 0 ? "" : i + 1 == words.size() ? fmt::format(" {} ", last_joint) : ", ";
        out += words[i];
    }
    return out;
}

std::string day_in_words(Day day) {
    const year_month_day date{day};
    return fmt::format(
        "{} {} {:04}", static_cast<unsigned>(date.day()), months.at(static_cast<unsigned>(date.month()) - 1),
        static_cast<int>(date.year()));
}

std::string span_in_words(const Json& span) {
    if (span.is_null()) {
        return std::string(nothing);
    }
    const auto first = span["earliest"].get<std::string>();
    const auto last = span["latest"].get<std::string>();
    if (first == last) {
        return first;
    }
    for (const std::size_t length : {7U, 4U}) {  // all of a month, all of a year
        const auto prefix = first.substr(0, length);
        const auto whole = parse_date(prefix);
        if (whole && text(days_of(*whole).earliest) == first && text(days_of(*whole).latest) == last) {
            return prefix;
        }
    }
    return fmt::format("{} … {}", first, last);
}

std::string moment_in_words(const Json& moment) {
    if (!moment.is_object() || !moment.contains("upon")) {
        return text_of(moment);
    }
    const auto milestone = text_of(moment["upon"]);
    return moment.contains("plus") ? fmt::format("{} after {}", text_of(moment["plus"]), milestone) : milestone;
}

std::string ends_in_words(const Json& ends) {
    if (!ends.is_array()) {
        return ends.is_null() ? std::string(nothing) : end_in_words(ends);
    }
    std::vector<std::string> parts;
    for (const auto& end : ends) {
        parts.push_back(end_in_words(end));
    }
    return parts.empty() ? std::string("no end stated") : fmt::format("{}", fmt::join(parts, ", or "));
}

std::string scope_in_words(const Json& scope) {
    std::vector<std::string> parts;
    for (const auto& [key, paths] : scope.items()) {
        parts.push_back(region(key, paths));
    }
    return fmt::format("{}", fmt::join(parts, "; "));
}

std::string value_in_words(std::string_view field, const Json& value) {
    if (value.is_null()) {
        return std::string(nothing);
    }
    if (field == "ends") {
        return ends_in_words(value);
    }
    if (field == "scope") {
        return value.empty() ? std::string("everywhere") : scope_in_words(value);
    }
    if (value.is_array()) {
        std::vector<std::string> parts;
        for (const auto& one : value) {
            parts.push_back(one.is_null() ? std::string("none") : value_in_words(field, one));
        }
        return parts.empty() ? std::string(nothing)
                             : fmt::format("{}", fmt::join(parts, field == "status" ? " or " : ", "));
    }
    if (field == "status" || field == "kind") {
        return spaced(text_of(value));
    }
    if (value.is_boolean()) {
        return value.get<bool>() ? "yes" : "no";
    }
    if (value.is_object() && value.contains("currency")) {
        return fmt::format("{} {}", text_of(value["currency"]), grouped(text_of(value["amount"])));
    }
    if (value.is_object() && value.contains("upon")) {
        return moment_in_words(value);
    }
    if (value.is_object() && value.contains("earliest")) {
        return span_in_words(value);
    }
    if (value.is_object()) {
        std::vector<std::string> parts;
        for (const auto& [key, one] : value.items()) {
            parts.push_back(fmt::format("{}: {}", spaced(key), value_in_words(key, one)));
        }
        return parts.empty() ? std::string(nothing) : fmt::format("{}", fmt::join(parts, "; "));
    }
    return text_of(value);
}

std::string reason_in_words(std::string_view reason) {
    return reason == "milestone_open"   ? "it hangs on a milestone that nobody has reported reached"
           : reason == "end_unknown"    ? "it has an end, and that is not public"
           : reason == "imprecise_date" ? "the exact day is not known"
           : reason == "rumoured"       ? "part of this is only a rumour"
                                        : spaced(reason);
}

std::string doubt_in_words(const Json& term) {
    if (term["certain"].get<bool>()) {
        return {};
    }
    std::vector<std::string> parts;
    for (const auto& [field, values] : term["possible"].items()) {
        std::vector<std::string> others;
        for (std::size_t i = 1; i < values.size(); ++i) {
            others.push_back(values[i].is_null() ? std::string("no such term") : value_in_words(field, values[i]));
        }
        parts.push_back(
            field == "status" ? fmt::format("or {}", listed(others, "or"))
                              : fmt::format("{} or {}", spaced(field), listed(others, "or")));
    }
    auto words = parts.empty() ? std::string("Not certain") : fmt::format("Not certain: {}", fmt::join(parts, "; "));
    return term["reason"].is_null() ? words : fmt::format("{} ({})", words, reason_in_words(text_of(term["reason"])));
}

void PartyNames::add(const Json& parties) {
    for (const auto& party : parties) {
        if (party.contains("name") && party["name"].is_string() && !text_of(party["name"]).empty()) {
            names_[text_of(party["party"])] = text_of(party["name"]);
        }
    }
}

std::string PartyNames::of(std::string_view party) const {
    if (party == "*") {
        return "anybody";
    }
    const auto found = names_.find(party);
    return found == names_.end() ? std::string(party) : found->second;
}

std::string PartyNames::all_of(const Json& parties) const {
    std::vector<std::string> names;
    for (const auto& party : parties) {
        names.push_back(of(std::string_view(party.get_ref<const std::string&>())));
    }
    return names.empty() ? std::string("somebody") : listed(names);
}

}  // namespace entente::daemon
