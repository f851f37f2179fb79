#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <utility>
#include <vector>

#include "random_entry.hpp"
#include <fmt/format.h>

namespace entente::test {
namespace {

/// A JSON text under construction.
using Json = std::string;

class EntryMaker {
public:
    explicit EntryMaker(std::mt19937_64& random) : random_(random) {}

    Json entry(RandomEntryWishes wishes) {
        waits_ = chance(15);
        Object entry;
        entry.add("alliance", name());
        if (wishes.complete) {
            entry.add("id", quote(uuid()));
            entry.add("actor", text());
            entry.add("announced", date(Doubt::bounded));
        }
        if (waits_) {
            entry.add("effective", waiting());
        } else if (chance(40)) {
            entry.add("effective", date(Doubt::bounded));
        }
        maybe(entry, "title", 50, &EntryMaker::text);
        maybe(entry, "note", 20, &EntryMaker::text);
        maybe(entry, "confidence", 30, &EntryMaker::confidence);
        has_sources_ = chance(50);
        if (has_sources_) {
            entry.add("sources", sources(1));
        }
        std::vector<Json> events;
        if (wishes.formation) {
            events.push_back(event("alliance.formed", false));
        }
        for (auto i = 1 + below(4); i > 0; --i) {
            events.push_back(event(random_type(), false));
        }
        entry.add("events", list(events));
        return written(entry);
    }

private:
    struct Object {
        std::vector<std::pair<std::string, Json>> members;
        void add(std::string key, Json value) { members.emplace_back(std::move(key), std::move(value)); }
    };
    enum class Doubt { none, bounded, any };  ///< plain dates; all but `[..B]`; all

    // ---- chance

    std::size_t below(std::size_t bound) { return random_() % bound; }
    bool chance(std::size_t percent) { return below(100) < percent; }
    template <std::size_t size>
    std::string one_of(const char* const (&choices)[size]) {
        return choices[below(size)];
    }
    void maybe(Object& object, const char* key, std::size_t percent, Json (EntryMaker::*make)()) {
        if (chance(percent)) {
            object.add(key, (this->*make)());
        }
    }

    // ---- spelling

    Json space() { return chance(85) ? "" : one_of({" ", "  ", "\n", "\t", "\r\n "}); }

    Json written(Object object) {
        std::ranges::shuffle(object.members, random_);
        Json json = "{" + space();
        for (std::size_t i = 0; i < object.members.size(); ++i) {
            json += (i == 0 ? "" : "," + space()) + quote(object.members[i].first) + space() + ":" + space() +
                    object.members[i].second + space();
        }
        return json + "}";
    }

    Json list(const std::vector<Json>& items) {
        Json json = "[" + space();
        for (std::size_t i = 0; i < items.size(); ++i) {
            json += (i == 0 ? "" : "," + space()) + items[i] + space();
        }
        return json + "]";
    }

    /// In quotes; now and then a letter is escaped that need not be.
    Json quote(const std::string& plain) {
        Json json = "\"";
        for (const char c : plain) {
            const bool ascii = static_cast<unsigned char>(c) < 0x80;
            const bool must = ascii && (c < 0x20 || c == '"' || c == '\\');
            if (must || (ascii && chance(1))) {
                json += fmt::format(fmt::runtime(chance(50) ? "\\u{:04x}" : "\\u{:04X}"), static_cast<int>(c));
            } else {
                json += c;
            }
        }
        return json + "\"";
    }

    // ---- values

    std::string hex(std::size_t digits) {
        std::string hex;
        while (hex.size() < digits) {
            hex += "0123456789abcdef"[below(16)];
        }
        return hex;
    }
    std::string uuid() {
        return fmt::format("{}-{}-7{}-{}{}-{}", hex(8), hex(4), hex(3), "89ab"[below(4)], hex(3), hex(12));
    }
    std::string bare_name() {
        return one_of({"a", "openai", "microsoft", "x.y_z-1", "0", "licensor-2", "ip-license", "closing"});
    }
    Json name() { return quote(bare_name()); }
    std::string bare_path() {
        auto path = bare_name();
        for (auto i = below(4); i > 0; --i) {
            path += "/" + bare_name();
        }
        return path;
    }
    Json path() { return quote(bare_path()); }
    std::string bare_text() {
        std::string text = "t";
        for (auto i = below(8); i > 0; --i) {
            text += one_of(
                {"a", " word", "ü", "€", "😀", "\n", "\t", "\"", "\\", "/", "\x01", "\x7f", "\u2028", "\ue000", "0"});
        }
        return text;
    }
    Json text() { return quote(bare_text()); }
    Json confidence() { return quote(one_of({"official", "reported", "rumoured"})); }
    Json boolean() { return one_of({"true", "false"}); }

