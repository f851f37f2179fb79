#include <entente/core/exit.hpp>

namespace entente {

Exit exit_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::usage:
            return Exit::usage;
        case ErrorCode::log_damaged:
            return Exit::damaged;
        case ErrorCode::read_only:
        case ErrorCode::too_many:
        case ErrorCode::log_locked:
        case ErrorCode::log_newer:
        case ErrorCode::io_failed:
            return Exit::unreachable;
        default:
            return Exit::refused;
    }
}

}  // namespace entente
