/// Errors as answers: what the world got wrong comes back as a value that callers branch on.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace entente {

/// Every way a request can be turned down, spelled as on the wire (`"code": "stale_version"`).
enum class ErrorCode : std::uint8_t {
    bad_json,              ///< not JSON, not UTF-8, nested too deep
    duplicate_key,         ///< an object names one key twice
    unknown_field,         ///< a field nobody defined; the nearest known name is suggested
    unknown_type,          ///< an event type nobody defined
    unknown_kind,          ///< a kind of term nobody defined
    missing_field,         ///< a required field is absent
    bad_value,             ///< a value of the wrong shape for its field
    bad_date,              ///< a date, moment or duration that is none
    bad_number,            ///< a JSON number that is no integer within ±(2^53−1), or a text that is no decimal
    too_large,             ///< over one of the bounds in `events/limits.hpp`
    alliance_unknown,      ///< the log holds no such alliance
    alliance_exists,       ///< `alliance.formed` for an alliance that stands already
    event_unknown,         ///< a revision or source names an event that no earlier entry of the alliance holds
    event_not_changeable,  ///< a revision of something that cannot be revised so
    id_conflict,           ///< the entry id is taken by other content
    stale_version,         ///< `expected` is not the alliance's last seq any more
    not_found,             ///< a question about something that is not there
    log_damaged,           ///< a complete line of the log is wrong; `where` names line and byte
    read_only,             ///< the writer stopped writing: a sync failed, the disk is full, or it was opened so
    unauthorized,
    forbidden,
    too_many,    ///< more at once than is taken; the same again, later, will do
    log_locked,  ///< somebody else holds the log; the message says who
    log_newer,   ///< the log is of a format this program does not know
    io_failed,   ///< a file cannot be read, written or reached
    usage,       ///< the command line asks for something that does not exist
};

/// `stale_version` for ErrorCode::stale_version.
[[nodiscard]] std::string_view word(ErrorCode code);

struct Error {
    ErrorCode code;
    std::string message;  ///< one sentence without a full stop, that names what was wrong and what would do
    std::string where;    ///< JSON Pointer (`/events/1/kind`), `line 7, byte 912`, a file name, or empty
    friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = std::expected<T, Error>;

/// For `return fail(ErrorCode::bad_value, "…")` in any function that returns a Result.
[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, std::string message, std::string where = {}) {
    return std::unexpected(Error{.code = code, .message = std::move(message), .where = std::move(where)});
}

/// The value of a Result, or out with its error. Not inside coroutines; in braces g++ 12 leaks the members before it.
#define ENTENTE_TRY(...)                                                   \
    __extension__({                                                        \
        auto entente_try_result = (__VA_ARGS__);                           \
        if (!entente_try_result) {                                         \
            return std::unexpected(std::move(entente_try_result).error()); \
        }                                                                  \
        std::move(entente_try_result).value();                             \
    })

}  // namespace entente
