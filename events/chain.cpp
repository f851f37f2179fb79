#include <entente/events/chain.hpp>

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/core/hex.hpp>
#include <entente/core/shape.hpp>

namespace entente {
namespace {

constexpr std::string_view header_head = R"({"entente":1,"log":")";
constexpr std::string_view header_middle = R"(","created":")";
constexpr std::string_view recorded_label = R"(,"recorded":")";
constexpr std::string_view entry_label = R"(","entry":)";
constexpr std::string_view chain_label = R"(,"chain":")";
constexpr std::string_view line_end = R"("})";
constexpr std::size_t uuid_bytes = 36;
constexpr std::size_t instant_bytes = 27;
static_assert(line_foot_bytes == chain_label.size() + chain_text_bytes + line_end.size());

std::unexpected<LineFault> fault(std::size_t byte, std::string message) {
    return std::unexpected(LineFault{.byte = byte, .message = std::move(message)});
}

/// Walks a line from its start; what does not stand there is a fault at its first wrong byte.
struct Cursor {
    std::string_view line;
    std::size_t at = 0;

    [[nodiscard]] std::string_view next(std::size_t count) const {
        return line.substr(std::min(at, line.size()), count);
    }

    std::expected<void, LineFault> skip(std::string_view wanted) {
        const auto found = next(wanted.size());
        if (found == wanted) {
            at += wanted.size();
            return {};
        }
        const auto differ = std::ranges::mismatch(found, wanted);
        return fault(
            at + static_cast<std::size_t>(differ.in1 - found.begin()), fmt::format("here must stand {}", wanted));
    }
};

/// A line up to its chain.
std::string line_body(Seq seq, Instant recorded, std::string_view entry) {
    std::string line;
    line.reserve(128 + entry.size() + line_foot_bytes);
    fmt::format_to(
        std::back_inserter(line), "{}{}{}{}{}{}", line_head, seq.value, recorded_label, text(recorded), entry_label,
        entry);
    return line;
}

}  // namespace

std::string text(const LogHeader& header) {
    return fmt::format("{}{}{}{}{}", header_head, text(header.log), header_middle, text(header.created), line_end);
}

std::expected<LogHeader, LineFault> parse_header(std::string_view line) {
    Cursor cursor{line};
    ENTENTE_TRY(cursor.skip(header_head));
    const auto log = parse_uuid(cursor.next(uuid_bytes));
    if (!log) {
        return fault(cursor.at, "here must stand the log's id, a UUID of version 7");
    }
    cursor.at += uuid_bytes;
    ENTENTE_TRY(cursor.skip(header_middle));
    const auto created = parse_log_instant(cursor.next(instant_bytes));
    if (!created) {
        return fault(cursor.at, "here must stand an instant such as 2026-04-27T14:03:11.123456Z");
    }
    cursor.at += instant_bytes;
    ENTENTE_TRY(cursor.skip(line_end));
    if (cursor.at != line.size()) {
        return fault(cursor.at, "here the line must end");
    }
    return LogHeader{.log = *log, .created = *created};
}

std::uint64_t format_version(std::string_view line) {
    constexpr auto head = header_head.substr(0, header_head.find('1'));
    if (!line.starts_with(head)) {
        return 0;
    }
    line.remove_prefix(head.size());
    std::uint64_t version = 0;
    const auto [end, failure] = std::from_chars(line.data(), line.data() + line.size(), version);
    const bool followed = end != line.data() + line.size() && (*end == ',' || *end == '}');
    return failure == std::errc{} && followed && line.front() != '0' ? version : 0;
}

