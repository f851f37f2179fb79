#include <entente/events/codec.hpp>

#include <array>
#include <utility>

#include <fmt/format.h>

#include <entente/events/canonical_writer.hpp>
#include <entente/events/entry_reader.hpp>
#include <entente/events/entry_texts.hpp>
#include <entente/events/json_fault.hpp>
#include <entente/events/limits.hpp>

namespace entente {
namespace {

/// The entry as given, with what was filled in put where it belongs.
std::string canonical_bytes(JsonValue entry, const FilledIn& filled_in) {
    using Filled = std::pair<std::string_view, std::optional<std::string>>;
    const auto as_text = [](const auto& value) { return value ? std::optional(text(*value)) : std::nullopt; };
    const auto filled = std::to_array<Filled>(
        {{"actor", filled_in.actor}, {"announced", as_text(filled_in.announced)}, {"id", as_text(filled_in.id)}});
    std::string canonical = "{";
    const auto append_key = [&](std::string_view key) {
        canonical += canonical.size() == 1 ? "" : ",";
        append_text(canonical, key);
        canonical += ':';
    };
    auto next = filled.begin();
    const auto append_filled_before = [&](std::string_view key) {
        for (; next != filled.end() && (key.empty() || stands_before(next->first, key)); ++next) {
            if (next->second) {
                append_key(next->first);
                append_text(canonical, *next->second);
            }
        }
    };
    for (const auto member : entry) {
        append_filled_before(member.key());
        append_key(member.key());
        append_value(canonical, member);
    }
    append_filled_before("");
    canonical += '}';
    return canonical;
}

Result<void> check_bytes(std::size_t bytes) {
    if (bytes > limits::entry_bytes_max) {
        return fail(
            ErrorCode::too_large,
            fmt::format("the entry has {} bytes; at most {} fit, so make it several", bytes, limits::entry_bytes_max));
    }
    return {};
}

Result<Draft> read_with(JsonDocument& document, std::string_view json, const EntryDefaults& defaults) {
    ENTENTE_TRY(check_bytes(json.size()));
    const auto value = ENTENTE_TRY(document.read(json, Spelling::any));
    FilledIn filled_in;
    auto entry = ENTENTE_TRY(read_entry(value, defaults, filled_in));
    auto canonical = canonical_bytes(value, filled_in);
    ENTENTE_TRY(check_bytes(canonical.size()));
    return Draft{.entry = std::move(entry), .canonical = std::move(canonical)};
}

/// A fault of the JSON is looked for once more, with the place where its text begins.
Error placed(Error error, std::string_view json, TextPlace start) {
    return error.code == ErrorCode::bad_json ? json_fault(json, start) : std::move(error);
}

/// The error as seen from the whole text that the entry is a part of.
Error placed(Error error, std::string_view text, const EntryTexts& texts, std::size_t index) {
    const auto& entry = texts.entries[index];
    const auto start = place_in(text, entry.offset);
    error = placed(std::move(error), entry.json, start);
    if (error.where.starts_with("line ")) {
        return error;
    }
    if (texts.arrangement == Arrangement::array) {
        error.where = fmt::format("/{}{}", index, error.where);
    } else if (texts.arrangement == Arrangement::lines) {
        error.where = fmt::format("line {}{}{}", start.line, error.where.empty() ? "" : ": ", error.where);
    }
    return error;
}

}  // namespace

Result<Draft> read_draft(std::string_view json, const EntryDefaults& defaults) {
    const auto content = trimmed(json);
    JsonDocument document;
    auto draft = read_with(document, content, defaults);
    if (!draft) {
        const auto offset = static_cast<std::size_t>(content.data() - json.data());
        return std::unexpected(placed(std::move(draft).error(), content, place_in(json, offset)));
    }
    return draft;
}

Result<std::vector<Draft>> read_drafts(std::string_view text, const EntryDefaults& defaults) {
    if (text.size() > limits::batch_bytes_max) {
        return fail(
            ErrorCode::too_large,
            fmt::format("the text has {} bytes; at most {} are read at once", text.size(), limits::batch_bytes_max));
    }
    const auto texts = ENTENTE_TRY(split_entries(text));
    if (texts.entries.empty()) {
        return fail(ErrorCode::bad_value, "the array is empty: it holds no entry");
    }
    if (texts.entries.size() > limits::batch_entries_max) {
        return fail(
            ErrorCode::too_large, fmt::format(
                                      "there are {} entries; at most {} are appended at once", texts.entries.size(),
                                      limits::batch_entries_max));
    }
    JsonDocument document;
    std::vector<Draft> drafts;
    drafts.reserve(texts.entries.size());
    for (std::size_t i = 0; i < texts.entries.size(); ++i) {
        auto draft = read_with(document, texts.entries[i].json, defaults);
        if (!draft) {
            return std::unexpected(placed(std::move(draft).error(), text, texts, i));
        }
        drafts.push_back(*std::move(draft));
    }
    return drafts;
}

struct Decoder::Parser {
    JsonDocument document;
    EntryDefaults no_defaults;
};

Decoder::Decoder() : parser_(std::make_unique<Parser>()) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

Result<Entry> Decoder::decode(std::string_view canonical) {
    ENTENTE_TRY(check_bytes(canonical.size()));
    const auto value = ENTENTE_TRY(parser_->document.read(canonical, Spelling::canonical));
    FilledIn filled_in;
    return read_entry(value, parser_->no_defaults, filled_in);
}

}  // namespace entente
