#include <entente/events/files.hpp>

#include <array>
#include <cerrno>
#include <filesystem>
#include <type_traits>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace entente {
namespace {

std::unexpected<std::errc> last_error() {
    return std::unexpected(static_cast<std::errc>(errno));
}

Io<void> done(int answer) {
    if (answer != 0) {
        return last_error();
    }
    return {};
}

Io<std::size_t> counted(ssize_t answer) {
    if (answer < 0) {
        return last_error();
    }
    return static_cast<std::size_t>(answer);
}

struct flock lock_request(short type, ByteRange range) {
    struct flock request{};
    request.l_type = type;
    request.l_whence = SEEK_SET;
    request.l_start = static_cast<off_t>(range.from);
    request.l_len = static_cast<off_t>(range.to - range.from);
    return request;
}

FileStatus::Kind kind_of(mode_t mode) {
    using enum FileStatus::Kind;
    return S_ISREG(mode) ? regular : S_ISDIR(mode) ? directory : S_ISLNK(mode) ? symlink : other;
}

class SystemFile final : public File {
public:
    explicit SystemFile(int descriptor) : descriptor_(descriptor) {}
    ~SystemFile() override {
        if (descriptor_ >= 0) {
            ::close(descriptor_);  // what hangs on its answer was synced, or calls `close`
        }
    }

    Io<std::size_t> read(std::span<char> into, std::uint64_t at) override {
        return counted(::pread(descriptor_, into.data(), into.size(), static_cast<off_t>(at)));
    }
    Io<std::size_t> write(std::string_view bytes, std::uint64_t at) override {
        return counted(::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at)));
    }
    Io<void> sync_data() override { return done(::fdatasync(descriptor_)); }
    Io<void> sync() override { return done(::fsync(descriptor_)); }
    Io<void> truncate(std::uint64_t size) override { return done(::ftruncate(descriptor_, static_cast<off_t>(size))); }
    Io<FileStatus> status() override {
        struct stat status{};
        if (::fstat(descriptor_, &status) != 0) {
            return last_error();
        }
        return FileStatus{
            .kind = kind_of(status.st_mode),
            .own = status.st_uid == ::geteuid(),
            .size = static_cast<std::uint64_t>(status.st_size),
            .identity = {.device = status.st_dev, .number = status.st_ino}};
    }
    Io<void> forget_cached(std::uint64_t from) override {
        const int why = ::posix_fadvise(descriptor_, static_cast<off_t>(from), 0, POSIX_FADV_DONTNEED);
        if (why != 0) {  // it answers the error, and leaves errno alone
            return std::unexpected(static_cast<std::errc>(why));
        }
        return {};
    }

    // Open file description locks: unlike fcntl's old ones they survive another close of the same file in this process,
    // and unlike flock's they can be asked about and cover ranges.
    Io<bool> lock(ByteRange range) override {
        auto request = lock_request(F_WRLCK, range);
        if (::fcntl(descriptor_, F_OFD_SETLK, &request) == 0) {
            return true;
        }
        if (errno == EAGAIN || errno == EACCES) {
            return false;
        }
        return last_error();
    }
    Io<void> unlock(ByteRange range) override {
        auto request = lock_request(F_UNLCK, range);
        return done(::fcntl(descriptor_, F_OFD_SETLK, &request));
    }
    Io<std::optional<std::uint64_t>> first_locked(ByteRange range) override {
        auto request = lock_request(F_RDLCK, range);
        if (::fcntl(descriptor_, F_OFD_GETLK, &request) != 0) {
            const bool knows_no_locks = errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP || errno == ENOLCK;
            return knows_no_locks ? Io<std::optional<std::uint64_t>>{std::nullopt} : last_error();
        }
        if (request.l_type == F_UNLCK) {
            return std::nullopt;
        }
        return static_cast<std::uint64_t>(request.l_start);
    }

    Io<void> close() override { return done(::close(std::exchange(descriptor_, -1))); }

private:
    int descriptor_;
};

int flags_of(Access access) {
    constexpr int careful = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    switch (access) {
        case Access::read:
            return careful | O_RDONLY;
        case Access::write:
            return careful | O_RDWR;
        case Access::create:
            return careful | O_RDWR | O_CREAT;
        case Access::make_new:
            return careful | O_RDWR | O_CREAT | O_EXCL;
        case Access::directory:
            break;
    }
    return O_RDONLY | O_CLOEXEC | O_DIRECTORY;
}

std::unexpected<Error> refuse_file(const std::string& path, std::string_view why) {
    return fail(ErrorCode::io_failed, fmt::format("{} {}", path, why), path);
}

}  // namespace

