#include <entente/cli/difference_view.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/change_words.hpp>
#include <entente/cli/document_reader.hpp>
#include <entente/cli/listings.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/citation_json.hpp>
#include <entente/projections/difference_events.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t indent_columns = 4;

/// Text in lines that fit, the first at one indent and those after it at another.
std::string indented(
    std::string_view text, std::size_t first, std::size_t next, Style style, const Terminal& terminal) {
    std::string all;
    std::size_t indent = first;
    const auto width = std::max(terminal.columns(), next + 20) - next;
    for (const auto& line : wrapped(text, width)) {
        all += std::string(indent, ' ') + terminal.styled(line, style) + "\n";
        indent = next;
    }
    return all;
}

/// Events by what people call them, and when each took effect.
class EventLabels {
public:
    EventLabels(const std::vector<NotedEvent>& events, const EventNames& names) {
        for (const auto& note : events) {
            const auto when = note.effective ? moment_of(to_json(*note.effective)) : text(note.announced);
            const auto address = text(note.event);
            labels_.emplace(address, std::pair(names(address), when));
        }
    }

    /// `[54.12, 54.13 · 2026-04-27; 59.0 · 2026-05-11]`
    [[nodiscard]] std::string of(const Json& events) const {
        std::string all;
        std::string_view date;
        for (const auto& event : events) {
            const auto found = labels_.find(event.get<std::string>());
            if (found == labels_.end()) {
                continue;
            }
            const auto& [name, when] = found->second;
            if (!all.empty()) {
                all += when == date ? ", " : fmt::format(" · {}; ", date);
            }
            all += name;
            date = when;
        }
        return all.empty() ? all : fmt::format("[{} · {}]", all, date);
    }

private:
    std::map<std::string, std::pair<std::string, std::string>> labels_;
};

Turn turn_of(const Json& change) {
    const auto word = text_of(change.at("change"));
    return word == "added" ? Turn::added : word == "removed" ? Turn::removed : Turn::changed;
}

std::size_t count_of(const Json& changes, std::string_view what) {
    return static_cast<std::size_t>(
        std::ranges::count_if(changes, [&](const Json& change) { return change.contains(what); }));
}

/// A term's or a party's state in a `terms` document; null where there is none.
Json state_in(const Json& states, const char* what, const Json& change) {
    const auto found =
        std::ranges::find_if(states, [&](const Json& state) { return state.at(what) == change.at(what); });
    return found == states.end() ? Json() : *found;
}

std::set<std::string> events_named(const Json& changes) {
    std::set<std::string> all;
    for (const auto& change : changes) {
        for (const auto& event : change.at("because")) {
            all.insert(event.get<std::string>());
        }
    }
    return all;
}

ComparedViews views_of(const ToldDifference& told) {
    const auto on_side = [&](const char* side) {
        return viewpoint_in(told.document.at(side), told.document, told.histories, told.today);
    };
    return {.history = *told.histories.all.front(), .earlier = on_side("from"), .later = on_side("to")};
}

/// Which event set the later value of each field that differs, by term or party and path.
using Setters = std::map<std::pair<std::string, std::string>, EventAddress>;
Setters setters_of(const ToldDifference& told) {
    const auto views = views_of(told);
    const auto side = [&](const Viewpoint& viewpoint) {
        return std::make_shared<const TermsAnswer>(terms_on(told.histories.all.front(), viewpoint, Listing::all));
    };
    Setters setters;
    for (const auto& term : difference(side(views.earlier), side(views.later), Compared::in_force).terms) {
        for (const auto& field : term.fields) {
            if (field.by) {
                setters.emplace(std::pair(std::string(term.term()), field.path), *field.by);
            }
        }
    }
    return setters;
}

/// `#54`, or `imagined`.
std::string place_of(Seq seq, const ToldDifference& told) {
    return seq > told.histories.head ? "imagined" : fmt::format("#{}", seq.value);
}

class Narrator {
public:
    Narrator(const ToldDifference& told, const EventNames& names, const Terminal& terminal)
        : told_(told),
          changes_(told.document.at("changes")),
          terminal_(terminal),
          setters_(setters_of(told)),
          events_(events_behind(views_of(told), events_named(changes_))),
          labels_(events_, names) {}

    std::string told() && {
        group("No longer in force", Turn::removed);
        group("Changed", Turn::changed);
        group("Newly in force", Turn::added);
        parties();
        sources();
        return std::move(text_);
    }

private:
    void group(std::string_view title, Turn turn) {
        bool any = false;
        for (const auto& change : changes_) {
            if (change.contains("term") && turn_of(change) == turn) {
                heading(std::exchange(any, true) ? "" : title);
                tell(change, turn);
            }
        }
    }

    void heading(std::string_view title) {
        if (!title.empty()) {
            text_ += "\n" + terminal_.styled(title, Style::bold) + "\n";
        }
    }

