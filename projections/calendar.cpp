#include <entente/projections/calendar.hpp>

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <entente/core/assert.hpp>

namespace entente {
namespace {

/// `20260427`
std::string basic(Day day) {
    std::string digits = text(day);
    std::erase(digits, '-');
    return digits;
}

/// `20260427T140311Z`
std::string basic(Instant instant) {
    const std::string full = text(instant);  // 2026-04-27T14:03:11.123456Z
    std::string digits = full.substr(0, full.find('.')) + "Z";
    std::erase_if(digits, [](char c) { return c == '-' || c == ':'; });
    return digits;
}

std::string uid_of(const UpcomingItem& item) {
    const auto name = item.what == Coming::due ? fmt::format(".{}", item.name) : std::string();
    return fmt::format(
        "{}.{}.{}.{}.{}{}@{}.entente", text(item.root.entry), item.root.index, word(item.what), word(item.matter),
        item.id, name, item.alliance);
}

std::string summary_of(const UpcomingItem& item) {
    const auto what = [&]() -> std::string {
        switch (item.what) {
            case Coming::ends:
                return item.matter == UpcomingMatter::party ? "last day in" : "last day in force";
            case Coming::begins:
                return item.matter == UpcomingMatter::party ? "joins" : "begins";
            case Coming::due:
                return fmt::format("{} due", item.name);
            case Coming::plan:
                return fmt::format("{} planned", item.name);
            case Coming::assertion:
                return "asserted";
        }
        return {};
    };
    return fmt::format("{}: {} ({})", item.id, what(), item.alliance);
}

/// What is believed of an item, as far as a calendar shows it.
struct Belief {
    DaySpan days;
    bool uncertain;
    friend bool operator==(const Belief&, const Belief&) = default;
};

/// How often a belief changed, and when it last did.
struct Revision {
    Belief belief;
    std::uint64_t sequence = 0;
    Instant since{};
};

/// The beliefs about one alliance, record after record, asked of the same day; by UID.
std::map<std::string, Revision> revisions_of(
    const std::shared_ptr<const AllianceHistory>& history, const Viewpoint& viewpoint) {
    std::map<std::string, Revision> revisions;
    for (const auto& entry : history->entries()) {
        if (!viewpoint.knows(entry.seq)) {
            continue;
        }
        Viewpoint then = viewpoint;  // what is imagined has its places behind the log, in order
        then.position = entry.seq;
        then.supposed_after = Viewpoint{}.supposed_after;
        for (const auto& item : upcoming_of(*history, then, final_day)) {
            const Belief belief{.days = item.days, .uncertain = item.uncertain()};
            const auto [place, is_new] =
                revisions.try_emplace(uid_of(item), Revision{.belief = belief, .sequence = 0, .since = entry.recorded});
            if (!is_new && place->second.belief != belief) {
                place->second = {.belief = belief, .sequence = place->second.sequence + 1, .since = entry.recorded};
            }
        }
    }
    return revisions;
}

class CalendarWriter {
public:
    void line(std::string_view name, std::string_view value) { text_ += folded(fmt::format("{}:{}", name, value)); }

    void add(const UpcomingItem& item, const Revision& revision) {
        line("BEGIN", "VEVENT");
        line("UID", uid_of(item));
        line("DTSTAMP", basic(revision.since));
        line("SEQUENCE", fmt::format("{}", revision.sequence));
        line("DTSTART;VALUE=DATE", basic(item.days.earliest));
        if (item.days.latest < final_day) {  // the first day behind it; there is none behind the last of the calendar
            line("DTEND;VALUE=DATE", basic(item.days.latest + Days{1}));
        }
        line("SUMMARY", calendar_text(summary_of(item)));
        line("DESCRIPTION", calendar_text(description_of(item)));
        line("STATUS", item.uncertain() ? "TENTATIVE" : "CONFIRMED");
        line("TRANSP", "TRANSPARENT");
        line("CATEGORIES", calendar_text(word(item.what)));
        line("END", "VEVENT");
    }

    /// A calendar must hold something: where nothing comes, the time zone it is silent in.
    void add_nothing() {
        line("BEGIN", "VTIMEZONE");
        line("TZID", "UTC");
        line("BEGIN", "STANDARD");
        line("DTSTART", "19700101T000000");
        line("TZOFFSETFROM", "+0000");
        line("TZOFFSETTO", "+0000");
        line("END", "STANDARD");
        line("END", "VTIMEZONE");
    }

    [[nodiscard]] std::string text() && { return std::move(text_); }

private:
    static std::string description_of(const UpcomingItem& item) {
        std::string words;
        if (item.what == Coming::plan) {
            words += "Only planned. ";
        }
        if (!item.days.exact()) {
            words += fmt::format(
                "Some day from {} to {}. ", entente::text(item.days.earliest), entente::text(item.days.latest));
        }
        if (item.confidence == Confidence::rumoured) {
            words += "Rumoured. ";
        }
        words += "Rests on";
        for (const auto& event : item.because) {
            words += " " + entente::text(event);
        }
        return words;
    }

    std::string text_;
};

}  // namespace

std::string calendar_text(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\\' || c == ';' || c == ',') {
            escaped += '\\';
            escaped += c;
        } else if (c == '\n') {
            escaped += "\\n";
        } else if ((byte >= 0x20 && byte != 0x7f) || c == '\t') {
            escaped += c;
        }
    }
    return escaped;
}

std::string folded(std::string_view line) {
    constexpr std::size_t octets_max = 75;
    const auto is_inside = [&](std::size_t at) { return (static_cast<unsigned char>(line[at]) & 0xc0U) == 0x80U; };
    std::string text;
    std::size_t room = octets_max;
    while (line.size() > room) {
        std::size_t cut = room;
        while (cut > 0 && is_inside(cut)) {
            --cut;
        }
        cut = cut == 0 ? room : cut;  // no UTF-8 at all: better cut than stuck
        text += std::string(line.substr(0, cut)) + "\r\n ";
        line.remove_prefix(cut);
        room = octets_max - 1;
    }
    return text + std::string(line) + "\r\n";
}

std::string calendar(const UpcomingAnswer& answer) {
    CalendarWriter writer;
    writer.line("BEGIN", "VCALENDAR");
    writer.line("VERSION", "2.0");
    writer.line("PRODID", "-//entente//upcoming//EN");
    writer.line("CALSCALE", "GREGORIAN");
    std::map<std::string_view, std::map<std::string, Revision>> revisions;
    for (const auto& item : answer.items) {
        const auto of_alliance = revisions.try_emplace(item.alliance);
        if (of_alliance.second) {
            const auto history = std::ranges::find(
                answer.histories, item.alliance, [](const auto& each) { return std::string_view{each->id().text}; });
            ENTENTE_ASSERT(history != answer.histories.end());
            of_alliance.first->second = revisions_of(*history, answer.viewpoint);
        }
        const auto revision = of_alliance.first->second.find(uid_of(item));
        ENTENTE_ASSERT(revision != of_alliance.first->second.end());
        writer.add(item, revision->second);
    }
    if (answer.items.empty()) {
        writer.add_nothing();
    }
    writer.line("END", "VCALENDAR");
    return std::move(writer).text();
}

}  // namespace entente
