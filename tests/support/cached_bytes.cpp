#include <algorithm>
#include <map>
#include <utility>

#include "cached_bytes.hpp"

namespace entente::test {

void CachedBytes::set(const std::string& bytes) {
    cache_ = bytes;
    disk_ = bytes;
    dirty_.clear();
    cut_.reset();
}

void CachedBytes::touch(std::uint64_t from, std::uint64_t to) {
    for (auto s = from / sector; s * sector < to; ++s) {
        dirty_.insert(s);
    }
}

void CachedBytes::write(std::string_view bytes, std::uint64_t at) {
    if (bytes.empty()) {
        return;
    }
    touch(std::min<std::uint64_t>(cache_.size(), at), at + bytes.size());
    cache_.resize(std::max<std::size_t>(cache_.size(), at + bytes.size()));
    std::ranges::copy(bytes, cache_.begin() + static_cast<std::ptrdiff_t>(at));
}

void CachedBytes::cut(std::uint64_t size) {
    cut_ = std::min(cut_.value_or(disk_.size()), static_cast<std::size_t>(size));
    cache_.resize(size);
    std::erase_if(dirty_, [&](std::uint64_t s) { return s * sector >= size; });
    touch(size - size % sector, size);
}

/// Gives the disk that size, and those blocks that are lucky.
void CachedBytes::write_back(std::size_t size, std::uint64_t block, const std::function<bool()>& lucky) {
    if (cut_) {
        disk_.resize(std::min(disk_.size(), *cut_));
    }
    disk_.resize(size);
    std::map<std::uint64_t, bool> luck;
    for (const auto s : dirty_) {
        const auto [known, is_new] = luck.try_emplace(s * sector / block, false);
        if (is_new) {
            known->second = lucky();
        }
        const auto from = s * sector;
        const auto to = std::min<std::uint64_t>({from + sector, size, cache_.size()});
        if (known->second && from < to) {
            const auto offset = static_cast<std::ptrdiff_t>(from);
            std::copy_n(cache_.begin() + offset, to - from, disk_.begin() + offset);
        }
    }
    dirty_.clear();
    cut_.reset();
}

void CachedBytes::sync() {
    write_back(cache_.size(), sector, [] { return true; });
}

void CachedBytes::fail_sync(Dice& dice) {
    const auto size = dice.one_in(2) ? disk_.size() : cache_.size();
    write_back(size, sector, [&] { return dice.one_in(2); });
}

void CachedBytes::write_some_back(Dice& dice) {
    std::set<std::uint64_t> left;
    std::erase_if(dirty_, [&](std::uint64_t s) { return dice.one_in(2) && left.insert(s).second; });
    sync();
    dirty_ = std::move(left);
}

void CachedBytes::forget(std::uint64_t from) {
    for (auto s = from / sector; s * sector < cache_.size(); ++s) {
        if (!dirty_.contains(s)) {
            auto there = s * sector < disk_.size() ? disk_.substr(s * sector, sector) : std::string{};
            there.resize(std::min<std::size_t>(sector, cache_.size() - s * sector));
            cache_.replace(s * sector, there.size(), there);
        }
    }
}

void CachedBytes::cut_power(Dice& dice) {
    if (cut_ && dice.one_in(3)) {  // neither the cut nor what was written after it reached the disk
        return set(disk_);
    }
    if (cut_ && dice.one_in(2)) {  // what was written did, the cut did not
        cut_.reset();
    }
    const auto [least, most] = std::minmax({disk_.size(), cache_.size()});
    const auto choice = dice.roll(4);
    const auto size = choice == 0 ? disk_.size() : choice == 1 ? least + dice.roll(most - least + 1) : cache_.size();
    const auto block = dice.one_in(2) ? sector : 8 * sector;
    const auto odds = 1 + dice.roll(4);
    write_back(cut_ ? std::min(size, cache_.size()) : size, block, [&] { return !dice.one_in(odds); });
    set(std::string{disk_});
}

}  // namespace entente::test