    std::string plain_date() {
        const auto year = chance(90) ? 1990 + below(60) : 1 + below(9999);
        switch (below(3)) {
            case 0:
                return fmt::format("{:04}", year);
            case 1:
                return fmt::format("{:04}-{:02}", year, 1 + below(12));
            default:
                return fmt::format("{:04}-{:02}-{:02}", year, 1 + below(12), 1 + below(28));
        }
    }
    Json date(Doubt doubt) {
        if (doubt == Doubt::none || chance(70)) {
            return quote(plain_date());
        }
        switch (below(doubt == Doubt::any ? 3 : 2)) {
            case 0:
                return quote(plain_date() + one_of({"~", "?", "%"}));
            case 1:
                return quote(fmt::format("[{:04}..{:04}-12]", 2000 + below(9), 2009 + below(9)));
            default:
                return quote("[.." + plain_date() + "]");
        }
    }
    Json any_date() { return date(Doubt::any); }
    Json waiting() {
        Object upon;
        upon.add("upon", name());
        if (chance(50)) {
            upon.add("plus", quote(one_of({"P1Y", "P3Y9M", "P45D", "P2W", "P1Y2M3W4D", "P0D"})));
        }
        return written(upon);
    }
    Json moment(Doubt doubt) { return chance(25) ? waiting() : date(doubt); }
    Json any_moment() { return moment(Doubt::any); }

    Json sources(std::size_t at_least) {
        std::vector<Json> sources;
        for (auto i = at_least + below(3); i > 0; --i) {
            Object source;
            source.add("url", quote("https://example.org/" + bare_path()));
            maybe(source, "publisher", 50, &EntryMaker::text);
            maybe(source, "published", 50, &EntryMaker::any_date);
            sources.push_back(written(source));
        }
        return list(sources);
    }

    // ---- terms

    /// A list of different items.
    Json list_of(std::size_t at_least, std::string (EntryMaker::*make)()) {
        std::vector<std::string> items;
        for (auto i = at_least + below(3); i > 0; --i) {
            items.push_back((this->*make)());
        }
        std::ranges::sort(items);
        const auto [twins, end] = std::ranges::unique(items);
        items.erase(twins, end);
        std::ranges::shuffle(items, random_);
        std::vector<Json> quoted;
        for (const auto& item : items) {
            quoted.push_back(quote(item));
        }
        return list(quoted);
    }

    Json parties() { return chance(10) ? list({quote("*")}) : list_of(0, &EntryMaker::bare_name); }
    Json actions() { return list_of(0, &EntryMaker::bare_name); }
    Json conditions() { return list_of(0, &EntryMaker::bare_text); }
    Json exclusive() { return chance(20) ? "null" : boolean(); }

    Json one_end(std::size_t nesting) {
        Object end;
        const auto form = below(nesting == 0 ? 4 : nesting < 3 ? 5 : 3);
        if (form < 2) {
            end.add(form == 0 ? "through" : "before", moment(Doubt::none));
        } else if (form == 2) {
            end.add("during", date(Doubt::any));
        } else {
            end.add(form == 3 ? "last_of" : "first_of", list({one_end(nesting + 1), one_end(nesting + 1)}));
        }
        return written(end);
    }
    Json ends() {
        const auto word = quote(one_of({"perpetual", "open", "not_stated", "unknown"}));
        switch (below(5)) {
            case 0:
                return word;
            case 1:
                return list({word});
            case 2:
                return one_end(0);
            case 3:
                return list({});
            default:
                return list({one_end(0), one_end(0)});
        }
    }
    Json region() {
        const auto paths = list_of(1, &EntryMaker::bare_path);
        if (chance(60)) {
            return paths;
        }
        Object except;
        except.add("except", paths);
        return written(except);
    }
    Json attribute() {
        switch (below(4)) {
            case 0:
                return fmt::format("{}", static_cast<std::int64_t>(random_() >> 11) * (chance(50) ? 1 : -1));
            case 1:
                return boolean();
            case 2: {
                Object money;
                money.add("amount", quote(one_of({"250000000000", "0", "-3.50", "0.05"})));
                money.add("currency", quote(one_of({"USD", "EUR"})));
                return written(money);
            }
            default:
                return quote(one_of({"19.5%", "~27%", "a word"}));
        }
    }
    /// Some of the keys, each with a value, or null where that removes it.
    template <std::size_t size>
    Json keyed(const char* const (&keys)[size], bool patch, Json (EntryMaker::*make)()) {
        Object object;
        for (const auto* key : keys) {
            if (chance(40)) {
                object.add(key, patch && chance(20) ? "null" : (this->*make)());
            }
        }
        return written(object);
    }

