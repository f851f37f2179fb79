/// A disk in memory that behaves as badly as disks do: what is not synced may be lost, sector by sector and in any
/// order; a failed sync drops what it likes and calls it written; any call may fail. The same seed does the same.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "clock_and_dice.hpp"

#include <entente/events/files.hpp>

namespace entente::test {

enum class Call : std::uint8_t {
    open,
    remove,
    read,
    write,
    sync_data,
    sync,
    truncate,
    status,
    forget_cached,
    lock,
    unlock,
    first_locked,
    close
};

/// What goes wrong with a call.
struct Fault {
    enum class Kind : std::uint8_t { error, short_count, kill, power_cut };
    Kind kind = Kind::error;
    std::errc error = std::errc::io_error;
};

class SimulatedDisk {
public:
    explicit SimulatedDisk(std::uint64_t seed) : dice_(seed) {}

    /// Asked before every call, with its number, counted from 1 over the disk's life.
    std::function<std::optional<Fault>(Call, std::uint64_t)> fault;

    /// Called in the middle of every `sync_data`, before its outcome is decided.
    std::function<void()> during_sync;

    /// One call in so many finds some of what is cached written to the disk; 0: none does.
    std::uint64_t idle_one_in = 0;

    std::uint64_t capacity = std::uint64_t{1} << 40;  ///< bytes in all files

    /// What a process sees; of no use once it was killed or the power was cut.
    [[nodiscard]] std::unique_ptr<Files> start_process();

    void kill();       ///< the process ends; what it wrote stays
    void cut_power();  ///< what was not synced is lost, or not

    [[nodiscard]] std::uint64_t calls() const { return calls_; }
    [[nodiscard]] std::string bytes(const std::string& path) const;     ///< as a process reads them
    void set_bytes(const std::string& path, const std::string& bytes);  ///< durable
    [[nodiscard]] bool has(const std::string& path) const { return names_.contains(path); }

private:
    friend class SimulatedFile;
    friend class SimulatedFiles;
    struct Inode;
    using Inodes = std::map<std::string, std::shared_ptr<Inode>>;

    [[nodiscard]] std::optional<Fault> strike(Call call, std::uint64_t process);
    [[nodiscard]] std::uint64_t used() const;
    void end_processes();

    mutable std::recursive_mutex mutex_;
    Dice dice_;
    Inodes names_;
    Inodes durable_names_;
    std::uint64_t process_ = 1;
    std::uint64_t calls_ = 0;
};

}  // namespace entente::test
