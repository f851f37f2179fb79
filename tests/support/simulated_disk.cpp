#include <algorithm>

#include "cached_bytes.hpp"
#include "simulated_disk.hpp"

namespace entente::test {
struct SimulatedDisk::Inode {
    struct Lock {
        ByteRange range;
        const void* owner;
    };
    CachedBytes bytes;
    std::vector<Lock> locks;
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
    const auto& bytes = inode_->bytes.seen();
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
    const auto size = inode_->bytes.seen().size();
    auto count = bytes.size();
    if (fault && (fault->error == std::errc::interrupted || process_ != disk_.process_)) {
        return std::unexpected(fault->error);
    }
    const bool in_one_sector = at / CachedBytes::sector == (at + count - 1) / CachedBytes::sector;
    if (fault && in_one_sector) {  // it is copied at once, or not at all
        count = fault->kind == Fault::Kind::short_count || disk_.dice_.one_in(2) ? count : 0;
    } else if (fault) {  // an error may come after some bytes, a short count is at least one
        const std::size_t least = fault->kind == Fault::Kind::short_count ? 1 : 0;
        count = least + disk_.dice_.roll(std::max<std::size_t>(count, 2) - least);
        count = std::min(count, bytes.size());
    }
    const auto growth = at + count > size ? at + count - size : 0;
    const auto room = disk_.capacity - std::min(disk_.capacity, disk_.used());
    const bool full = growth > room;
    if (full) {
        count -= std::min<std::uint64_t>(count, growth - room);
    }
    inode_->bytes.write(bytes.substr(0, count), at);
    if (fault && fault->kind == Fault::Kind::error) {
        return std::unexpected(fault->error);
    }
    if (count == 0 && full) {
        return std::unexpected(std::errc::no_space_on_device);
    }
    return count;
}

Io<void> SimulatedFile::sync_data() {
    if (process_ == disk_.process_ && disk_.during_sync) {
        disk_.during_sync();
    }
    const std::scoped_lock lock(disk_.mutex_);
    const auto fault = strike(Call::sync_data);
    if (!fault || fault->kind == Fault::Kind::short_count) {
        inode_->bytes.sync();
        return {};
    }
    if (process_ == disk_.process_ && fault->error != std::errc::interrupted) {
        inode_->bytes.fail_sync(disk_.dice_);
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
    inode_->bytes.sync();
    return {};
}

Io<void> SimulatedFile::truncate(std::uint64_t size) {
    const std::scoped_lock lock(disk_.mutex_);
    if (const auto fault = strike(Call::truncate); fault && fault->kind != Fault::Kind::short_count) {
        return std::unexpected(fault->error);
    }
    inode_->bytes.cut(size);
    return {};
}

Io<FileStatus> SimulatedFile::status() {
    const std::scoped_lock lock(disk_.mutex_);
    if (const auto fault = strike(Call::status); fault && fault->kind != Fault::Kind::short_count) {
        return std::unexpected(fault->error);
    }
    using enum FileStatus::Kind;
    return FileStatus{
        .kind = directory_ ? directory : regular,
        .own = true,
        .size = directory_ ? 0 : inode_->bytes.seen().size(),
        .identity = {.device = 1, .number = reinterpret_cast<std::uintptr_t>(inode_.get())}};
}

Io<void> SimulatedFile::forget_cached(std::uint64_t from) {
    const std::scoped_lock lock(disk_.mutex_);
    if (const auto fault = strike(Call::forget_cached); fault && fault->kind != Fault::Kind::short_count) {
        return std::unexpected(fault->error);
    }
    inode_->bytes.forget(from);
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
            inode->bytes.write_some_back(dice_);
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
        sum += inode->bytes.seen().size();
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
        inode->bytes.cut_power(dice_);
    }
    names_ = left;
    durable_names_ = std::move(left);
}

std::string SimulatedDisk::bytes(const std::string& path) const {
    const std::scoped_lock lock(mutex_);
    const auto found = names_.find(path);
    return found == names_.end() ? std::string{} : found->second->bytes.seen();
}

void SimulatedDisk::set_bytes(const std::string& path, const std::string& bytes) {
    const std::scoped_lock lock(mutex_);
    auto& inode = names_.try_emplace(path, std::make_shared<Inode>()).first->second;
    inode->bytes.set(bytes);
    durable_names_ = names_;
}

}  // namespace entente::test
