#include <entente/core/result.hpp>

#include <entente/core/assert.hpp>

namespace entente {

std::string_view word(ErrorCode code) {
    using enum ErrorCode;
    switch (code) {
        case bad_json:
            return "bad_json";
        case duplicate_key:
            return "duplicate_key";
        case unknown_field:
            return "unknown_field";
        case unknown_type:
            return "unknown_type";
        case unknown_kind:
            return "unknown_kind";
        case missing_field:
            return "missing_field";
        case bad_value:
            return "bad_value";
        case bad_date:
            return "bad_date";
        case bad_number:
            return "bad_number";
        case too_large:
            return "too_large";
        case alliance_unknown:
            return "alliance_unknown";
        case alliance_exists:
            return "alliance_exists";
        case event_unknown:
            return "event_unknown";
        case event_not_changeable:
            return "event_not_changeable";
        case id_conflict:
            return "id_conflict";
        case stale_version:
            return "stale_version";
        case not_found:
            return "not_found";
        case log_damaged:
            return "log_damaged";
        case read_only:
            return "read_only";
        case unauthorized:
            return "unauthorized";
        case forbidden:
            return "forbidden";
        case too_many:
            return "too_many";
        case log_locked:
            return "log_locked";
        case log_newer:
            return "log_newer";
        case io_failed:
            return "io_failed";
        case usage:
            return "usage";
    }
    broken_invariant("an ErrorCode is one of its enumerators");
}

}  // namespace entente
