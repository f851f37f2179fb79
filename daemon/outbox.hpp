/// What a connection still has to send, in order; bodies are shared, not copied.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <sys/uio.h>

namespace entente::daemon {

class Outbox {
public:
    /// Adds a piece: the text to be filled by the caller, the body (or null) sent behind it.
    [[nodiscard]] std::string& add(std::shared_ptr<const std::string> body = nullptr);

    [[nodiscard]] bool is_empty() const { return first_ == used_; }
    [[nodiscard]] bool is_long() const { return used_ - first_ >= pieces_max || body_bytes_ >= body_bytes_max; }

    /// The front of what is to be sent, as much as there is room for: the part of `room` that was filled.
    [[nodiscard]] std::span<const iovec> front(std::span<iovec> room) const;

    /// So many bytes of the front are on their way.
    void drop(std::size_t bytes);

    /// Gives back memory that an idle connection need not hold.
    void shrink();

private:
    static constexpr std::size_t pieces_max = 32;
    static constexpr std::size_t body_bytes_max = std::size_t{256} << 10;

    struct Piece {
        std::string text;
        std::shared_ptr<const std::string> body;
    };
    std::vector<Piece> pieces_;  ///< those from `first_` to `used_`; the others keep their room for the next
    std::size_t first_ = 0;
    std::size_t used_ = 0;
    std::size_t begin_ = 0;  ///< bytes of the first piece that are gone
    std::size_t body_bytes_ = 0;
};

}  // namespace entente::daemon
