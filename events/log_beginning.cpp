#include <entente/events/log_beginning.hpp>

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include <entente/events/file_log.hpp>
#include <entente/events/limits.hpp>
#include <entente/events/log_holder.hpp>
#include <entente/events/log_scan.hpp>
#include <entente/events/log_writer.hpp>

namespace entente {
namespace {

constexpr std::size_t header_bytes_max = 4096;

std::unexpected<Error> failed(std::string_view verb, const std::string& path, std::errc why) {
    return std::unexpected(io_error(verb, path, why));
}

Error newer_format(std::uint64_t version, const std::string& path) {
    return {
        .code = ErrorCode::log_newer,
        .message = fmt::format(
            "{} is a log of format {}, this program knows format 1; a newer entente reads it, and nothing was changed",
            path, version),
        .where = "line 0, byte 11"};
}

/// Whether line 1 fits a line 0 of format 1: then the number in line 0 was altered, and the log is no newer one.
bool is_altered_version(File& file, std::string_view line) {
    std::string behind(limits::line_bytes_max, '\0');
    behind.resize(read_full(file, behind, line.size() + 1).value_or(0));
    const auto number = line.find(':') + 1;
    const auto behind_number = line.find_first_of(",}", number);
    const auto as_first = fmt::format("{}1{}", line.substr(0, number), line.substr(behind_number));
    return Chain{as_first}.follow(std::string_view{behind}.substr(0, behind.find('\n'))).has_value();
}

/// Whether these bytes may be what a crash left of line 0: nothing, zeros, or some of it and no newline.
bool is_cut_short_creation(std::string_view bytes) {
    const auto line = text(LogHeader{}) + "\n";
    const auto same_in_all = line.find(R"(:")") + 2;  // what follows differs from log to log
    for (std::size_t i = 0; i < std::min(bytes.size(), same_in_all); ++i) {
        if (bytes[i] != '\0' && bytes[i] != line[i]) {
            return false;
        }
    }
    return bytes.size() <= line.size() && bytes.find('\n') == std::string_view::npos;
}

}  // namespace

Result<Beginning> read_beginning(File& file, const std::string& path) {
    std::string bytes(header_bytes_max, '\0');
    const auto count = read_full(file, bytes, 0);
    if (!count) {
        return failed("read", path, count.error());
    }
    bytes.resize(*count);
    const auto newline = bytes.find('\n');
    const auto line = std::string_view{bytes}.substr(0, newline);
    auto header = parse_header(line);
    if (is_cut_short_creation(bytes)) {
        return std::unexpected(
            damage(Seq{}, bytes.size(), fmt::format("{} was never finished; entente init makes it anew", path)));
    }
    if (header) {
        return Beginning{.line = std::string{line}, .header = *header};
    }
    const auto version = format_version(line);
    if (version > 1 && !is_altered_version(file, line)) {
        return std::unexpected(newer_format(version, path));
    }
    return std::unexpected(damage(
        Seq{}, header.error().byte,
        line.starts_with(R"({"entente":)") ? header.error().message : fmt::format("{} is no log of entente's", path)));
}

// Written in place rather than renamed into place: what a crash leaves is then one file, that the next attempt knows
// for what it is, and never a second file that nobody takes away.
Result<void> create_file_log(Files& files, Clock& clock, Randomness& randomness, const std::string& path) {
    const auto now = clock.now();
    const auto line = text(LogHeader{.log = make_uuid(now, randomness), .created = now}) + "\n";
    const auto file = ENTENTE_TRY(open_own_file(files, path, Access::create));
    const auto locked = uninterrupted([&] { return file->lock(writer_lock); });
    if (!locked) {
        return failed("lock", path, locked.error());
    }
    if (!*locked) {
        return std::unexpected(locked_by(named_holder(files, path), path));
    }
    if (const auto settled = settle_cache(*file, 0); !settled) {  // an earlier attempt may have failed in its sync
        return failed("sync", path, settled.error());
    }
    std::string before(line.size() + 1, '\0');
    const auto count = read_full(*file, before, 0);
    if (!count) {
        return failed("read", path, count.error());
    }
    if (!is_cut_short_creation({before.data(), *count})) {
        return fail(ErrorCode::io_failed, fmt::format("{} is there already; it was left as it is", path), path);
    }
    if (const auto written = write_full(*file, line, 0); !written) {
        return failed("write", path, written.error());
    }
    if (const auto synced = uninterrupted([&] { return file->sync(); }); !synced) {
        return failed("sync", path, synced.error());
    }
    ENTENTE_TRY(sync_name(files, path));
    if (const auto closed = file->close(); !closed && closed.error() != std::errc::interrupted) {
        return failed("close", path, closed.error());
    }
    return {};
}

}  // namespace entente
