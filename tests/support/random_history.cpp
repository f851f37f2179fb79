#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "naive_dates.hpp"
#include "random_history.hpp"
#include <nlohmann/json.hpp>

namespace entente::naive {
namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

class Dice {
public:
    explicit Dice(std::mt19937_64& random) : random_(random) {}

    /// From 0 up to, not including, `count`.
    int below(int count) { return static_cast<int>(random_() % static_cast<std::uint64_t>(count)); }
    bool chance(int percent) { return below(100) < percent; }
    template <typename T>
    const T& one_of(const std::vector<T>& choices) {
        return choices[static_cast<std::size_t>(below(static_cast<int>(choices.size())))];
    }
    /// A word, as often as its weight says.
    std::string weighted(const std::vector<std::pair<std::string, int>>& choices) {
        int total = 0;
        for (const auto& [word, weight] : choices) {
            total += weight;
        }
        int left = below(total);
        for (const auto& [word, weight] : choices) {
            left -= weight;
            if (left < 0) {
                return word;
            }
        }
        return choices.back().first;
    }

private:
    std::mt19937_64& random_;
};

const Words parties{"p", "q", "r", "s"};
const Words terms{"t", "t", "t", "u"};
const Words milestone_names{"m", "m", "n"};
const Words durations{"P10D", "P1M", "P1Y", "P2M3D", "P3W", "P1Y1M"};
const Words reasons{"revoked", "superseded", "fulfilled", "lapsed"};

/// What histories are about.
enum class Theme { states, rights };

const Words rights_terms{"t", "u", "v", "w", "y"};
const Words scope_paths{"us", "us", "us/ca", "us/ca/la", "cn"};

/// `["us"]` or `{"except": ["us/ca", "cn"]}`.
Json random_region(Dice& dice, int except) {
    std::set<std::string> paths{dice.one_of(scope_paths)};
    if (dice.chance(30)) {
        paths.insert(dice.one_of(scope_paths));
    }
    return dice.chance(except) ? Json{{"except", paths}} : Json(paths);
}

/// What an event that stands in the log already was.
struct Target {
    std::string address;
    std::string type;
    std::string root_type;  ///< of the ordinary event a chain of revisions comes down to
    std::string about;
};

class Writer {
public:
    explicit Writer(std::uint64_t seed, Theme theme = Theme::states)
        : random_(seed), dice_(random_), seed_(seed), theme_(theme) {
        const int anchors = 3 + dice_.below(4);
        const int width = dice_.chance(50) ? 120 : 700;
        for (int i = 0; i < anchors; ++i) {
            anchors_.push_back(day_from("2024-03-01") + dice_.below(width));
        }
        doubts_ = dice_.one_of(std::vector<int>{0, 15, 35});
        rumours_ = dice_.one_of(std::vector<int>{0, 6, 18});
        plans_ = dice_.one_of(std::vector<int>{0, 10, 25});
        revisions_ = dice_.one_of(std::vector<int>{0, 1, 3});
        recorded_ = anchors_.front() + dice_.below(60);
        if (theme_ == Theme::rights) {
            doubts_ = dice_.one_of(std::vector<int>{0, 0, 12});
            rumours_ = dice_.one_of(std::vector<int>{0, 0, 10});
            plans_ = dice_.one_of(std::vector<int>{0, 5});
            revisions_ = dice_.one_of(std::vector<int>{0, 0, 1});
        }
    }

    std::vector<Json> history() {
        const int entries = theme_ == Theme::rights ? 5 + dice_.below(6) : 2 + dice_.below(8);
        for (int i = 0; i < entries; ++i) {
            if (i > 0 && dice_.chance(8)) {
                foreign_entry();
            }
            entry(i == 0);
        }
        return std::move(log_);
    }

private:
    // ------------------------------------------------------------------------------------------------ dates
    Day day() { return dice_.one_of(anchors_) + (dice_.chance(50) ? 0 : dice_.below(5) - 2); }

