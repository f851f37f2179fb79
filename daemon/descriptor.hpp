/// An open file descriptor that closes itself.
#pragma once

#include <utility>

#include <unistd.h>

namespace entente::daemon {

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        close();
        number_ = other.release();
        return *this;
    }
    ~Descriptor() { close(); }

    [[nodiscard]] int number() const { return number_; }  ///< negative: none
    [[nodiscard]] int release() { return std::exchange(number_, -1); }

private:
    void close() {
        if (number_ >= 0) {
            ::close(number_);  // a socket: nothing hangs on the answer
            number_ = -1;
        }
    }

    int number_ = -1;
};

}  // namespace entente::daemon
