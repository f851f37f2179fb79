/// What appending costs without anything around it: plain C, on the same disk.
#pragma once

#include <string>
#include <string_view>

namespace entente::bench {

/// A file that grows by `write` and `fdatasync`.
class GrowingFile {
public:
    /// Anew, over what stood there; taken away in the end.
    explicit GrowingFile(std::string path);
    ~GrowingFile();
    GrowingFile(const GrowingFile&) = delete;
    GrowingFile& operator=(const GrowingFile&) = delete;

    void append(std::string_view bytes) const;

private:
    std::string path_;
    int file_;
};

/// The peers' floor: 400 bytes and `fdatasync` into a file that is there already. The median in microseconds.
[[nodiscard]] double overwriting_us(const std::string& path);

}  // namespace entente::bench