    std::string plain_date(Day on) {
        const auto exact = text(on);
        return dice_.chance(75) ? exact : exact.substr(0, dice_.chance(85) ? 7 : 4);
    }

    std::string imprecise_date() {
        const auto exact = text(day());
        switch (dice_.below(8)) {
            case 0:
            case 1:
                return exact.substr(0, 7);
            case 2:
                return exact.substr(0, 7) + dice_.one_of(Words{"~", "?", "%"});
            case 3:
                return exact + dice_.one_of(Words{"~", "?", "%"});
            case 4:
                return exact.substr(0, 4) + (dice_.chance(80) ? "" : dice_.one_of(Words{"~", "?", "%"}));
            case 5:
                return "[.." + plain_date(day()) + "]";
            default:
                auto from = day();
                auto until = day();
                if (from > until) {
                    std::swap(from, until);
                }
                return "[" + plain_date(from) + ".." + (dice_.chance(80) ? text(until + 40) : plain_date(until)) + "]";
        }
    }

    std::string date() {
        while (dice_.chance(doubts_)) {
            auto doubtful = imprecise_date();
            if (in_order(doubtful)) {
                return doubtful;
            }
        }
        return text(day());
    }

    /// "A's first day ≤ B's last"
    static bool in_order(const std::string& date) {
        const auto span = days_of(date, std::nullopt);
        return span.earliest <= span.latest;
    }

    Json upon() {
        Json moment{{"upon", dice_.one_of(milestone_names)}};
        if (dice_.chance(40)) {
            moment["plus"] = dice_.one_of(durations);
        }
        return moment;
    }

    Json moment() { return dice_.chance(15) ? upon() : Json(date()); }

    std::string announced() {
        const auto when = dice_.chance(60) ? recorded_ - dice_.below(4) : day();
        if (dice_.chance(90)) {
            return text(when);
        }
        return dice_.chance(70) ? text(when).substr(0, 7) : "[" + text(when) + ".." + text(when + 20) + "]";
    }

    // ------------------------------------------------------------------------------------------------ terms
    Json end(int depth) {
        switch (dice_.below(depth == 0 ? 10 : 8)) {
            case 0:
            case 1:
                return {{"through", plain_date(day())}};
            case 2:
                return {{"before", plain_date(day())}};
            case 3:
                return {{"through", upon()}};
            case 4:
            case 5:
                return {{"before", upon()}};
            case 6:
            case 7:
                return during();
            default:
                Json parts = Json::array({end(1), end(1)});
                if (dice_.chance(40)) {
                    parts.push_back({{"first_of", Json::array({end(1), end(1)})}});
                }
                return {{"last_of", parts}};
        }
    }

    Json during() {
        auto date = imprecise_date();
        while (!in_order(date)) {
            date = imprecise_date();
        }
        return {{"during", date}};
    }

    Json ends() {
        if (dice_.chance(25)) {
            const Json word = dice_.one_of(Words{"perpetual", "open", "not_stated", "unknown"});
            return dice_.chance(50) ? word : Json::array({word});
        }
        if (dice_.chance(40)) {
            return end(0);
        }
        auto list = Json::array();
        for (int i = dice_.below(3); i > 0; --i) {
            list.push_back(end(0));
        }
        return list;
    }

    Json some_of(const Words& words) {
        auto list = Json::array();
        for (const auto& word : words) {
            if (dice_.chance(40)) {
                list.push_back(word);
            }
        }
        return list;
    }

    Json one_or_two_parties() {
        const auto& one = dice_.one_of(parties);
        const auto& other = dice_.one_of(parties);
        return one == other || dice_.chance(50) ? Json::array({one}) : Json::array({one, other});
    }

    Json attribute() {
        switch (dice_.below(5)) {
            case 0:
                return dice_.below(3);
            case 1:
                return dice_.chance(50);
            case 2:
                return {{"amount", dice_.chance(50) ? "1000" : "2500"}, {"currency", "USD"}};
            default:
                return dice_.one_of(Words{"19.5%", "~27%", "text"});
        }
    }

