/// Entries as they come from a daemon: server-sent events, taken up again where they broke off.
#pragma once

#include <entente/cli/http_client.hpp>
#include <entente/cli/log_source.hpp>

namespace entente::cli {

/// Cuts a stream into the data of its events. Source: HTML, section 9.2.
class EventStream {
public:
    /// Takes the next bytes; calls `each` with the data of every event that is complete with them. Errors: those of
    /// `each`; `too_large`, for an event that does not end.
    [[nodiscard]] Result<void> take(std::string_view bytes, FunctionRef<Result<void>(const std::string& data)> each);

private:
    std::string line_;
    std::string data_;
    bool has_data_ = false;
    bool is_entry_ = true;  ///< of the type that entries have: `message` or `entry`
    bool after_return_ = false;
};

/// Passes on what comes after a position, until `look_up` ends it. Connects again when the stream breaks off.
[[nodiscard]] Result<Exit> follow_stream(HttpClient& client, const Following& following, Seq after);

}  // namespace entente::cli
