#include <entente/daemon/token_file.hpp>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <entente/events/files.hpp>

namespace entente::daemon {
namespace {

constexpr std::size_t file_bytes_max = tokens_max * 512;

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] int close() { return ::close(std::exchange(number_, -1)); }

private:
    int number_;
};

std::unexpected<Error> failed(std::string_view verb, const std::string& path) {
    return std::unexpected(io_error(verb, path, static_cast<std::errc>(errno)));
}

std::unexpected<Error> refuse(const std::string& path, std::string_view why) {
    return fail(ErrorCode::io_failed, fmt::format("the tokens in {} are not trusted: {}", path, why), path);
}

Result<void> check_trust(const Descriptor& file, const std::string& path) {
    struct stat status{};
    if (::fstat(file.number(), &status) != 0) {
        return failed("look at", path);
    }
    if (!S_ISREG(status.st_mode)) {
        return refuse(path, "it is no regular file");
    }
    if (status.st_uid != ::geteuid()) {
        return refuse(
            path, fmt::format(
                      "it belongs to user {}, and this runs as user {}; run as the one, or chown it", status.st_uid,
                      ::geteuid()));
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return refuse(
            path, fmt::format("its mode is {:04o}, which lets others at it; chmod 600", status.st_mode & 07777U));
    }
    return {};
}

Result<std::string> read_all(const Descriptor& file, const std::string& path) {
    std::string bytes(file_bytes_max + 1, '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const auto count = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
        if (count < 0 && errno != EINTR) {
            return failed("read", path);
        }
        if (count == 0) {
            break;
        }
        filled += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    if (filled > file_bytes_max) {
        return refuse(path, fmt::format("it has more than {} bytes", file_bytes_max));
    }
    bytes.resize(filled);
    return bytes;
}

Result<void> write_all(const Descriptor& file, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const auto count = ::write(file.number(), bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) {
            return failed("write", path);
        }
        bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    return {};
}

std::string folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

/// The file beside it, with the new bytes in it, durable.
Result<void> write_beside(const std::string& path, const std::string& beside, std::string_view bytes) {
    ::unlink(beside.c_str());  // what a killed one left; the lock is ours
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
    Descriptor file(::open(beside.c_str(), flags, S_IRUSR | S_IWUSR));
    if (file.number() < 0) {
        return failed("make", beside);
    }
    ENTENTE_TRY(write_all(file, bytes, beside));
    if (::fsync(file.number()) != 0) {
        return failed("sync", beside);
    }
    if (file.close() != 0) {
        return failed("close", beside);
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) {
        return failed("replace", path);
    }
    return {};
}

}  // namespace

std::string default_token_path(const std::string& log) {
    return log + ".tokens";
}

Result<std::optional<TokenBook>> read_token_file(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
    if (file.number() < 0) {
        if (errno == ENOENT) {
            return std::nullopt;
        }
        return errno == ELOOP ? refuse(path, "it is a symbolic link; name the file that it points to")
                              : failed("open", path);
    }
    ENTENTE_TRY(check_trust(file, path));
    auto book = TokenBook::parse(ENTENTE_TRY(read_all(file, path)));
    if (!book) {
        book.error().where = fmt::format("{}, {}", path, book.error().where);
        return std::unexpected(std::move(book).error());
    }
    return *std::move(book);
}

Result<void> change_token_file(const std::string& path, FunctionRef<Result<void>(TokenBook&)> change) {
    // The folder is locked, not the file: the file is another one afterwards.
    const auto folder = folder_of(path);
    const Descriptor held(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (held.number() < 0) {
        return failed("open the folder", folder);
    }
    while (::flock(held.number(), LOCK_EX) != 0) {
        if (errno != EINTR) {
            return failed("lock the folder", folder);
        }
    }
    auto book = ENTENTE_TRY(read_token_file(path)).value_or(TokenBook());
    ENTENTE_TRY(change(book));
    const auto beside = path + ".new";
    if (auto written = write_beside(path, beside, book.text()); !written) {
        ::unlink(beside.c_str());
        return written;
    }
    if (::fsync(held.number()) != 0) {
        return failed("sync the folder", folder);
    }
    return {};
}

}  // namespace entente::daemon