    Json rights_parties(int anybody) { return dice_.chance(anybody) ? Json::array({"*"}) : one_or_two_parties(); }

    /// The fields that rights rest on, and now and then an end.
    Json rights_fields(bool patch) {
        Json all = Json::object();
        if (dice_.chance(patch ? 15 : 18)) {
            all["ends"] = ends();
        }
        if (dice_.chance(patch ? 20 : 92)) {
            all["grantor"] = rights_parties(4);
        }
        if (dice_.chance(patch ? 20 : 92)) {
            all["grantee"] = rights_parties(12);
        }
        if (dice_.chance(patch ? 20 : 92)) {
            all["subject"] = dice_.one_of(Words{"x", "x", "x/y", "x/y", "x/y", "x/y/z", "z"});
        }
        if (dice_.chance(patch ? 15 : 60)) {
            all["actions"] = dice_.chance(60) ? Json::array({"use"}) : Json::array({"use", "host"});
        }
        if (dice_.chance(35)) {
            all["exclusive"] = dice_.chance(55);
        }
        for (const auto* key : {"territory", "channel"}) {
            if (dice_.chance(patch ? 15 : std::string_view{key} == "channel" ? 8 : 35)) {
                all["scope"][key] = patch && dice_.chance(25) ? Json{} : random_region(dice_, 35);
            }
        }
        if (patch) {
            for (auto& [name, value] : all.items()) {
                if (dice_.chance(8)) {
                    value = nullptr;
                }
            }
            if (all.empty()) {
                all["exclusive"] = dice_.chance(50);
            }
        }
        return all;
    }

    /// Of terms that bar and permit, so that they meet: most are granted once.
    std::string rights_term(bool granted) {
        Words fitting;
        for (const auto& term : rights_terms) {
            if (granted_.contains(term) == granted) {
                fitting.push_back(term);
            }
        }
        return fitting.empty() || dice_.chance(6) ? dice_.one_of(rights_terms) : dice_.one_of(fitting);
    }

    std::string rights_kind() {
        return dice_.weighted({
            {"exclusivity", 16},
            {"license", 24},
            {"carve_out", 16},
            {"non_compete", 12},
            {"supply", 5},
            {"option", 4},
            {"designation", 6},
            {"priority", 3},
            {"first_refusal", 4},
            {"x-own", 2},
        });
    }

    /// Some fields with some values; in a patch some of them are null.
    Json fields(bool patch) {
        if (theme_ == Theme::rights) {
            return rights_fields(patch);
        }
        Json all = Json::object();
        const auto often = patch ? 18 : 30;
        if (dice_.chance(patch ? 40 : 85)) {
            all["ends"] = ends();
        }
        for (const auto* name : {"grantor", "grantee"}) {
            if (dice_.chance(patch ? 15 : 75)) {
                all[name] = one_or_two_parties();
            }
        }
        if (dice_.chance(often)) {
            all["subject"] = dice_.one_of(Words{"x/y", "z"});
        }
        if (dice_.chance(often)) {
            all["actions"] = some_of({"use", "host"});
        }
        if (dice_.chance(often)) {
            all["exclusive"] = dice_.chance(50);
        }
        if (dice_.chance(often)) {
            all["conditions"] = some_of({"one", "two"});
        }
        if (dice_.chance(often)) {
            all["survives"] = dice_.chance(70);
        }
        maps(all, often, patch);
        if (patch) {
            for (auto& [name, value] : all.items()) {
                if (dice_.chance(12)) {
                    value = nullptr;
                }
            }
            if (all.empty()) {
                all["attributes"] = {{"percent", "5%"}};
            }
        }
        return all;
    }

