#include <entente/cli/difference_view.hpp>

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/change_words.hpp>
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
            labels_.emplace(note.event, std::pair(names(text(note.event)), when));
        }
    }

    /// `[54.12, 54.13 · 2026-04-27; 59.0 · 2026-05-11]`
    [[nodiscard]] std::string of(const std::vector<EventAddress>& events) const {
        std::string all;
        std::string_view date;
        for (const auto& event : events) {
            const auto found = labels_.find(event);
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
    std::map<EventAddress, std::pair<std::string, std::string>> labels_;
};

class Narrator {
public:
    Narrator(const Difference& difference, const EventNames& names, const Terminal& terminal)
        : difference_(difference), terminal_(terminal), events_(events_behind(difference)), labels_(events_, names) {}

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
        for (const auto& term : difference_.terms) {
            if (term.turn == turn) {
                heading(std::exchange(any, true) ? "" : title);
                tell(term);
            }
        }
    }

    void heading(std::string_view title) {
        if (!title.empty()) {
            text_ += "\n" + terminal_.styled(title, Style::bold) + "\n";
        }
    }

    void tell(const TermDifference& term) {
        const Json before = term.before ? to_json(*term.before) : Json();
        const Json after = term.after ? to_json(*term.after) : Json();
        const Json& named = term.turn == Turn::removed ? before : after;
        const auto who = who_to_whom(named);
        const auto about = what_it_covers(named) + (who.empty() ? "" : " · " + who);
        const auto name = harmless(term.term());
        const auto mark = mark_of_turn(term.turn);
        const auto shown = terminal_.styled(mark, style_of_turn(term.turn));
        const auto head = fmt::format("{} {}  {}", mark, name, about);
        if (width_of(head) <= terminal_.columns()) {
            text_ += fmt::format(
                "{} {}  {}\n", shown, terminal_.styled(name, Style::bold), terminal_.styled(about, Style::dim));
        } else {
            text_ += fmt::format("{} {}\n", shown, terminal_.styled(name, Style::bold));
            text_ += indented(about, indent_columns, indent_columns, Style::dim, terminal_);
        }
        if (term.turn == Turn::changed) {
            tell_fields(term.fields, before, after, term.because);
            return;
        }
        const auto sentences = term.turn == Turn::removed ? how_it_went(after) : how_it_came(before, after);
        for (const auto& sentence : sentences) {
            const bool last = &sentence == &sentences.back();
            say(sentence, last ? labels_.of(term.because) : "");
        }
    }

    /// Each field with who set it; doubt, which several may share, stands last.
    void tell_fields(
        const std::vector<FieldDifference>& fields, const Json& before, const Json& after,
        const std::vector<EventAddress>& because) {
        bool doubt = false;
        for (const auto& field : fields) {
            if (field.path == "certain" || field.path == "possible") {
                doubt = true;
                continue;
            }
            say(how_it_reads(field.path, before, after), labels_.of(field.by ? std::vector{*field.by} : because));
        }
        if (doubt) {
            say(doubt_as_it_is(after), labels_.of(because));
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
        heading(difference_.parties.empty() ? "" : "Parties");
        for (const auto& party : difference_.parties) {
            const Json before = party.before ? to_json(*party.before) : Json();
            const Json after = party.after ? to_json(*party.after) : Json();
            const Json& named = after.is_null() ? before : after;
            const auto name = text_of(named["name"]);
            text_ += fmt::format(
                "{} {}{}\n", terminal_.styled(mark_of_turn(party.turn), style_of_turn(party.turn)),
                terminal_.styled(harmless(party.party()), Style::bold),
                name.empty() ? "" : terminal_.styled("  " + name, Style::dim));
            if (party.turn == Turn::changed) {
                tell_fields(party.fields, before, after, party.because);
            } else {
                say(party.turn == Turn::added ? how_party_came(after) : how_party_went(after),
                    labels_.of(party.because));
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
                "{}  announced {}  {}{}", entry_name(*note), text(note->announced), title,
                supporting.empty() ? "no source" : supporting);
            text_ += indented(line, 0, indent_columns, Style::dim, terminal_);
            note = next;
        }
    }

    [[nodiscard]] std::string entry_name(const NotedEvent& note) const {
        const Viewpoint& viewpoint = difference_.after->viewpoint;
        return note.seq > viewpoint.supposed_after ? "imagined" : fmt::format("#{}", note.seq.value);
    }

    const Difference& difference_;
    const Terminal& terminal_;
    std::vector<NotedEvent> events_;
    EventLabels labels_;
    std::string text_;
};

/// `What changed in the deal from 2026-04-26 to 2026-04-28`.
std::string question_in_words(Along along, const Json& document) {
    const auto& from = document["from"];
    const auto& to = document["to"];
    const auto moment = [](const Json& as_of) {
        const auto known = text_of(as_of["known_at"]);
        const auto position = text_of(as_of["position"]);
        return known.starts_with('@') ? "#" + position : fmt::format("{} (#{})", known, position);
    };
    Json shared{{"as_of", to}, {"cite", document["cite"]}};
    std::string words;
    switch (along) {
        case Along::on:
            words = fmt::format("What changed in the deal from {} to {}", text_of(from["on"]), text_of(to["on"]));
            break;
        case Along::announced:
            words = fmt::format(
                "What anybody could believe about {}: announced by {}, and by {}", text_of(to["on"]),
                text_of(from["announced_by"]), text_of(to["announced_by"]));
            shared["as_of"]["announced_by"] = nullptr;
            break;
        case Along::known:
            words = fmt::format(
                "What this log believed about {}: up to {}, and up to {}", text_of(to["on"]), moment(from), moment(to));
            return words +
                   (to["announced_by"].is_null() ? ""
                                                 : fmt::format(", as announced by {}", text_of(to["announced_by"]))) +
                   (document["cite"].is_null() ? ", with entries imagined on top" : "");
    }
    const auto on = "on " + text_of(to["on"]);
    return words + as_of_in_words(shared).substr(on.size());
}

/// `13 terms: 5 no longer in force, 4 changed, 4 newly in force.`
std::string summary(const Difference& difference) {
    std::map<Turn, std::size_t> terms;
    for (const auto& term : difference.terms) {
        ++terms[term.turn];
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
    if (!all.empty()) {
        const auto how_many = counted(difference.terms.size(), "term", "terms");
        const bool alike = terms[difference.terms.front().turn] == difference.terms.size();
        all = alike ? fmt::format("{} {}", how_many, all.substr(all.find(' ') + 1))
                    : fmt::format("{}: {}", how_many, all);
    }
    if (!difference.parties.empty()) {
        all += fmt::format("{}{}", all.empty() ? "" : "; ", counted(difference.parties.size(), "party", "parties"));
    }
    return all + ".";
}

/// Nothing changed, and what came in between without changing anything.
std::string nothing_changed(const Difference& difference, Along along, const Terminal& terminal) {
    std::string text =
        "\n" + indented(
                   "Nothing changed: the terms in force or suspended and the members read the same on both sides.", 0,
                   0, Style::plain, terminal);
    const auto entries = entries_between(difference, along);
    if (entries.empty()) {
        return text +
               (along == Along::known ? "Nothing was recorded in between.\n" : "Nothing was announced in between.\n");
    }
    text += along == Along::known ? "Recorded in between:\n" : "Announced in between:\n";
    constexpr std::size_t entries_max = 10;
    for (const auto& entry : entries) {
        if (&entry - entries.data() == entries_max) {
            return text + fmt::format("  and {} more\n", entries.size() - entries_max);
        }
        const bool imagined = entry.seq > difference.after->viewpoint.supposed_after;
        const auto line = fmt::format(
            "{}  {}  {}", imagined ? "imagined" : fmt::format("#{}", entry.seq.value), entente::text(entry.announced),
            harmless(entry.title));
        text += indented(line, 2, indent_columns + 2, Style::dim, terminal);
    }
    return text;
}

}  // namespace

std::string draw_difference(
    const Difference& difference, Along along, const Json& document, const EventNames& names,
    const Terminal& terminal) {
    const auto& title = difference.after->title;
    const auto id = harmless(difference.after->history->id().text);
    const auto name = !title || title->empty() ? id : fmt::format("{} ({})", harmless(*title), id);
    auto text = terminal.styled(name, Style::bold) + "\n" +
                indented(question_in_words(along, document), 0, 0, Style::plain, terminal);
    if (difference.empty()) {
        return text + nothing_changed(difference, along, terminal);
    }
    return text + indented(summary(difference), 0, 0, Style::plain, terminal) +
           Narrator(difference, names, terminal).told();
}

}  // namespace entente::cli
