#include <entente/events/log_holder.hpp>

#include <array>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/events/log_writer.hpp>

namespace entente {
namespace {

constexpr std::size_t name_bytes_max = 4096;

std::string name_path(const std::string& path) {
    return path + ".writer";
}

}  // namespace

Result<std::optional<Holder>> holder_of(Files& files, const std::string& path) {
    const auto file = ENTENTE_TRY(open_own_file(files, path, Access::read));
    const auto locked = uninterrupted([&] { return file->first_locked({.from = writer_byte, .to = writer_byte + 1}); });
    if (!locked) {
        return std::unexpected(io_error("ask who holds", path, locked.error()));
    }
    return *locked ? std::optional(named_holder(files, path)) : std::nullopt;
}

Result<void> leave_name(Files& files, const std::string& path, const Holder& holder) {
    const auto beside = name_path(path);
    const auto file = ENTENTE_TRY(open_own_file(files, beside, Access::create));
    const nlohmann::ordered_json name{
        {"pid", holder.process.pid},
        {"program", holder.process.program},
        {"host", holder.process.host},
        {"since", text(holder.since)},
        {"address", holder.address}};
    const auto bytes = name.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    const auto written = write_full(*file, bytes, 0);
    const auto cut = written ? uninterrupted([&] { return file->truncate(bytes.size()); }) : written;
    const auto closed = cut ? file->close() : cut;
    if (!closed) {
        return std::unexpected(io_error("write", beside, closed.error()));
    }
    return {};
}

Result<void> remove_name(Files& files, const std::string& path) {
    const auto beside = name_path(path);
    const auto removed = uninterrupted([&] { return files.remove(beside); });
    if (!removed && removed.error() != std::errc::no_such_file_or_directory) {
        return std::unexpected(io_error("remove", beside, removed.error()));
    }
    return {};
}

Holder named_holder(Files& files, const std::string& path) {
    const auto file = open_own_file(files, name_path(path), Access::read);
    if (!file) {
        return {};
    }
    std::array<char, name_bytes_max> bytes{};
    const auto count = read_full(**file, bytes, 0);
    const auto name = nlohmann::json::parse(
        bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count.value_or(0)), nullptr, false);
    if (!name.is_object()) {
        return {};
    }
    const auto text_of = [&](const char* key) {
        const auto found = name.find(key);
        return found != name.end() && found->is_string() ? found->get<std::string>() : std::string{};
    };
    const auto pid = name.find("pid");
    return {
        .process =
            {.pid = pid != name.end() && pid->is_number_integer() ? pid->get<std::int64_t>() : 0,
             .program = text_of("program"),
             .host = text_of("host")},
        .since = parse_log_instant(text_of("since")).value_or(Instant{}),
        .address = text_of("address")};
}

Error locked_by(const Holder& holder, const std::string& path) {
    const auto& [process, since, address] = holder;
    const auto who = process.pid == 0 ? std::string{"another program, which left no name,"}
                                      : fmt::format(
                                            "{} (pid {} on {}) has held it since {} and", process.program, process.pid,
                                            process.host, text(since));
    const auto where = address.empty() ? std::string{} : fmt::format("; it takes appends at {}", address);
    return {
        .code = ErrorCode::log_locked,
        .message = fmt::format("{} has one writer at a time: {} writes to it{}", path, who, where),
        .where = path};
}

}  // namespace entente
