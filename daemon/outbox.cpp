#include <entente/daemon/outbox.hpp>

#include <algorithm>

#include <entente/core/assert.hpp>

namespace entente::daemon {

std::string& Outbox::add(std::shared_ptr<const std::string> body) {
    if (used_ == pieces_.size()) {
        pieces_.emplace_back();
    }
    auto& piece = pieces_[used_++];
    piece.text.clear();
    body_bytes_ += body ? body->size() : 0;
    piece.body = std::move(body);
    return piece.text;
}

std::span<const iovec> Outbox::front(std::span<iovec> room) const {
    std::size_t filled = 0;
    std::size_t skipped = begin_;
    const auto take = [&](const std::string& text) {
        const auto gone = std::min(skipped, text.size());
        skipped -= gone;
        if (gone < text.size() && filled < room.size()) {
            // sendmsg takes what it only reads as if it were to be written.
            room[filled++] = {const_cast<char*>(text.data()) + gone, text.size() - gone};
        }
    };
    for (auto place = first_; place < used_ && filled < room.size(); ++place) {
        take(pieces_[place].text);
        if (pieces_[place].body) {
            take(*pieces_[place].body);
        }
    }
    return room.first(filled);
}

void Outbox::drop(std::size_t bytes) {
    begin_ += bytes;
    while (first_ < used_) {
        auto& piece = pieces_[first_];
        const auto body_size = piece.body ? piece.body->size() : 0;
        const auto size = piece.text.size() + body_size;
        if (begin_ < size) {
            return;
        }
        begin_ -= size;
        body_bytes_ -= body_size;
        piece.body.reset();
        ++first_;
    }
    ENTENTE_ASSERT(begin_ == 0);  // no more is sent than there is
    first_ = 0;
    used_ = 0;
}

void Outbox::shrink() {
    constexpr std::size_t text_bytes_kept = 512;
    if (is_empty() && (pieces_.size() > 1 || (pieces_.size() == 1 && pieces_[0].text.capacity() > text_bytes_kept))) {
        pieces_ = {};
    }
}

}  // namespace entente::daemon
