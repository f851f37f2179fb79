#include <stdexcept>
#include <utility>
#include <vector>

#include "disk_floor.hpp"
#include "measure.hpp"
#include <fcntl.h>
#include <unistd.h>

namespace entente::bench {
namespace {

void must(bool done) {
    if (!done) {
        throw std::runtime_error("the disk fails");
    }
}

}  // namespace

GrowingFile::GrowingFile(std::string path)
    : path_(std::move(path)), file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600)) {
    must(file_ >= 0);
}

GrowingFile::~GrowingFile() {
    ::close(file_);
    ::unlink(path_.c_str());
}

void GrowingFile::append(std::string_view bytes) const {
    must(::write(file_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fdatasync(file_) == 0);
}

double overwriting_us(const std::string& path) {
    constexpr int times = 200;
    const std::string room(std::size_t{1} << 20, '\0');
    const std::string record(400, 'x');
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    must(file >= 0 && ::pwrite(file, room.data(), room.size(), 0) > 0 && ::fsync(file) == 0);
    std::vector<double> took;
    for (int time = 0; time < times; ++time) {
        took.push_back(seconds([&] {
            must(::pwrite(file, record.data(), record.size(), static_cast<off_t>(time) * 400) > 0);
            must(::fdatasync(file) == 0);
        }));
    }
    ::close(file);
    ::unlink(path.c_str());
    return median(took) * 1e6;
}

}  // namespace entente::bench
