/// The few things the log asks of a file system, one method a system call, so that a test can stand in for the disk.
/// Nothing here retries or interprets: a short write is a short write, EINTR is EINTR.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include <entente/core/result.hpp>

namespace entente {

/// What a system call answers: its value, or errno.
template <typename T>
using Io = std::expected<T, std::errc>;

struct FileStatus {
    enum class Kind : std::uint8_t { regular, directory, symlink, other };
    Kind kind = Kind::regular;
    bool own = true;         ///< it belongs to the user this process runs as
    std::uint64_t size = 0;  ///< bytes
    /// Which file it is, whatever its name.
    struct Identity {
        std::uint64_t device = 0;
        std::uint64_t number = 0;
        friend bool operator==(const Identity&, const Identity&) = default;
    } identity = {};
};

/// Bytes `from` up to, not including, `to`.
struct ByteRange {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
};

/// An open file. Its destructor closes it and drops its locks; `close` does so and tells of errors.
class File {
public:
    File() = default;
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    virtual ~File() = default;

    [[nodiscard]] virtual Io<std::size_t> read(std::span<char> into, std::uint64_t at) = 0;
    [[nodiscard]] virtual Io<std::size_t> write(std::string_view bytes, std::uint64_t at) = 0;
    [[nodiscard]] virtual Io<void> sync_data() = 0;  ///< fdatasync; the size counts as data
    [[nodiscard]] virtual Io<void> sync() = 0;       ///< fsync; of a directory: the names in it
    [[nodiscard]] virtual Io<void> truncate(std::uint64_t size) = 0;
    [[nodiscard]] virtual Io<FileStatus> status() = 0;

    /// Asks the kernel to drop what it caches from there on, so that the next read comes from the disk.
    [[nodiscard]] virtual Io<void> forget_cached(std::uint64_t from) = 0;

    /// Locks that the kernel keeps with this open file and drops with it, whatever becomes of the process.
    [[nodiscard]] virtual Io<bool> lock(ByteRange range) = 0;  ///< false: another open file holds some of it
    [[nodiscard]] virtual Io<void> unlock(ByteRange range) = 0;
    /// The first byte in the range that another open file has locked.
    [[nodiscard]] virtual Io<std::optional<std::uint64_t>> first_locked(ByteRange range) = 0;

    [[nodiscard]] virtual Io<void> close() = 0;
};

enum class Access : std::uint8_t {
    read,       ///< a file that is there
    write,      ///< a file that is there, to read and write
    create,     ///< the same; made, with mode 0600, when it is not there
    make_new,   ///< the same; EEXIST when it is there
    directory,  ///< to sync the names in it
};

/// This process, as another one would want to hear of it.
struct Process {
    std::int64_t pid = 0;
    std::string program;
    std::string host;
};

/// Paths are opened as they stand: a symlink at the end is ELOOP, a FIFO does not block.
class Files {
public:
    Files() = default;
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;
    virtual ~Files() = default;

    [[nodiscard]] virtual Io<std::unique_ptr<File>> open(const std::string& path, Access access) = 0;
    [[nodiscard]] virtual Io<void> remove(const std::string& path) = 0;
    [[nodiscard]] virtual Process process() = 0;
};

/// The machine's own.
class SystemFiles final : public Files {
public:
    [[nodiscard]] Io<std::unique_ptr<File>> open(const std::string& path, Access access) override;
    [[nodiscard]] Io<void> remove(const std::string& path) override;
    [[nodiscard]] Process process() override;
};

/// The same, with EINTR and short counts dealt with. `read_full` stops early only at the end of the file.
[[nodiscard]] Io<std::size_t> read_full(File& file, std::span<char> into, std::uint64_t at);
[[nodiscard]] Io<void> write_full(File& file, std::string_view bytes, std::uint64_t at);

/// Until it is not interrupted: `uninterrupted([&] { return file.sync_data(); })`. What never stops being interrupted
/// is given up, so that nothing hangs.
template <typename Call>
[[nodiscard]] auto uninterrupted(Call&& call) {
    constexpr int interruptions_max = 1'000;
    auto answer = call();
    for (int i = 0; i < interruptions_max && !answer && answer.error() == std::errc::interrupted; ++i) {
        answer = call();
    }
    return answer;
}

/// Makes the disk hold what is cached and, from that byte on, the cache what the disk holds: a sync that failed for
/// another process may have left what the disk never got, and called it written. What a file system cannot do is let
/// go.
[[nodiscard]] Io<void> settle_cache(File& file, std::uint64_t from);

/// `cannot write log.jsonl: No space left on device`; `io_failed`.
[[nodiscard]] Error io_error(std::string_view verb, const std::string& path, std::errc why);

/// Opens a file and makes sure that it is one to trust: a regular file of this user's, under its own name.
/// Errors: `io_failed`.
[[nodiscard]] Result<std::unique_ptr<File>> open_own_file(Files& files, const std::string& path, Access access);

/// Whether another file has that name by now, or none. What cannot be found out has not happened.
enum class NameOf : std::uint8_t { this_file, another_file, no_file };
[[nodiscard]] NameOf name_of(Files& files, const std::string& path, File& file);

/// Makes the name `path` itself durable: syncs the directory it stands in. Errors: `io_failed`.
[[nodiscard]] Result<void> sync_name(Files& files, const std::string& path);

}  // namespace entente
