/// Who writes to a log. That somebody does is known by the lock; who it is stands in a small file beside the log,
/// `LOG.writer`. The file alone means nothing: what a killed writer left is overwritten by the next one.
#pragma once

#include <optional>
#include <string>

#include <entente/core/instant.hpp>
#include <entente/events/files.hpp>

namespace entente {

struct Holder {
    Process process;
    Instant since;
    std::string address;  ///< where a daemon is reached; empty when it has not said
};

/// Nothing when nobody holds the log. A holder that could not leave its name has pid 0.
/// Errors: `io_failed`, as for opening the log.
[[nodiscard]] Result<std::optional<Holder>> holder_of(Files& files, const std::string& path);

/// For the writer, once it has the lock.
[[nodiscard]] Result<void> leave_name(Files& files, const std::string& path, const Holder& holder);
[[nodiscard]] Result<void> remove_name(Files& files, const std::string& path);

/// `log_locked`, by whom and since when.
[[nodiscard]] Error locked_by(const Holder& holder, const std::string& path);

/// What the file says; pid 0 where there is none, or it says nothing.
[[nodiscard]] Holder named_holder(Files& files, const std::string& path);

}  // namespace entente
