#include <entente/cli/input.hpp>

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <entente/events/limits.hpp>

namespace entente::cli {
namespace {

/// Closes itself.
class Descriptor {
public:
    explicit Descriptor(const std::string& path)
        : standard_input_(path == "-"),
          number_(standard_input_ ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~Descriptor() {
        if (!standard_input_ && number_ >= 0) {
            ::close(number_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    bool standard_input_;
    int number_;
};

std::unexpected<Error> unreadable(const std::string& path, int why) {
    return fail(
        ErrorCode::io_failed, fmt::format("cannot read it: {}", std::generic_category().message(why)),
        input_name(path));
}

}  // namespace

std::string input_name(const std::string& path) {
    return path == "-" ? "standard input" : path;
}

Result<std::string> read_input(const std::string& path) {
    const Descriptor file(path);
    if (file.number() < 0) {
        return unreadable(path, errno);
    }
    struct stat status{};
    if (::fstat(file.number(), &status) == 0 && S_ISDIR(status.st_mode)) {
        return fail(ErrorCode::io_failed, "this is a directory; name the files in it", input_name(path));
    }
    std::string bytes;
    std::size_t filled = 0;
    while (true) {
        constexpr std::size_t step = std::size_t{1} << 16;
        if (filled == bytes.size()) {
            bytes.resize(bytes.size() + std::max(step, bytes.size()));
        }
        const auto count = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
        if (count < 0 && errno != EINTR) {
            return unreadable(path, errno);
        }
        if (count == 0) {
            break;
        }
        filled += count > 0 ? static_cast<std::size_t>(count) : 0;
        if (filled > limits::batch_bytes_max) {
            return fail(
                ErrorCode::too_large,
                fmt::format("more than {} bytes at once; append it in parts", limits::batch_bytes_max),
                input_name(path));
        }
    }
    bytes.resize(filled);
    return bytes;
}

}  // namespace entente::cli
