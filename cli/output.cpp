#include <entente/cli/output.hpp>

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> refuse(const std::string& path, std::string why) {
    return fail(ErrorCode::io_failed, fmt::format("cannot write {}: {}", harmless(path), why), path);
}

std::unexpected<Error> refuse(const std::string& path, int why) {
    return refuse(path, std::generic_category().message(why));
}

bool begins_as_a_log(const fs::path& path) {
    constexpr std::string_view beginning = R"({"entente":)";
    std::array<char, beginning.size()> read{};
    std::ifstream file(path, std::ios::binary);
    file.read(read.data(), read.size());
    return std::string_view(read.data(), static_cast<std::size_t>(file.gcount())) == beginning;
}

/// What is there must be a file that somebody would expect to be replaced.
Result<void> check_place(const OutputFile& output) {
    std::error_code error;
    const fs::path path{output.path};
    const auto status = fs::symlink_status(path, error);
    if (status.type() == fs::file_type::not_found) {
        const auto folder = path.parent_path();
        if (!folder.empty() && !fs::exists(folder, error)) {
            return refuse(output.path, fmt::format("the folder {} is not there", harmless(folder.string())));
        }
        return {};
    }
    if (status.type() == fs::file_type::directory) {
        return refuse(output.path, "this is a directory; name a file in it");
    }
    if (status.type() == fs::file_type::symlink) {
        return refuse(output.path, "this is a symbolic link; name the file it leads to");
    }
    if (status.type() != fs::file_type::regular) {
        return refuse(output.path, "this is no regular file; - writes to standard output");
    }
    if (fs::equivalent(path, output.never, error) || begins_as_a_log(path)) {
        return refuse(output.path, "this is a log; a picture goes into a file of its own");
    }
    return {};
}

/// A file beside another, removed again unless it takes the other's place.
class Beside {
public:
    explicit Beside(const std::string& path) : path_(path), name_(path + ".XXXXXX"), number_(::mkstemp(name_.data())) {}
    ~Beside() {
        if (number_ >= 0) {
            ::close(number_);
            ::unlink(name_.c_str());
        }
    }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

    /// Answers errno, or 0.
    [[nodiscard]] int write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto count = ::write(number_, bytes.data(), bytes.size());
            if (count < 0 && errno != EINTR) {
                return errno;
            }
            bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
        }
        return 0;
    }

    /// The rights that a file made here would have; then in the other's place.
    [[nodiscard]] int take_place() {
        const mode_t masked = ::umask(0);
        ::umask(masked);
        if (::fchmod(number_, 0666 & ~masked) != 0 || ::fsync(number_) != 0) {
            return errno;
        }
        if (::rename(name_.c_str(), path_.c_str()) != 0) {
            return errno;
        }
        const int closed = ::close(number_);
        number_ = -1;
        return closed == 0 ? 0 : errno;
    }

    [[nodiscard]] bool is_open() const { return number_ >= 0; }

private:
    std::string path_;
    std::string name_;
    int number_;
};

}  // namespace

Result<void> write_output(const OutputFile& output, std::string_view bytes, Console& console) {
    if (output.path == "-") {
        console.out.print(bytes);
        return {};
    }
    if (output.path.empty()) {
        return fail(ErrorCode::usage, "no file is named; - writes to standard output");
    }
    ENTENTE_TRY(check_place(output));
    Beside beside{output.path};
    if (!beside.is_open()) {
        return refuse(output.path, errno);
    }
    if (const int failed = beside.write(bytes); failed != 0) {
        return refuse(output.path, failed);
    }
    if (const int failed = beside.take_place(); failed != 0) {
        return refuse(output.path, failed);
    }
    return {};
}

}  // namespace entente::cli
