/// The log as text: line 0, and the lines that hold the entries, each chained to all that stands before it.
/// LOG_FORMAT.md has the grammar.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include <entente/core/instant.hpp>
#include <entente/core/sha256.hpp>
#include <entente/core/uuid.hpp>
#include <entente/events/log.hpp>

namespace entente {

/// Line 0.
struct LogHeader {
    Uuid log;
    Instant created;
    friend bool operator==(const LogHeader&, const LogHeader&) = default;
};

/// Line 0 without its newline: `{"entente":1,"log":"…","created":"…"}`.
[[nodiscard]] std::string text(const LogHeader& header);

/// What is wrong with a line, and where in it.
struct LineFault {
    std::size_t byte = 0;  ///< counted from 0 at the start of the line
    std::string message;
};

/// Errors: the first byte that is not as `text` writes it.
[[nodiscard]] std::expected<LogHeader, LineFault> parse_header(std::string_view line);

/// The number after `{"entente":`, when line 0 begins so with a number; else 0.
[[nodiscard]] std::uint64_t format_version(std::string_view line);

/// 64 lower-case hexadecimal digits, as `hex` writes them. Errors: `bad_value`.
[[nodiscard]] Result<Digest> parse_digest(std::string_view text);

/// A line that holds an entry, taken apart; the text is the line's own.
struct LogLine {
    Seq seq;
    Instant recorded;
    std::string_view entry;
    Digest chain;
};

/// What every line has around its entry, by which the parts are found from both ends.
inline constexpr std::string_view line_head = R"({"seq":)";
inline constexpr std::size_t chain_text_bytes = 64;
inline constexpr std::size_t line_foot_bytes = 12 + chain_text_bytes;  ///< `,"chain":"…"}`

/// A record as its line in the log, without the newline: `{"seq","recorded","entry","chain"}` in one line.
[[nodiscard]] std::string line_text(const Record& record, std::string_view canonical);

/// A line by its form alone; whether it continues a chain is another question.
[[nodiscard]] std::expected<LogLine, LineFault> take_apart(std::string_view line);

/// The end of a log, as its next line must continue it.
class Chain {
public:
    /// Before line 1.
    explicit Chain(std::string_view header_line);
    /// Behind a line recorded then.
    Chain(Head head, Instant recorded);

    /// The next line, with its newline, and moves on to its end. `recorded` is later than the last one.
    [[nodiscard]] std::string extend(Instant recorded, std::string_view entry);

    /// Takes the next line (without its newline) apart and moves on to its end, or says what is wrong with it and
    /// stays. Everything is checked but the entry itself: form, position, order of time, and the chain over the raw
    /// bytes.
    [[nodiscard]] std::expected<LogLine, LineFault> follow(std::string_view line);

    [[nodiscard]] Head head() const { return head_; }
    [[nodiscard]] Instant recorded() const { return recorded_; }

    /// Back to an earlier end.
    void rewind(Head head, Instant recorded);

private:
    [[nodiscard]] Digest link(std::string_view body);

    Head head_;
    Instant recorded_;
    Sha256 sha256_;
};

}  // namespace entente