    void maps(Json& all, int often, bool patch) {
        const auto maybe_null = [&](Json value) { return patch && dice_.chance(25) ? Json{} : std::move(value); };
        if (dice_.chance(often)) {
            for (const auto* name : {"percent", "sum"}) {
                if (dice_.chance(60)) {
                    all["attributes"][name] = maybe_null(attribute());
                }
            }
        }
        if (dice_.chance(often)) {
            all["scope"]["territory"] = maybe_null(
                dice_.chance(60) ? Json::array({dice_.one_of(Words{"cn", "us", "de/by"})})
                                 : Json{{"except", Json::array({"cn"})}});
            if (dice_.chance(30)) {
                all["scope"]["channel"] = maybe_null(Json::array({"api"}));
            }
        }
        if (dice_.chance(often)) {
            all["days"]["due"] = maybe_null(moment());
            if (dice_.chance(30)) {
                all["days"]["notice"] = maybe_null(moment());
            }
        }
    }

    // ------------------------------------------------------------------------------------------------ events
    Json ordinary_event(const std::string& type, const std::string& about = "") {
        Json event{{"type", type}};
        if (type.starts_with("term.")) {
            event["term"] = !about.empty()            ? about
                            : theme_ == Theme::rights ? rights_term(type != "term.granted")
                                                      : dice_.one_of(terms);
        } else if (type.starts_with("party.")) {
            event["party"] = about.empty() ? dice_.one_of(parties) : about;
        } else if (type == "milestone.reached") {
            event["milestone"] = about.empty() ? dice_.one_of(milestone_names) : about;
        }
        if (type == "term.granted") {
            event.update(fields(false));
            event["kind"] = theme_ == Theme::rights ? rights_kind() : dice_.one_of(Words{"license", "option"});
            granted_.insert(event["term"].get<std::string>());
        } else if (type == "term.amended") {
            event["set"] = fields(true);
        } else if (type == "term.ended" || type == "alliance.dissolved") {
            if (dice_.chance(40)) {
                event["reason"] = dice_.one_of(reasons);
            }
        } else if (type == "party.joined") {
            name_and_role(event);
        } else if (type == "party.renamed") {
            event["name"] = dice_.one_of(Words{"New", "Newer"});
        } else if (type == "party.left" && dice_.chance(60)) {
            event["successor"] = dice_.one_of(parties);
        } else if (type == "note.added") {
            event["text"] = "a note";
        } else if (type == "state.asserted") {
            event["term"] = dice_.one_of(terms);
            event["on"] = text(day());
            event["status"] = "in_force";
        }
        return event;
    }

    void name_and_role(Json& member) {
        if (dice_.chance(60)) {
            member["name"] = dice_.one_of(Words{"Alpha", "Beta"});
        }
        if (dice_.chance(30)) {
            member["role"] = dice_.one_of(Words{"lead", "member"});
        }
    }

    Json formed() {
        Json event{{"type", "alliance.formed"}};
        if (dice_.chance(70)) {
            event["title"] = "Alliance A";
        }
        for (const auto& party : parties) {
            if (dice_.chance(50)) {
                Json member{{"party", party}};
                name_and_role(member);
                event["parties"].push_back(member);
            }
        }
        if (!event.contains("parties")) {
            event["parties"] = Json::array({{{"party", "p"}}});
        }
        return event;
    }

    static bool is_term(const std::string& type) { return type.starts_with("term."); }

    static bool plannable(const std::string& type) {
        return type.starts_with("term.") || type.starts_with("party.") || type.starts_with("milestone.");
    }

    void when_and_whether(Json& event, int dated) {
        const auto type = event.at("type").get<std::string>();
        if (plannable(type) && dice_.chance(plans_)) {
            event["planned"] = true;
        }
        if (dice_.chance(dated)) {
            event["effective"] = is_term(type) ? moment() : Json(date_for(type));
        }
    }

    /// "`[..B]` … stands neither on `alliance.formed` nor in `announced`."
    std::string date_for(const std::string& type) {
        auto when = date();
        while (type == "alliance.formed" && when.starts_with("[..")) {
            when = date();
        }
        return when;
    }

