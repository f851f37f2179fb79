/// Commands as data: parsing, help and completions all come from these definitions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <entente/core/exit.hpp>
#include <entente/core/result.hpp>

namespace entente::cli {

struct Console;

/// What a shell may offer for a value.
enum class Completes : std::uint8_t {
    nothing,
    files,
    alliances,
    terms,
    kinds,
    statuses,
    confidences,
    end_reasons,
    shells
};

struct Flag {
    std::string_view name;   ///< without dashes: `known-at`
    std::string_view value;  ///< what stands behind it: `DATE`; empty: nothing, it is a switch
    std::string_view sentence;
    enum class Times : std::uint8_t { once, many } times = Times::once;
    Completes completes = Completes::nothing;
};

struct Argument {
    std::string_view name;  ///< `ALLIANCE`
    std::string_view sentence;
    enum class Presence : std::uint8_t { required, optional, repeated } presence = Presence::required;
    Completes completes = Completes::nothing;
};

/// What was asked for: flags by their name, arguments by theirs (`ALLIANCE`).
class Asked {
public:
    void add(std::string_view name, std::string value);
    [[nodiscard]] bool has(std::string_view name) const;
    /// The last value; nothing when it was not given.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    /// The value, or an empty text.
    [[nodiscard]] std::string_view at(std::string_view name) const { return find(name).value_or(""); }
    [[nodiscard]] std::span<const std::string> all(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, std::vector<std::string>, std::less<>>& values() const { return values_; }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// Does what was asked; the errors it returns are shown and turned into an exit status by the caller.
using Run = Result<Exit> (*)(const Asked& asked, Console& console);

struct Command {
    std::string_view name;
    std::string_view group;     ///< under which heading the overview lists it; empty: not listed
    std::string_view sentence;  ///< what it does, without a full stop
    std::string_view about;     ///< what else must be known; may be empty
    std::vector<std::string_view> examples;
    std::vector<Argument> arguments;
    std::vector<Flag> flags;
    Run run;
};

/// Every command, in the order of the overview.
[[nodiscard]] std::span<const Command> commands();

/// The flags that stand before or after any command.
[[nodiscard]] std::span<const Flag> global_flags();

[[nodiscard]] const Command* find_command(std::string_view name);

/// Whether an error's place is a flag (`--on`) or an argument (`argument TERM`).
[[nodiscard]] bool is_on_command_line(std::string_view where);

/// What a question places at a parameter, `/known_at`, placed at the command's flag or argument: `--known-at`.
[[nodiscard]] Error placed_for(const Command& command, Error error);

/// Runs it. Errors: its own; `io_failed` for a document that is not as this program knows it, of a daemon of another
/// version.
[[nodiscard]] Result<Exit> carry_out(const Command& command, const Asked& asked, Console& console);

/// A value of the command line that is none exits with `usage`, what the log does not hold with `refused`.
[[nodiscard]] Exit exit_of(const Error& error);

}  // namespace entente::cli