Result<Digest> parse_digest(std::string_view text) {
    Digest digest;
    unsigned digits = text.size() == chain_text_bytes ? 0 : 16;
    for (std::size_t i = 0; digits < 16 && i < digest.bytes.size(); ++i) {
        const unsigned high = hex_value(text[2 * i]);
        const unsigned low = hex_value(text[2 * i + 1]);
        digits |= high | low;
        digest.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    if (digits >= 16) {
        return fail(ErrorCode::bad_value, "a chain is 64 hexadecimal digits in lower case");
    }
    return digest;
}

std::expected<LogLine, LineFault> take_apart(std::string_view line) {
    Cursor cursor{line};
    LogLine parts;
    ENTENTE_TRY(cursor.skip(line_head));
    const auto digits = cursor.next(20);
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), parts.seq.value);
    if (failure != std::errc{} || digits.front() == '0') {
        return fault(cursor.at, "here must stand the position of the line");
    }
    cursor.at += static_cast<std::size_t>(end - digits.data());
    ENTENTE_TRY(cursor.skip(recorded_label));
    const auto recorded = parse_log_instant(cursor.next(instant_bytes));
    if (!recorded) {
        return fault(cursor.at, "here must stand an instant such as 2026-04-27T14:03:11.123456Z");
    }
    parts.recorded = *recorded;
    cursor.at += instant_bytes;
    ENTENTE_TRY(cursor.skip(entry_label));
    if (line.size() < cursor.at + line_foot_bytes) {
        return fault(line.size(), "the line ends too soon");
    }
    parts.entry = line.substr(cursor.at, line.size() - line_foot_bytes - cursor.at);
    cursor.at += parts.entry.size();
    ENTENTE_TRY(cursor.skip(chain_label));
    const auto chain = parse_digest(cursor.next(chain_text_bytes));
    if (!chain) {
        return fault(cursor.at, chain.error().message);
    }
    parts.chain = *chain;
    cursor.at += chain_text_bytes;
    ENTENTE_TRY(cursor.skip(line_end));
    return parts;
}

std::string line_text(const Record& record, std::string_view canonical) {
    auto line = line_body(record.seq, record.recorded, canonical);
    return line.append(chain_label).append(hex(record.chain)).append(line_end);
}

Chain::Chain(std::string_view header_line)
    : head_{.seq = {}, .chain = sha256(header_line)}, recorded_(Instant{first_day} - Instant::duration{1}) {}

Chain::Chain(Head head, Instant recorded) : head_(head), recorded_(recorded) {}

Digest Chain::link(std::string_view body) {
    return sha256_.update(head_.chain).update(body).digest();
}

std::string Chain::extend(Instant recorded, std::string_view entry) {
    ENTENTE_ASSERT(recorded_ < recorded);
    const Seq seq{head_.seq.value + 1};
    auto line = line_body(seq, recorded, entry);
    const auto chain = link(line);
    line.append(chain_label).append(hex(chain)).append(line_end).append("\n");
    head_ = {.seq = seq, .chain = chain};
    recorded_ = recorded;
    return line;
}

std::expected<LogLine, LineFault> Chain::follow(std::string_view line) {
    const auto parts = ENTENTE_TRY(take_apart(line));
    const Seq seq{head_.seq.value + 1};
    if (parts.seq != seq) {
        return fault(line_head.size(), fmt::format("here must stand position {}, not {}", seq.value, parts.seq.value));
    }
    if (parts.recorded <= recorded_) {
        const auto recorded_at =
            static_cast<std::size_t>(parts.entry.data() - line.data()) - entry_label.size() - instant_bytes;
        return fault(recorded_at, fmt::format("here must stand an instant later than {}", text(recorded_)));
    }
    if (link(line.substr(0, line.size() - line_foot_bytes)) != parts.chain) {
        return fault(
            0, seq.value == 1 ? "its chain does not fit: this line or line 0 was altered"
                              : "its chain does not fit: the line was altered");
    }
    head_ = {.seq = seq, .chain = parts.chain};
    recorded_ = parts.recorded;
    return parts;
}

void Chain::rewind(Head head, Instant recorded) {
    head_ = head;
    recorded_ = recorded;
}

}  // namespace entente
