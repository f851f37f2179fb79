#include <entente/cli/log_source.hpp>

#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/daemon_source.hpp>
#include <entente/cli/file_source.hpp>
#include <entente/events/default_log_path.hpp>
#include <entente/events/log_holder.hpp>

namespace entente::cli {
namespace {

/// The daemon that `--server` or ENTENTE_SERVER names; nothing where a log on disk is meant.
Result<std::optional<std::string>> server_of(const Asked& asked, const Console& console) {
    const auto given = asked.find("server");
    if (given && asked.has("log")) {
        return fail(ErrorCode::usage, "a log on disk or a daemon, not both: leave out --log or --server", "--server");
    }
    if (given) {
        return std::string(*given);
    }
    const auto variable = console.variable("ENTENTE_SERVER");
    if (asked.has("log") || variable.empty()) {
        return std::nullopt;
    }
    if (!console.variable("ENTENTE_LOG").empty()) {
        return fail(
            ErrorCode::usage,
            "ENTENTE_LOG and ENTENTE_SERVER are both set, and either would do: unset one, or say --log or --server");
    }
    return variable;
}

Result<Batch> supposed(const Asked& asked, Console& console) {
    Batch batch;
    for (const auto& path : asked.all("suppose")) {
        ENTENTE_TRY(add_input(batch, path, console));
    }
    return batch;
}

/// The daemon of this machine that holds the log of a file. Errors: `held`, where there is none.
Result<std::unique_ptr<LogSource>> open_holder(const Error& held, const Asked& asked, Console& console) {
    const auto holder = holder_of(console.files, log_path(asked, console));
    if (!holder || !*holder || (*holder)->address.empty()) {
        return std::unexpected(held);
    }
    const auto address = parse_server_address((*holder)->address);
    // Who may write beside the log could name any address: a token goes to no other machine because of that.
    if (!address || !address->is_here()) {
        return std::unexpected(held);
    }
    auto source = ENTENTE_TRY(DaemonSource::open(*address, console));
    if (console.err.watched()) {
        console.err.print_line(fmt::format(
            "entente: a daemon holds the log (process {}): appending through {}", (*holder)->process.pid,
            address->written));
        console.err.hand_over();
    }
    return source;
}

}  // namespace

std::string log_path(const Asked& asked, const Console& console) {
    if (const auto given = asked.find("log")) {
        return std::string(*given);
    }
    return default_log_path([&](std::string_view name) { return console.variable(name); });
}

Result<std::unique_ptr<LogSource>> open_source(const Asked& asked, Console& console, Purpose purpose) {
    if (const auto server = ENTENTE_TRY(server_of(asked, console))) {
        auto address = ENTENTE_TRY(parse_server_address(*server));
        auto source = ENTENTE_TRY(DaemonSource::open(std::move(address), console));
        auto batch = ENTENTE_TRY(supposed(asked, console));
        sign(batch, source->signs_as());
        source->suppose(std::move(batch));
        return source;
    }
    auto source = FileSource::open(asked, console, purpose == Purpose::append ? LogMode::write : LogMode::read);
    if (!source && source.error().code == ErrorCode::log_locked) {
        return open_holder(source.error(), asked, console);
    }
    if (!source) {
        return std::unexpected(std::move(source).error());
    }
    auto batch = ENTENTE_TRY(supposed(asked, console));
    sign(batch, (*source)->signs_as());
    ENTENTE_TRY((*source)->suppose(batch));
    return *std::move(source);
}

Result<std::unique_ptr<LogSource>> open_to_verify(const Asked& asked, Console& console) {
    if (const auto server = ENTENTE_TRY(server_of(asked, console))) {
        auto address = ENTENTE_TRY(parse_server_address(*server));
        return ENTENTE_TRY(DaemonSource::open(std::move(address), console));
    }
    return ENTENTE_TRY(FileSource::open_unread(asked, console));
}

bool asks_a_daemon(const Asked& asked, const Console& console) {
    return server_of(asked, console).value_or(std::string()).has_value();
}

Result<EarlierEvent> find_event(LogSource& source, std::string_view named) {
    const auto name = split_entry_name(named);
    auto record = source.entry(name.entry);
    if (!record) {
        record.error().where = "argument EVENT";
        return std::unexpected(record.error());
    }
    const auto& entry = (*record).at("entry");
    const auto events = entry.at("events").size();
    if (!name.index && events > 1) {
        return fail(
            ErrorCode::bad_value,
            fmt::format(
                "entry {} holds {} events: name one, {}.0 to {}.{}", name.entry, events, name.entry, name.entry,
                events - 1),
            "argument EVENT");
    }
    const auto index = name.index.value_or(0);
    if (index >= events) {
        return fail(
            ErrorCode::event_unknown,
            fmt::format("entry {} has no event {}: it holds {}, counted from 0", name.entry, index, events),
            "argument EVENT");
    }
    return EarlierEvent{
        .alliance = entry.at("alliance").get<std::string>(),
        .address = fmt::format("{}#{}", entry.at("id").get<std::string>(), index),
        .json = entry.at("events")[index].dump()};
}

EntryName split_entry_name(std::string_view named) {
    const auto mark = named.find_last_of(".#");
    if (mark == std::string_view::npos) {
        return {.entry = named, .index = std::nullopt};
    }
    const auto digits = named.substr(mark + 1);
    std::uint32_t index = 0;
    const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    const bool is_index = error == std::errc{} && stopped == digits.data() + digits.size();
    return is_index ? EntryName{.entry = named.substr(0, mark), .index = index}
                    : EntryName{.entry = named, .index = std::nullopt};
}

}  // namespace entente::cli