Io<std::unique_ptr<File>> SystemFiles::open(const std::string& path, Access access) {
    const int descriptor = ::open(path.c_str(), flags_of(access), S_IRUSR | S_IWUSR);
    if (descriptor < 0) {
        return last_error();
    }
    return std::make_unique<SystemFile>(descriptor);
}

Io<void> SystemFiles::remove(const std::string& path) {
    return done(::unlink(path.c_str()));
}

Process SystemFiles::process() {
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) != 0) {
        host = {};
    }
    return {.pid = ::getpid(), .program = program_invocation_short_name, .host = host.data()};
}

Io<std::size_t> read_full(File& file, std::span<char> into, std::uint64_t at) {
    std::size_t count = 0;
    while (count < into.size()) {
        const auto more = uninterrupted([&] { return file.read(into.subspan(count), at + count); });
        if (!more) {
            return std::unexpected(more.error());
        }
        if (*more == 0) {
            break;
        }
        count += *more;
    }
    return count;
}

Io<void> write_full(File& file, std::string_view bytes, std::uint64_t at) {
    while (!bytes.empty()) {
        const auto count = uninterrupted([&] { return file.write(bytes, at); });
        if (!count) {
            return std::unexpected(count.error());
        }
        if (*count == 0) {  // no system does this; going on for ever would be worse
            return std::unexpected(std::errc::io_error);
        }
        bytes.remove_prefix(*count);
        at += *count;
    }
    return {};
}

Io<void> settle_cache(File& file, std::uint64_t from) {
    const auto unless_impossible = [](Io<void> answer) -> Io<void> {
        const bool impossible = !answer && (answer.error() == std::errc::read_only_file_system ||
                                            answer.error() == std::errc::invalid_argument ||
                                            answer.error() == std::errc::operation_not_supported ||
                                            answer.error() == std::errc::function_not_supported);
        return impossible ? Io<void>{} : answer;
    };
    const auto synced = unless_impossible(uninterrupted([&] { return file.sync_data(); }));
    return synced ? unless_impossible(uninterrupted([&] { return file.forget_cached(from); })) : synced;
}

Error io_error(std::string_view verb, const std::string& path, std::errc why) {
    return {
        .code = ErrorCode::io_failed,
        .message = fmt::format("cannot {} {}: {}", verb, path, std::make_error_code(why).message()),
        .where = path};
}

Result<std::unique_ptr<File>> open_own_file(Files& files, const std::string& path, Access access) {
    auto file = uninterrupted([&] { return files.open(path, access); });
    if (!file) {
        switch (file.error()) {
            case std::errc::no_such_file_or_directory:
                return refuse_file(path, "is not there; entente init makes a log");
            case std::errc::too_many_symbolic_link_levels:
                return refuse_file(path, "is a symbolic link; name the file that it points to");
            case std::errc::is_a_directory:
                return refuse_file(path, "is a folder; name a file in it");
            default:
                return std::unexpected(io_error("open", path, file.error()));
        }
    }
    const auto status = uninterrupted([&] { return (*file)->status(); });
    if (!status) {
        return std::unexpected(io_error("look at", path, status.error()));
    }
    if (status->kind != FileStatus::Kind::regular) {
        return refuse_file(path, "is no regular file; a log is one");
    }
    if (!status->own) {
        return refuse_file(path, "belongs to another user, who could change it; a log belongs to who uses it");
    }
    return *std::move(file);
}

NameOf name_of(Files& files, const std::string& path, File& file) {
    const auto named = uninterrupted([&] { return files.open(path, Access::read); });
    if (!named) {
        return named.error() == std::errc::no_such_file_or_directory ? NameOf::no_file : NameOf::this_file;
    }
    const auto there = uninterrupted([&] { return (*named)->status(); });
    const auto here = uninterrupted([&] { return file.status(); });
    return there && here && there->identity != here->identity ? NameOf::another_file : NameOf::this_file;
}

Result<void> sync_name(Files& files, const std::string& path) {
    const auto parent = std::filesystem::path{path}.parent_path().string();
    const auto directory = parent.empty() ? std::string{"."} : parent;
    const auto opened = uninterrupted([&] { return files.open(directory, Access::directory); });
    if (!opened) {
        return std::unexpected(io_error("open the folder", directory, opened.error()));
    }
    if (const auto synced = uninterrupted([&] { return (*opened)->sync(); }); !synced) {
        return std::unexpected(io_error("sync the folder", directory, synced.error()));
    }
    if (const auto closed = (*opened)->close(); !closed && closed.error() != std::errc::interrupted) {
        return std::unexpected(io_error("close the folder", directory, closed.error()));
    }
    return {};
}

}  // namespace entente