    Json sources() {
        Json source{{"url", "https://example.org/" + std::to_string(dice_.below(3))}};
        if (dice_.chance(30)) {
            source["publisher"] = "Example";
        }
        if (dice_.chance(30)) {
            source["published"] = "2025-01";
        }
        return Json::array({source});
    }

    Json event(bool rumoured_entry) {
        const int revise = targets_.empty() ? 0 : revisions_;
        const bool rights = theme_ == Theme::rights;
        const auto type = dice_.weighted({
            {"term.granted", rights ? 60 : 24},
            {"term.amended", 14},
            {"term.ended", rights ? 3 : 10},
            {"term.suspended", rights ? 12 : 4},
            {"term.resumed", 4},
            {"term.confirmed", 3},
            {"term.exercised", 2},
            {"milestone.reached", 12},
            {"alliance.dissolved", 2},
            {"party.joined", 3},
            {"party.left", 4},
            {"party.suspended", 1},
            {"party.resumed", 1},
            {"party.renamed", 1},
            {"note.added", 1},
            {"state.asserted", 1},
            {"event.retracted", 4 * revise},
            {"event.corrected", 5 * revise},
            {"event.rescheduled", 4 * revise},
            {"source.added", targets_.empty() ? 0
                             : rights         ? 14
                                              : 5},
        });
        Json event = type.starts_with("event.") ? revision(type)
                     : type == "source.added"   ? added_source()
                                                : ordinary_event(type);
        if (event.is_null()) {
            return ordinary_event("note.added");
        }
        const bool revises = type.starts_with("event.");
        if (!revises) {
            when_and_whether(event, 70);
        }
        if (!revises && dice_.chance(rumours_)) {
            event["confidence"] = "rumoured";
        } else if ((revises && rumoured_entry) || dice_.chance(15)) {
            event["confidence"] = dice_.chance(50) ? "official" : "reported";
        }
        if (dice_.chance(10) && !event.contains("sources")) {
            event["sources"] = sources();
        }
        return event;
    }

    /// "A retraction can only be retracted; a rescheduling retracted or rescheduled."
    Json revision(const std::string& type) {
        Words addresses;
        std::vector<const Target*> fitting;
        for (const auto& target : targets_) {
            const bool fits = type == "event.retracted" ? target.root_type != "alliance.formed"
                              : type == "event.rescheduled"
                                  ? target.type != "event.retracted" && plannable(target.root_type)
                                  : target.type != "event.retracted" && target.type != "event.rescheduled" &&
                                        target.root_type != "source.added";
            // revisions of revisions would be rare if each target were as likely as any other
            const int weight = target.type.starts_with("event.") || is_term(target.root_type) ? 4 : 1;
            for (int i = 0; fits && i < weight; ++i) {
                fitting.push_back(&target);
            }
        }
        if (fitting.empty()) {
            return {};
        }
        const auto& target = *dice_.one_of(fitting);
        Json event{{"type", type}, {"event", target.address}};
        if (type == "event.rescheduled") {
            event["effective"] = is_term(target.root_type) ? moment() : Json(date());
        } else if (type == "event.corrected") {
            event["replacement"] = replacement(target);
        }
        return event;
    }

    Json replacement(const Target& target) {
        if (target.root_type == "alliance.formed") {
            auto event = formed();
            when_and_whether(event, 40);
            return event;
        }
        // A date may wait upon a milestone only on `term.*`, and a replacement may keep it: so term stays term.
        const bool keeps_its_type = !plannable(target.root_type) && target.root_type != "alliance.dissolved";
        const Words others = is_term(target.root_type) ? Words{"term.granted", "term.ended", "term.amended"}
                                                       : Words{"milestone.reached", "alliance.dissolved", "party.left"};
        const auto type = keeps_its_type || dice_.chance(85) ? target.root_type : dice_.one_of(others);
        auto event = ordinary_event(type, type == target.root_type && dice_.chance(85) ? target.about : "");
        when_and_whether(event, 40);
        return event;
    }

