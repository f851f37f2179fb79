#include <algorithm>
#include <set>

#include "simulated_disk.hpp"

namespace entente::test {
namespace {

constexpr std::uint64_t sector = 512;

}  // namespace

struct SimulatedDisk::Inode {
    struct Lock {
        ByteRange range;
        const void* owner;
    };
    std::string cache;               ///< as processes read it
    std::string disk;                ///< as it survives
    std::set<std::uint64_t> dirty;   ///< sectors of `cache` still to be written
    std::optional<std::size_t> cut;  ///< the least size it was cut to since the last sync
    std::vector<Lock> locks;

    /// As the kernel does when it finds the time: the size, and those sectors that are lucky.
    void write_some_back(Dice& dice) {
        std::set<std::uint64_t> left;
        std::erase_if(dirty, [&](std::uint64_t s) { return dice.one_in(2) && left.insert(s).second; });
        write_back(cache.size(), sector, [] { return true; });
        dirty = std::move(left);
        cut.reset();
    }

    void touch(std::uint64_t from, std::uint64_t to) {
        for (auto s = from / sector; s * sector < to; ++s) {
            dirty.insert(s);
        }
    }

    /// The disk's bytes up to `size`, with those blocks that were lucky.
    void write_back(std::size_t size, std::uint64_t block, const std::function<bool()>& lucky) {
        if (cut) {
            disk.resize(std::min(disk.size(), *cut));
        }
        disk.resize(size);
        std::map<std::uint64_t, bool> luck;
        for (const auto s : dirty) {
            const auto [known, is_new] = luck.try_emplace(s * sector / block, false);
            if (is_new) {
                known->second = lucky();
            }
            const auto from = s * sector;
            const auto to = std::min<std::uint64_t>({from + sector, size, cache.size()});
            if (known->second && from < to) {
                std::copy_n(
                    cache.begin() + static_cast<std::ptrdiff_t>(from), to - from,
                    disk.begin() + static_cast<std::ptrdiff_t>(from));
            }
        }
    }
};

class SimulatedFile final : public File {
public:
    SimulatedFile(SimulatedDisk& disk, std::shared_ptr<SimulatedDisk::Inode> inode, bool directory)
        : disk_(disk), inode_(std::move(inode)), process_(disk.process_), directory_(directory) {}
    ~SimulatedFile() override { drop_locks(); }

    Io<std::size_t> read(std::span<char> into, std::uint64_t at) override;
    Io<std::size_t> write(std::string_view bytes, std::uint64_t at) override;
    Io<void> sync_data() override;
    Io<void> sync() override;
    Io<void> truncate(std::uint64_t size) override;
    Io<FileStatus> status() override;
    Io<void> forget_cached(std::uint64_t from) override;
    Io<bool> lock(ByteRange range) override;
    Io<void> unlock(ByteRange range) override;
    Io<std::optional<std::uint64_t>> first_locked(ByteRange range) override;
    Io<void> close() override;

private:
    /// Takes the disk's lock for the call, and fails it where it is to fail.
    [[nodiscard]] std::optional<Fault> strike(Call call) const { return disk_.strike(call, process_); }
    [[nodiscard]] Io<void> write_back_all();
    void drop_locks();
    void remove_own(ByteRange range);

    SimulatedDisk& disk_;
    std::shared_ptr<SimulatedDisk::Inode> inode_;
    std::uint64_t process_;
    bool directory_;
};

Io<std::size_t> SimulatedFile::read(std::span<char> into, std::uint64_t at) {
    const std::scoped_lock lock(disk_.mutex_);
    const auto fault = strike(Call::read);
    if (fault && fault->kind != Fault::Kind::short_count) {
        return std::unexpected(fault->error);
    }
    const auto& bytes = inode_->cache;
    if (at >= bytes.size()) {
        return std::size_t{0};
    }
    auto count = std::min<std::uint64_t>(into.size(), bytes.size() - at);
    if (fault && count > 1) {
        count = 1 + disk_.dice_.roll(count - 1);
    }
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), count, into.begin());
    return count;
}

