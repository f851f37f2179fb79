/// A file's bytes twice: as processes see them, and as the disk has them. What is between the two may be lost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "clock_and_dice.hpp"

namespace entente::test {

class CachedBytes {
public:
    static constexpr std::uint64_t sector = 512;

    [[nodiscard]] const std::string& seen() const { return cache_; }
    void set(const std::string& bytes);  ///< durably

    void write(std::string_view bytes, std::uint64_t at);
    void cut(std::uint64_t size);

    void sync();
    void fail_sync(Dice& dice);        ///< writes some of it, and takes all of it for written
    void write_some_back(Dice& dice);  ///< as the kernel does when it finds the time
    void forget(std::uint64_t from);   ///< what is taken for written is seen as the disk has it
    void cut_power(Dice& dice);        ///< of what was not synced any sectors reach the disk, in any order

private:
    void touch(std::uint64_t from, std::uint64_t to);
    void write_back(std::size_t size, std::uint64_t block, const std::function<bool()>& lucky);

    std::string cache_;
    std::string disk_;
    std::set<std::uint64_t> dirty_;   ///< sectors of `cache_` still to be written
    std::optional<std::size_t> cut_;  ///< the least size it was cut to since the last sync
};

}  // namespace entente::test
