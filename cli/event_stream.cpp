#include <entente/cli/event_stream.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/http_target.hpp>
#include <entente/cli/problem_reader.hpp>
#include <entente/cli/record_reader.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/events/limits.hpp>

namespace entente::cli {
namespace {

/// An entry, what the log adds to it, and room for a name or two.
constexpr std::size_t event_bytes_max = 2 * std::size_t{limits::entry_bytes_max};

}  // namespace

Result<void> EventStream::take(std::string_view bytes, FunctionRef<Result<void>(const std::string& data)> each) {
    for (const char c : bytes) {
        if (c == '\n' && std::exchange(after_return_, false)) {
            continue;  // CRLF is one end of a line
        }
        after_return_ = c == '\r';
        if (c != '\n' && c != '\r') {
            line_ += c;
            if (line_.size() + data_.size() > event_bytes_max) {
                return fail(ErrorCode::too_large, "an event of the stream does not end");
            }
            continue;
        }
        const auto line = std::exchange(line_, {});
        if (line.empty()) {
            const auto data = std::exchange(data_, {});
            const bool complete = std::exchange(has_data_, false);
            if (std::exchange(is_entry_, true) && complete) {
                ENTENTE_TRY(each(data));
            }
            continue;
        }
        const auto colon = line.find(':');
        const auto field = line.substr(0, colon);
        auto value = colon == std::string::npos ? std::string() : line.substr(colon + 1);
        value.erase(0, value.starts_with(' ') ? 1 : 0);
        if (field == "data") {
            data_ += (has_data_ ? "\n" : "") + value;
            has_data_ = true;
        } else if (field == "event") {
            is_entry_ = value == "entry" || value == "message";
        }
    }
    return {};
}

Result<Exit> follow_stream(HttpClient& client, const Following& following, Seq after) {
    std::optional<Result<Exit>> ended;
    const auto is_over = [&] {
        if (!ended) {
            ended = following.look_up();
        }
        return ended.has_value();
    };
    client.give_up_when(is_over);
    RecordReader reader;
    while (!is_over()) {
        Parameters parameters{Spelling::parameters};
        parameters.add("after", std::to_string(after.value));
        if (following.alliance) {
            parameters.add("alliance", *following.alliance);
        }
        EventStream stream;
        const auto show = [&](const std::string& data) -> Result<void> {
            const auto document = Json::parse(data, nullptr, false);
            const auto record = ENTENTE_TRY(reader.read(document));
            if (record.seq > after) {
                following.add(record, document.at("entry").dump());
                after = record.seq;
            }
            return {};
        };
        const auto reply = client.send(
            {.target = target_of("/v1/entries/stream", parameters), .body = {}, .accept = "text/event-stream"},
            [&](std::string_view bytes) -> Result<void> {
                ENTENTE_TRY(stream.take(bytes, show));
                return is_over() ? Result<void>(fail(ErrorCode::io_failed, "enough was read")) : Result<void>();
            });
        if (ended) {
            break;
        }
        if (reply && reply->status != 200) {
            return std::unexpected(read_problem(*reply, client.address()));
        }
        if (!reply && reply.error().message.find("breaks off") == std::string::npos) {
            return std::unexpected(reply.error());
        }
    }
    return *std::move(ended);
}

}  // namespace entente::cli