    /// Any event; of rights mostly a grant.
    const Target& added_source_target() {
        const auto& any = dice_.one_of(targets_);
        const auto is_grant = [](const Target& target) { return target.type == "term.granted"; };
        if (theme_ == Theme::states || is_grant(any) || dice_.chance(30)) {
            return any;
        }
        const auto grant = std::ranges::find_if(targets_, is_grant);
        return grant == targets_.end() ? any : *grant;
    }

    Json added_source() {
        const auto& target = added_source_target();
        Json event{{"type", "source.added"}, {"event", target.address}, {"sources", sources()}};
        if (theme_ == Theme::rights && dice_.chance(50) &&
            (target.root_type == "milestone.reached" || target.root_type == "alliance.dissolved")) {
            event["reading"] = {{"effective", date()}};
        }
        if (dice_.chance(50)) {
            event["stance"] = dice_.chance(50) ? "supports" : "contradicts";
        }
        if (dice_.chance(60) && is_term(target.root_type)) {
            event["reading"] = fields(true);
            if (dice_.chance(30) && target.type != "event.retracted") {
                event["reading"]["effective"] = moment();
            }
        }
        return event;
    }

    // ------------------------------------------------------------------------------------------------ entries
    Json blank_entry(const std::string& alliance) {
        char id[40];
        std::snprintf(
            id, sizeof id, "0190%04x-%04x-7%03x-8%03x-%012llx", static_cast<unsigned>(seed_ >> 32 & 0xffff),
            static_cast<unsigned>(seed_ >> 16 & 0xffff), static_cast<unsigned>(seed_ & 0xfff),
            static_cast<unsigned>(seed_ >> 12 & 0xfff), static_cast<unsigned long long>(log_.size() + 1));
        return {
            {"id", id},
            {"actor", "ann"},
            {"alliance", alliance},
            {"announced", announced()},
            {"events", Json::array()}};
    }

    void record(Json entry) {
        const auto seq = static_cast<int>(log_.size()) + 1;
        char clock[32];
        std::snprintf(clock, sizeof clock, "T12:%02d:00.%06dZ", seq % 60, seq);
        log_.push_back({{"seq", seq}, {"recorded", text(recorded_) + clock}, {"entry", std::move(entry)}});
        recorded_ += dice_.chance(40) ? 0 : dice_.below(60);
    }

    void foreign_entry() {
        auto entry = blank_entry("b");
        entry["events"].push_back(foreign_formed_ ? ordinary_event("note.added") : formed());
        foreign_formed_ = true;
        record(std::move(entry));
    }

    void entry(bool first) {
        auto entry = blank_entry("a");
        if (dice_.chance(25)) {
            // "`upon` may stand on `term.*` events"
            entry["effective"] = date_for(first ? "alliance.formed" : "");
        }
        const bool rumoured = !first && dice_.chance(rumours_);
        if (rumoured || dice_.chance(30)) {
            entry["confidence"] = rumoured ? "rumoured" : dice_.chance(50) ? "official" : "reported";
        }
        if (dice_.chance(40)) {
            entry["sources"] = sources();
        }
        auto& events = entry["events"];
        if (first) {
            auto event = formed();
            when_and_whether(event, 40);
            events.push_back(event);
        }
        const int count = theme_ == Theme::rights ? 1 + dice_.below(3) : first ? dice_.below(3) : 1 + dice_.below(3);
        for (int i = 0; i < count; ++i) {
            events.push_back(event(rumoured));
        }
        remember(entry);
        record(std::move(entry));
    }

    void remember(const Json& entry) {
        std::vector<Target> new_ones;
        int index = 0;
        for (const auto& event : entry.at("events")) {
            Target target;
            target.address = entry.at("id").get<std::string>() + "#" + std::to_string(index++);
            target.type = event.at("type").get<std::string>();
            target.root_type = target.type;
            for (const auto* name : {"term", "party", "milestone"}) {
                if (event.contains(name)) {
                    target.about = event.at(name).get<std::string>();
                }
            }
            if (target.type.starts_with("event.")) {
                const auto aimed = event.at("event").get<std::string>();
                const auto root = std::ranges::find(targets_, aimed, &Target::address);
                target.root_type = root->root_type;
                target.about = root->about;
                if (target.type == "event.corrected") {
                    target.root_type = event.at("replacement").at("type").get<std::string>();
                }
            }
            new_ones.push_back(std::move(target));
        }
        targets_.insert(targets_.end(), new_ones.begin(), new_ones.end());
    }

