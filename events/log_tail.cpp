#include <entente/events/log_tail.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace entente {
namespace {

using Piece = std::function<Result<void>(std::string_view bytes, std::uint64_t at)>;

/// The bytes in the range, in pieces that end where sectors end.
Result<void> in_pieces(File& file, const std::string& path, ByteRange range, const Piece& piece) {
    std::vector<char> buffer(128 * sector_bytes);
    for (auto at = range.from; at < range.to;) {
        const auto aligned = buffer.size() - at % sector_bytes;
        const auto wanted = std::min<std::uint64_t>(aligned, range.to - at);
        const auto count = read_full(file, std::span(buffer).first(wanted), at);
        if (!count) {
            return std::unexpected(io_error("read", path, count.error()));
        }
        if (*count == 0) {
            return {};
        }
        ENTENTE_TRY(piece({buffer.data(), *count}, at));
        at += *count;
    }
    return {};
}

bool all_zero(std::string_view bytes) {
    return bytes.find_first_not_of('\0') == std::string_view::npos;
}

/// Whether some sector, as far as it lies in the piece, holds nothing but zeros.
bool has_zero_sector(std::string_view bytes, std::uint64_t at) {
    while (!bytes.empty()) {
        const auto here = bytes.substr(0, sector_bytes - at % sector_bytes);
        if (all_zero(here)) {
            return true;
        }
        bytes.remove_prefix(here.size());
        at += here.size();
    }
    return false;
}

Result<std::unique_ptr<File>> make_beside(Files& files, const std::string& path, std::string& name) {
    for (unsigned attempt = 2;; ++attempt) {
        auto made = uninterrupted([&] { return files.open(name, Access::make_new); });
        if (made) {
            return *std::move(made);
        }
        constexpr unsigned attempts_max = 10'000;
        if (made.error() != std::errc::file_exists || attempt > attempts_max) {
            return std::unexpected(io_error("make", name, made.error()));
        }
        name = fmt::format("{}.{}", path, attempt);
    }
}

Result<void> copy(File& log, const std::string& path, ByteRange rest, File& kept, const std::string& name) {
    ENTENTE_TRY(in_pieces(log, path, rest, [&](std::string_view bytes, std::uint64_t at) -> Result<void> {
        if (const auto written = write_full(kept, bytes, at - rest.from); !written) {
            return std::unexpected(io_error("write", name, written.error()));
        }
        return {};
    }));
    if (const auto synced = uninterrupted([&] { return kept.sync(); }); !synced) {
        return std::unexpected(io_error("sync", name, synced.error()));
    }
    if (const auto closed = kept.close(); !closed && closed.error() != std::errc::interrupted) {
        return std::unexpected(io_error("close", name, closed.error()));
    }
    return {};
}

}  // namespace

Result<bool> head_is_missing(File& file, const std::string& path, std::uint64_t start) {
    std::array<char, held_back.size()> head{'?'};
    if (!can_hold_back(start)) {
        return false;
    }
    const auto count = read_full(file, head, start);
    if (!count) {
        return std::unexpected(io_error("read", path, count.error()));
    }
    return *count == head.size() && all_zero({head.data(), head.size()});
}

Result<bool> was_cut_short(File& file, const std::string& path, ByteRange rest) {
    std::uint64_t newlines = 0;
    bool ends_in_newline = false;
    bool zero_sector = false;
    ENTENTE_TRY(in_pieces(file, path, rest, [&](std::string_view bytes, std::uint64_t at) -> Result<void> {
        newlines += static_cast<std::uint64_t>(std::ranges::count(bytes, '\n'));
        ends_in_newline = bytes.ends_with('\n');
        zero_sector = zero_sector || has_zero_sector(bytes, at);
        return {};
    }));
    const bool one_line_with_holes = newlines == 1 && ends_in_newline && zero_sector;
    return newlines == 0 || one_line_with_holes;
}

void restore_heads(std::span<char> bytes, std::uint64_t at, std::span<const std::uint64_t> missing) {
    for (const auto start : missing) {
        for (std::size_t i = 0; i < held_back.size(); ++i) {
            if (at <= start + i && start + i < at + bytes.size()) {
                bytes[start + i - at] = held_back[i];
            }
        }
    }
}

Result<std::string> keep_aside(Files& files, File& log, const std::string& path, ByteRange rest) {
    const auto wanted = fmt::format("{}.set-aside-{}", path, rest.from);
    auto name = wanted;
    const auto kept = ENTENTE_TRY(make_beside(files, wanted, name));
    if (const auto copied = copy(log, path, rest, *kept, name); !copied) {
        [[maybe_unused]] const auto removed = files.remove(name);  // half a copy is none
        return std::unexpected(copied.error());
    }
    ENTENTE_TRY(sync_name(files, name));
    return name;
}

}  // namespace entente