    void add_fields(Object& object, bool patch) {
        const auto field = [&](const char* key, auto make) {
            if (chance(35)) {
                object.add(key, patch && chance(15) ? "null" : make());
            }
        };
        field("grantor", [&] { return parties(); });
        field("grantee", [&] { return parties(); });
        field("subject", [&] { return path(); });
        field("actions", [&] { return actions(); });
        field("exclusive", [&] { return exclusive(); });
        field("scope", [&] { return keyed({"territory", "channel", "persons", "field"}, patch, &EntryMaker::region); });
        field("ends", [&] { return ends(); });
        field("conditions", [&] { return conditions(); });
        field("survives", [&] { return boolean(); });
        field("days", [&] { return keyed({"due", "notice", "valuation"}, patch, &EntryMaker::any_moment); });
        field("attributes", [&] { return keyed({"percent", "sum", "z", "a"}, patch, &EntryMaker::attribute); });
    }
    Json kind() { return quote(one_of({"license", "exclusivity", "payment", "x-own", "other", "non_compete"})); }
    Json end_reason() { return quote(one_of({"revoked", "terminated", "lapsed", "superseded"})); }

    // ---- events

    std::string random_type() {
        return one_of({"alliance.dissolved", "party.joined",    "party.left",      "party.suspended",   "party.resumed",
                       "party.renamed",      "term.granted",    "term.granted",    "term.amended",      "term.amended",
                       "term.confirmed",     "term.exercised",  "term.suspended",  "term.resumed",      "term.ended",
                       "milestone.reached",  "event.retracted", "event.corrected", "event.rescheduled", "source.added",
                       "note.added",         "state.asserted"});
    }
    Json address() { return quote(fmt::format("{}#{}", uuid(), below(3))); }

    void add_body(Object& event, const std::string& type) {
        const bool of_party = type.starts_with("party.");
        const bool of_term = type.starts_with("term.") || type == "state.asserted";
        const bool of_event = type.starts_with("event.") || type == "source.added";
        if (of_party) {
            event.add("party", name());
        }
        if (of_term) {
            event.add("term", name());
        }
        if (of_event) {
            event.add("event", address());
        }
        if (type == "alliance.formed") {
            maybe(event, "title", 80, &EntryMaker::text);
            Object party;
            party.add("party", name());
            maybe(party, "name", 50, &EntryMaker::text);
            event.add("parties", list({written(party)}));
        } else if (type == "party.joined" || type == "party.renamed") {
            event.add("name", text());
        } else if (type == "party.left") {
            maybe(event, "successor", 50, &EntryMaker::name);
        } else if (type == "term.granted") {
            event.add("kind", kind());
            add_fields(event, false);
        } else if (type == "term.amended") {
            Object set;
            set.add("kind", kind());
            add_fields(set, true);
            event.add("set", written(set));
        } else if (type == "milestone.reached") {
            event.add("milestone", name());
        } else if (type == "event.corrected") {
            auto replaced = random_type();
            while (replaced.starts_with("event.") || replaced == "source.added") {
                replaced = random_type();
            }
            event.add("replacement", this->event(replaced, true));
        } else if (type == "source.added") {
            Object reading;
            reading.add("reason", text());
            maybe(reading, "effective", 50, &EntryMaker::any_moment);
            add_fields(reading, true);
            event.add("reading", written(reading));
            event.add("stance", quote(one_of({"supports", "contradicts"})));
        } else if (type == "state.asserted") {
            event.add("on", quote("2026-04-27"));
            event.add("status", quote(one_of({"proposed", "pending", "in_force", "expired"})));
        }
        if (type == "note.added") {
            event.add("text", text());
        } else if (type == "term.confirmed" || type == "term.exercised") {
            maybe(event, "text", 50, &EntryMaker::text);
        }
        if (type == "term.ended" || type == "alliance.dissolved") {
            maybe(event, "reason", 60, &EntryMaker::end_reason);
        } else if (
            type == "term.suspended" || type == "term.resumed" || type.starts_with("event.") || type == "party.left") {
            maybe(event, "reason", 60, &EntryMaker::text);
        }
    }

    Json event(const std::string& type, bool is_replacement) {
        Object event;
        event.add("type", quote(type));
        add_body(event, type);
        const bool may_wait = type.starts_with("term.");
        const bool inherits_wait = waits_ && !is_replacement && !may_wait;
        if (type == "event.rescheduled" || inherits_wait || chance(40)) {
            event.add(
                "effective", may_wait ? any_moment() : date(type == "alliance.formed" ? Doubt::bounded : Doubt::any));
        }
        if (!is_replacement) {
            maybe(event, "confidence", 30, &EntryMaker::confidence);
            if ((type == "source.added" && !has_sources_) || chance(30)) {
                event.add("sources", sources(1));
            }
        }
        if ((may_wait || type.starts_with("party.") || type.starts_with("milestone.")) && chance(20)) {
            event.add("planned", boolean());
        }
        return written(event);
    }

    std::mt19937_64& random_;
    bool waits_ = false;        ///< the entry's effective waits upon a milestone
    bool has_sources_ = false;  ///< the entry names some
};

}  // namespace

std::string random_entry(std::mt19937_64& random, RandomEntryWishes wishes) {
    return EntryMaker(random).entry(wishes);
}

std::uint64_t test_seed() {
    const char* given = std::getenv("ENTENTE_SEED");
    const auto seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
    std::cout << "seed: ENTENTE_SEED=" << seed << '\n';
    return seed;
}

}  // namespace entente::test