    void tell(const Json& change, Turn turn) {
        const Json before = state_in(told_.before.at("terms"), "term", change);
        const Json after = state_in(told_.after.at("terms"), "term", change);
        const Json& named = turn == Turn::removed ? before : after;
        const auto who = who_to_whom(named);
        const auto about = what_it_covers(named) + (who.empty() ? "" : " · " + who);
        const auto name = text_of(change.at("term"));
        const auto mark = mark_of_turn(turn);
        const auto shown = terminal_.styled(mark, style_of_turn(turn));
        const auto head = fmt::format("{} {}  {}", mark, name, about);
        if (width_of(head) <= terminal_.columns()) {
            text_ += fmt::format(
                "{} {}  {}\n", shown, terminal_.styled(name, Style::bold), terminal_.styled(about, Style::dim));
        } else {
            text_ += fmt::format("{} {}\n", shown, terminal_.styled(name, Style::bold));
            text_ += indented(about, indent_columns, indent_columns, Style::dim, terminal_);
        }
        if (turn == Turn::changed) {
            tell_fields(change, before, after);
            return;
        }
        const auto sentences = turn == Turn::removed ? how_it_went(after) : how_it_came(before, after);
        for (const auto& sentence : sentences) {
            const bool last = &sentence == &sentences.back();
            say(sentence, last ? labels_.of(change.at("because")) : "");
        }
    }

    /// Each field with who set it; doubt, which several may share, stands last.
    void tell_fields(const Json& change, const Json& before, const Json& after) {
        bool doubt = false;
        for (const auto& [path, reads] : change.at("fields").items()) {
            if (path == "certain" || path == "possible") {
                doubt = true;
                continue;
            }
            const auto by = setters_.find({text_of(change.value("term", Json())), path});
            say(how_it_reads(path, before, after),
                labels_.of(by == setters_.end() ? change.at("because") : Json::array({text(by->second)})));
        }
        if (doubt) {
            say(doubt_as_it_is(after), labels_.of(change.at("because")));
        }
    }

    /// A sentence, and behind it what did it: on the same line where that fits.
    void say(std::string_view sentence, const std::string& label) {
        const std::size_t next = indent_columns + 2;
        const auto width = std::max(terminal_.columns(), next + 20) - next;
        const auto lines = wrapped(sentence, width);
        for (const auto& line : lines) {
            text_ += std::string(&line == lines.data() ? indent_columns : next, ' ') + line;
            text_ += &line == &lines.back() ? "" : "\n";
        }
        if (label.empty()) {
            text_ += "\n";
        } else if (width_of(lines.back()) + 2 + width_of(label) <= width) {
            text_ += "  " + terminal_.styled(label, Style::dim) + "\n";
        } else {
            text_ += "\n" + indented(label, next, next, Style::dim, terminal_);
        }
    }

    void parties() {
        heading(count_of(changes_, "party") == 0 ? "" : "Parties");
        for (const auto& change : changes_) {
            if (!change.contains("party")) {
                continue;
            }
            const auto turn = turn_of(change);
            const Json before = state_in(told_.before.at("parties"), "party", change);
            const Json after = state_in(told_.after.at("parties"), "party", change);
            const Json& named = after.is_null() ? before : after;
            const auto name = text_of(named.at("name"));
            text_ += fmt::format(
                "{} {}{}\n", terminal_.styled(mark_of_turn(turn), style_of_turn(turn)),
                terminal_.styled(text_of(change.at("party")), Style::bold),
                name.empty() ? "" : terminal_.styled("  " + name, Style::dim));
            if (turn == Turn::changed) {
                tell_fields(change, before, after);
            } else {
                say(turn == Turn::added ? how_party_came(after) : how_party_went(after),
                    labels_.of(change.at("because")));
            }
        }
    }

    /// Each entry once, with its title and its first sources.
    void sources() {
        heading(events_.empty() ? "" : "According to");
        for (auto note = events_.begin(); note != events_.end();) {
            const auto next =
                std::ranges::find_if(note, events_.end(), [&](const auto& other) { return other.seq != note->seq; });
            Json cited = Json::array();
            for (const auto& event : std::ranges::subrange(note, next)) {
                for (auto& source : to_json(std::span(event.sources))) {
                    cited.push_back(std::move(source));
                }
            }
            const auto title = note->title.empty() ? std::string() : harmless(note->title) + ": ";
            constexpr std::size_t sources_max = 3;
            const auto supporting = sources_in_short(cited, "supports", sources_max);
            const auto line = fmt::format(
                "{}  announced {}  {}{}", place_of(note->seq, told_), text(note->announced), title,
                supporting.empty() ? "no source" : supporting);
            text_ += indented(line, 0, indent_columns, Style::dim, terminal_);
            note = next;
        }
    }