Io<std::size_t> SimulatedFile::write(std::string_view bytes, std::uint64_t at) {
    const std::scoped_lock lock(disk_.mutex_);
    const auto fault = strike(Call::write);
    auto& cache = inode_->cache;
    auto count = bytes.size();
    if (fault && (fault->error == std::errc::interrupted || process_ != disk_.process_)) {
        return std::unexpected(fault->error);
    }
    const bool in_one_sector = at / sector == (at + count - 1) / sector;
    if (fault && in_one_sector) {  // it is copied at once, or not at all
        count = fault->kind == Fault::Kind::short_count || disk_.dice_.one_in(2) ? count : 0;
    } else if (fault) {  // an error may come after some bytes, a short count is at least one
        const std::size_t least = fault->kind == Fault::Kind::short_count ? 1 : 0;
        count = least + disk_.dice_.roll(std::max<std::size_t>(count, 2) - least);
        count = std::min(count, bytes.size());
    }
    const auto growth = at + count > cache.size() ? at + count - cache.size() : 0;
    const auto room = disk_.capacity - std::min(disk_.capacity, disk_.used());
    const bool full = growth > room;
    if (full) {
        count -= std::min<std::uint64_t>(count, growth - room);
    }
    if (count > 0) {
        inode_->touch(std::min<std::uint64_t>(cache.size(), at), at + count);
        cache.resize(std::max<std::size_t>(cache.size(), at + count));
        std::ranges::copy(bytes.substr(0, count), cache.begin() + static_cast<std::ptrdiff_t>(at));
    }
    if (fault && fault->kind == Fault::Kind::error) {
        return std::unexpected(fault->error);
    }
    if (count == 0 && full) {
        return std::unexpected(std::errc::no_space_on_device);
    }
    return count;
}

Io<void> SimulatedFile::write_back_all() {
    auto& inode = *inode_;
    inode.write_back(inode.cache.size(), sector, [] { return true; });
    inode.dirty.clear();
    inode.cut.reset();
    return {};
}

Io<void> SimulatedFile::sync_data() {
    if (process_ == disk_.process_ && disk_.during_sync) {
        disk_.during_sync();
    }
    const std::scoped_lock lock(disk_.mutex_);
    const auto fault = strike(Call::sync_data);
    if (!fault || fault->kind == Fault::Kind::short_count) {
        return write_back_all();
    }
    if (process_ == disk_.process_ && fault->error != std::errc::interrupted) {
        // Some of it was written; all of it counts as written from now on.
        auto& inode = *inode_;
        const auto size = disk_.dice_.one_in(2) ? inode.disk.size() : inode.cache.size();
        inode.write_back(size, sector, [&] { return disk_.dice_.one_in(2); });
        inode.dirty.clear();
        inode.cut.reset();
    }
    return std::unexpected(fault->error);
}

Io<void> SimulatedFile::sync() {
    const std::scoped_lock lock(disk_.mutex_);
    if (const auto fault = strike(Call::sync); fault && fault->kind != Fault::Kind::short_count) {
        return std::unexpected(fault->error);
    }
    if (directory_) {
        disk_.durable_names_ = disk_.names_;
        return {};
    }
    return write_back_all();
}

Io<void> SimulatedFile::truncate(std::uint64_t size) {
    const std::scoped_lock lock(disk_.mutex_);
    if (const auto fault = strike(Call::truncate); fault && fault->kind != Fault::Kind::short_count) {
        return std::unexpected(fault->error);
    }
    auto& inode = *inode_;
    inode.cut = std::min(inode.cut.value_or(inode.disk.size()), static_cast<std::size_t>(size));
    inode.cache.resize(size);
    std::erase_if(inode.dirty, [&](std::uint64_t s) { return s * sector >= size; });
    inode.touch(size - size % sector, size);
    return {};
}

Io<FileStatus> SimulatedFile::status() {
    const std::scoped_lock lock(disk_.mutex_);
    if (const auto fault = strike(Call::status); fault && fault->kind != Fault::Kind::short_count) {
        return std::unexpected(fault->error);
    }
    using enum FileStatus::Kind;
    return FileStatus{
        .kind = directory_ ? directory : regular, .own = true, .size = directory_ ? 0 : inode_->cache.size()};
}

