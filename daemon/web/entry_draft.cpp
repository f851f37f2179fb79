#include <entente/daemon/web/entry_draft.hpp>

#include <charconv>

#include <fmt/format.h>

#include <entente/daemon/web/event_fields.hpp>

namespace entente::daemon {
namespace {

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t number = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && stopped == text.data() + text.size() && !text.empty() ? std::optional(number)
                                                                                         : std::nullopt;
}

std::string prefix_of(std::size_t place) {
    return fmt::format("e{}.", place);
}

}  // namespace

EntryDraft::EntryDraft(FormBody form, EntryId fresh, Day today) : form_(std::move(form)) {
    if (form_.at("id").empty()) {
        form_.set("id", text(fresh));
    }
    if (!form_.has("announced")) {
        form_.set("announced", text(today));
    }
    while (events_ < form_events_max && form_.has(prefix_of(events_) + "type")) {
        ++events_;
    }
}

EntryDraft::Wish EntryDraft::wish() const {
    const auto pressed = form_.at("do");
    return pressed == "append" ? Wish::append : pressed == "preview" ? Wish::preview : Wish::compose;
}

void EntryDraft::obey() {
    const auto pressed = form_.at("do");
    if (pressed == "add" && events_ < form_events_max) {
        const auto type = form_.at("new-type");
        if (from_word<EventType>(type)) {
            form_.set(prefix_of(events_) + "type", type);
            ++events_;
        }
    }
    constexpr std::string_view removing = "remove-";
    if (pressed.starts_with(removing)) {
        const auto place = number_in(std::string_view(pressed).substr(removing.size()));
        if (place && *place < events_) {
            form_.drop(prefix_of(*place));
            for (std::size_t i = *place + 1; i < events_; ++i) {
                form_.move(prefix_of(i), prefix_of(i - 1));
            }
            --events_;
        }
    }
}

std::optional<Seq> EntryDraft::expected() const {
    const auto number = number_in(form_.at("expected"));
    return number ? std::optional(Seq{*number}) : std::nullopt;
}

void EntryDraft::expect(std::optional<Seq> version) {
    form_.set("expected", version ? std::to_string(version->value) : std::string());
}

Json EntryDraft::entry() const {
    Json entry{{"id", form_.at("id")}, {"alliance", alliance()}, {"announced", form_.at("announced")}};
    for (const std::string name : {"title", "note", "confidence"}) {
        if (const auto value = form_.at(name); !value.empty()) {
            entry[name] = value;
        }
    }
    if (const auto effective = form_.at("effective"); !effective.empty()) {
        entry["effective"] = moment_from(effective);
    }
    Json source = Json::object();
    for (const std::string name : {"url", "publisher", "published"}) {
        if (const auto value = form_.at(name); !value.empty()) {
            source[name] = value;
        }
    }
    if (!source.empty()) {
        entry["sources"] = Json::array({source});
    }
    entry["events"] = Json::array();
    for (std::size_t i = 0; i < events_; ++i) {
        entry["events"].push_back(event_from(form_, prefix_of(i)));
    }
    return entry;
}

}  // namespace entente::daemon