    const ToldDifference& told_;
    const Json& changes_;
    const Terminal& terminal_;
    Setters setters_;
    std::vector<NotedEvent> events_;
    EventLabels labels_;
    std::string text_;
};

/// `What changed in the deal from 2026-04-26 to 2026-04-28`.
std::string question_in_words(Along along, const Json& document) {
    const auto& from = document.at("from");
    const auto& to = document.at("to");
    const auto moment = [](const Json& as_of) {
        const auto known = text_of(as_of.at("known_at"));
        const auto position = text_of(as_of.at("position"));
        return known.starts_with('@') ? "#" + position : fmt::format("{} (#{})", known, position);
    };
    Json shared{{"as_of", to}, {"cite", document.at("cite")}};
    std::string words;
    switch (along) {
        case Along::on:
            words = fmt::format("What changed in the deal from {} to {}", text_of(from.at("on")), text_of(to.at("on")));
            break;
        case Along::announced:
            words = fmt::format(
                "What anybody could believe about {}: announced by {}, and by {}", text_of(to.at("on")),
                text_of(from.at("announced_by")), text_of(to.at("announced_by")));
            shared.at("as_of")["announced_by"] = nullptr;
            break;
        case Along::known:
            words = fmt::format(
                "What this log believed about {}: up to {}, and up to {}", text_of(to.at("on")), moment(from),
                moment(to));
            return words +
                   (to.at("announced_by").is_null()
                        ? ""
                        : fmt::format(", as announced by {}", text_of(to.at("announced_by")))) +
                   (document.at("cite").is_null() ? ", with entries imagined on top" : "");
    }
    const auto on = "on " + text_of(to.at("on"));
    return words + as_of_in_words(shared).substr(on.size());
}

/// `13 terms: 5 no longer in force, 4 changed, 4 newly in force.`
std::string summary(const Json& changes) {
    std::map<Turn, std::size_t> terms;
    for (const auto& change : changes) {
        terms[turn_of(change)] += change.contains("term") ? 1 : 0;
    }
    std::string all;
    for (const auto& [turn, said] :
         {std::pair(Turn::removed, "no longer in force"),
          {Turn::changed, "changed"},
          {Turn::added, "newly in force"}}) {
        if (terms[turn] > 0) {
            all += fmt::format("{}{} {}", all.empty() ? "" : ", ", terms[turn], said);
        }
    }
    const auto count = count_of(changes, "term");
    if (!all.empty()) {
        const auto how_many = counted(count, "term", "terms");
        const bool alike = std::ranges::any_of(terms, [&](const auto& turn) { return turn.second == count; });
        all = alike ? fmt::format("{} {}", how_many, all.substr(all.find(' ') + 1))
                    : fmt::format("{}: {}", how_many, all);
    }
    if (const auto parties = count_of(changes, "party"); parties > 0) {
        all += fmt::format("{}{}", all.empty() ? "" : "; ", counted(parties, "party", "parties"));
    }
    return all + ".";
}

/// Nothing changed, and what came in between without changing anything.
std::string nothing_changed(const ToldDifference& told, const Terminal& terminal) {
    std::string text =
        "\n" + indented(
                   "Nothing changed: the terms in force or suspended and the members read the same on both sides.", 0,
                   0, Style::plain, terminal);
    const auto entries = entries_between(views_of(told), told.along);
    const bool recorded = told.along == Along::known;
    if (entries.empty()) {
        return text + (recorded ? "Nothing was recorded in between.\n" : "Nothing was announced in between.\n");
    }
    text += recorded ? "Recorded in between:\n" : "Announced in between:\n";
    constexpr std::size_t entries_max = 10;
    for (const auto& entry : entries) {
        if (&entry - entries.data() == entries_max) {
            return text + fmt::format("  and {} more\n", entries.size() - entries_max);
        }
        const auto line =
            fmt::format("{}  {}  {}", place_of(entry.seq, told), entente::text(entry.announced), harmless(entry.title));
        text += indented(line, 2, indent_columns + 2, Style::dim, terminal);
    }
    return text;
}

}  // namespace

std::string draw_difference(const ToldDifference& told, const EventNames& names, const Terminal& terminal) {
    const auto title = text_of(told.after.at("title"));
    const auto id = text_of(told.document.at("alliance"));
    const auto name = title.empty() ? id : fmt::format("{} ({})", title, id);
    auto text = terminal.styled(name, Style::bold) + "\n" +
                indented(question_in_words(told.along, told.document), 0, 0, Style::plain, terminal);
    if (told.document.at("changes").empty()) {
        return text + nothing_changed(told, terminal);
    }
    return text + indented(summary(told.document.at("changes")), 0, 0, Style::plain, terminal) +
           Narrator(told, names, terminal).told();
}

}  // namespace entente::cli