Io<void> SimulatedFile::forget_cached(std::uint64_t from) {
    const std::scoped_lock lock(disk_.mutex_);
    if (const auto fault = strike(Call::forget_cached); fault && fault->kind != Fault::Kind::short_count) {
        return std::unexpected(fault->error);
    }
    auto& inode = *inode_;
    const auto size = inode.cache.size();
    for (auto s = from / sector; s * sector < size; ++s) {
        if (!inode.dirty.contains(s)) {
            auto there = s * sector < inode.disk.size() ? inode.disk.substr(s * sector, sector) : std::string{};
            there.resize(std::min<std::size_t>(sector, size - s * sector));
            inode.cache.replace(s * sector, there.size(), there);
        }
    }
    return {};
}

Io<bool> SimulatedFile::lock(ByteRange range) {
    const std::scoped_lock lock(disk_.mutex_);
    if (const auto fault = strike(Call::lock); fault && fault->kind != Fault::Kind::short_count) {
        return std::unexpected(fault->error);
    }
    for (const auto& held : inode_->locks) {
        if (held.owner != this && held.range.from < range.to && range.from < held.range.to) {
            return false;
        }
    }
    remove_own(range);
    inode_->locks.push_back({.range = range, .owner = this});
    return true;
}

Io<void> SimulatedFile::unlock(ByteRange range) {
    const std::scoped_lock lock(disk_.mutex_);
    if (const auto fault = strike(Call::unlock); fault && fault->kind != Fault::Kind::short_count) {
        return std::unexpected(fault->error);
    }
    remove_own(range);
    return {};
}

void SimulatedFile::remove_own(ByteRange range) {
    std::vector<SimulatedDisk::Inode::Lock> left;
    for (const auto& held : inode_->locks) {
        if (held.owner != this || held.range.to <= range.from || range.to <= held.range.from) {
            left.push_back(held);
            continue;
        }
        if (held.range.from < range.from) {
            left.push_back({.range = {.from = held.range.from, .to = range.from}, .owner = this});
        }
        if (range.to < held.range.to) {
            left.push_back({.range = {.from = range.to, .to = held.range.to}, .owner = this});
        }
    }
    inode_->locks = std::move(left);
}

Io<std::optional<std::uint64_t>> SimulatedFile::first_locked(ByteRange range) {
    const std::scoped_lock lock(disk_.mutex_);
    if (const auto fault = strike(Call::first_locked); fault && fault->kind != Fault::Kind::short_count) {
        return std::unexpected(fault->error);
    }
    std::optional<std::uint64_t> first;
    for (const auto& held : inode_->locks) {
        if (held.owner != this && held.range.from < range.to && range.from < held.range.to) {
            first = std::min(first.value_or(held.range.from), held.range.from);
        }
    }
    return first;
}

Io<void> SimulatedFile::close() {
    const std::scoped_lock lock(disk_.mutex_);
    const auto fault = strike(Call::close);
    drop_locks();  // whatever close says, the descriptor is gone
    if (fault && fault->kind != Fault::Kind::short_count) {
        return std::unexpected(fault->error);
    }
    return {};
}

void SimulatedFile::drop_locks() {
    const std::scoped_lock lock(disk_.mutex_);
    if (inode_ != nullptr) {
        std::erase_if(inode_->locks, [this](const auto& held) { return held.owner == this; });
    }
}

class SimulatedFiles final : public Files {
public:
    explicit SimulatedFiles(SimulatedDisk& disk) : disk_(disk), process_(disk.process_) {}

    Io<std::unique_ptr<File>> open(const std::string& path, Access access) override {
        const std::scoped_lock lock(disk_.mutex_);
        if (const auto fault = disk_.strike(Call::open, process_); fault && fault->kind != Fault::Kind::short_count) {
            return std::unexpected(fault->error);
        }
        if (access == Access::directory) {
            return std::make_unique<SimulatedFile>(disk_, nullptr, true);
        }
        auto found = disk_.names_.find(path);
        if (found != disk_.names_.end() && access == Access::make_new) {
            return std::unexpected(std::errc::file_exists);
        }
        if (found == disk_.names_.end()) {
            if (access != Access::create && access != Access::make_new) {
                return std::unexpected(std::errc::no_such_file_or_directory);
            }
            found = disk_.names_.emplace(path, std::make_shared<SimulatedDisk::Inode>()).first;
        }
        return std::make_unique<SimulatedFile>(disk_, found->second, false);
    }