    std::mt19937_64 random_;
    Dice dice_;
    std::uint64_t seed_;
    Theme theme_;
    std::set<std::string> granted_;
    std::vector<Day> anchors_;
    Day recorded_ = 0;
    int doubts_ = 0;
    int rumours_ = 0;
    int plans_ = 0;
    int revisions_ = 0;
    bool foreign_formed_ = false;
    std::vector<Target> targets_;
    std::vector<Json> log_;
};

/// Every day on which a date or a reach with its `plus` may begin or cease to matter.
void collect_days(const Json& json, std::set<Day>& days) {
    if (json.is_structured()) {
        for (const auto& part : json) {
            collect_days(part, days);
        }
    } else if (json.is_string()) {
        const auto& word = json.get_ref<const std::string&>();
        const auto digits = word.find_first_of("0123456789");
        const bool dated = word.size() >= 4 && word.size() <= 26 && digits != std::string::npos &&
                           (word.front() == '[' || word.starts_with("20")) && word.find('Z') == std::string::npos;
        if (dated) {
            const auto span = days_of(word, std::nullopt);
            days.insert({span.earliest, span.latest});
        }
    }
}

}  // namespace

std::vector<Json> random_history(std::uint64_t seed) {
    return Writer(seed).history();
}

std::vector<Json> random_rights_history(std::uint64_t seed) {
    return Writer(seed, Theme::rights).history();
}

RightsAsked random_rights_question(std::mt19937_64& random) {
    Dice dice(random);
    RightsAsked asked{
        .party = dice.one_of(Words{"p", "q", "r", "s", "p", "q", "r", "s", "*"}),
        .action = dice.one_of(Words{"use", "use", "use", "host"}),
        .subject = dice.one_of(Words{"x/y", "x/y", "x/y/z", "x/y/z", "x/y/z/a", "x", "z"}),
        .scope = Json::object(),
    };
    if (dice.chance(40)) {
        asked.scope["territory"] = random_region(dice, 20);
    }
    if (dice.chance(8)) {
        asked.scope["channel"] = random_region(dice, 20);
    }
    return asked;
}

Question random_question(const std::vector<Json>& log, std::mt19937_64& random) {
    Dice dice(random);
    std::set<Day> interesting;
    for (const auto& record : log) {
        collect_days(record.at("entry"), interesting);
        interesting.insert(day_from(record.at("recorded").get<std::string>().substr(0, 10)));
    }
    const std::vector<Day> days(interesting.begin(), interesting.end());
    const auto near = [&] {
        const auto day = dice.one_of(days);
        return dice.chance(15) ? plus(day, dice.one_of(durations)) : day + dice.below(3) - 1;
    };
    const auto last_recorded = day_from(log.back().at("recorded").get<std::string>().substr(0, 10));
    Question question;
    question.alliance = "a";
    question.all = dice.chance(60);
    const Day today = dice.chance(50) ? last_recorded + dice.below(3) : dice.chance(50) ? last_recorded + 400 : near();
    question.today = text(today);
    question.on = text(dice.chance(10) ? today + dice.below(3) : near());
    if (dice.chance(35)) {
        const auto& record = dice.one_of(log);
        switch (dice.below(4)) {
            case 0:
                question.known_at = "@" + std::to_string(dice.below(static_cast<int>(log.size()) + 1));
                break;
            case 1:
                question.known_at = text(near());
                break;
            default:
                question.known_at = record.at("recorded").get<std::string>();
        }
    }
    if (dice.chance(25)) {
        question.announced_by = text(near());
    }
    return question;
}

}  // namespace entente::naive