    Io<void> remove(const std::string& path) override {
        const std::scoped_lock lock(disk_.mutex_);
        if (const auto fault = disk_.strike(Call::remove, process_); fault && fault->kind != Fault::Kind::short_count) {
            return std::unexpected(fault->error);
        }
        if (disk_.names_.erase(path) == 0) {
            return std::unexpected(std::errc::no_such_file_or_directory);
        }
        return {};
    }

    Process process() override {
        return {.pid = static_cast<std::int64_t>(process_), .program = "simulated", .host = "nowhere"};
    }

private:
    SimulatedDisk& disk_;
    std::uint64_t process_;
};

std::unique_ptr<Files> SimulatedDisk::start_process() {
    return std::make_unique<SimulatedFiles>(*this);
}

std::optional<Fault> SimulatedDisk::strike(Call call, std::uint64_t process) {
    constexpr Fault dead{.kind = Fault::Kind::error, .error = std::errc::io_error};
    if (process != process_) {
        return dead;
    }
    ++calls_;
    for (const auto& [name, inode] : names_) {
        if (idle_one_in > 0 && dice_.one_in(idle_one_in)) {
            inode->write_some_back(dice_);
        }
    }
    const auto struck = fault ? fault(call, calls_) : std::nullopt;
    if (!struck || struck->kind == Fault::Kind::error || struck->kind == Fault::Kind::short_count) {
        return struck;
    }
    struck->kind == Fault::Kind::kill ? kill() : cut_power();
    return dead;
}

std::uint64_t SimulatedDisk::used() const {
    std::uint64_t sum = 0;
    for (const auto& [name, inode] : names_) {
        sum += inode->cache.size();
    }
    return sum;
}

void SimulatedDisk::end_processes() {
    ++process_;
    for (const auto& [name, inode] : names_) {
        inode->locks.clear();
    }
}

void SimulatedDisk::kill() {
    const std::scoped_lock lock(mutex_);
    end_processes();
}

void SimulatedDisk::cut_power() {
    const std::scoped_lock lock(mutex_);
    end_processes();
    Inodes left = durable_names_;
    for (const auto& [name, inode] : names_) {
        if (dice_.one_in(2)) {  // made or kept, and the name reached the disk
            left.insert_or_assign(name, inode);
        }
    }
    for (const auto& [name, inode] : durable_names_) {
        if (!names_.contains(name) && dice_.one_in(2)) {
            left.erase(name);
        }
    }
    for (const auto& [name, inode] : left) {
        settle(*inode);
    }
    names_ = left;
    durable_names_ = std::move(left);
}

/// What the disk holds of a file after the power was cut.
void SimulatedDisk::settle(Inode& inode) {
    const auto least = std::min(inode.disk.size(), inode.cache.size());
    const auto most = std::max(inode.disk.size(), inode.cache.size());
    if (inode.cut && dice_.one_in(3)) {  // neither the cut nor what was written after it reached the disk
        inode.dirty.clear();
        inode.cut.reset();
        inode.cache = inode.disk;
    } else if (inode.cut && dice_.one_in(2)) {  // what was written did, the cut did not
        inode.cut.reset();
    }
    const auto choice = dice_.roll(4);
    auto size = choice == 0   ? inode.disk.size()
                : choice == 1 ? least + dice_.roll(most - least + 1)
                              : inode.cache.size();
    if (inode.cut && size > inode.cache.size()) {
        size = inode.cache.size();
    }
    const auto block = dice_.one_in(2) ? sector : 8 * sector;
    const auto odds = 1 + dice_.roll(4);
    inode.write_back(size, block, [&] { return !dice_.one_in(odds); });
    inode.dirty.clear();
    inode.cut.reset();
    inode.cache = inode.disk;
}

std::string SimulatedDisk::bytes(const std::string& path) const {
    const std::scoped_lock lock(mutex_);
    const auto found = names_.find(path);
    return found == names_.end() ? std::string{} : found->second->cache;
}

void SimulatedDisk::set_bytes(const std::string& path, const std::string& bytes) {
    const std::scoped_lock lock(mutex_);
    auto& inode = names_.try_emplace(path, std::make_shared<Inode>()).first->second;
    inode->cache = bytes;
    inode->disk = bytes;
    inode->dirty.clear();
    inode->cut.reset();
    durable_names_ = names_;
}

}  // namespace entente::test
