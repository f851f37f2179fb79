#include <entente/events/log_scan.hpp>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <entente/events/codec.hpp>
#include <entente/events/limits.hpp>
#include <entente/events/log_tail.hpp>

namespace entente {
namespace {

constexpr std::size_t slab_bytes = std::size_t{1} << 20;
constexpr std::size_t slabs_max = 8;
constexpr unsigned threads_max = 4;
constexpr std::uint64_t alone_bytes_max = 4 * slab_bytes;  ///< up to here threads cost more than they give

using Entries = std::vector<Result<std::shared_ptr<const Entry>>>;

/// Some lines of the file, verified and still to be decoded.
struct Slab {
    enum class Stage : std::uint8_t { verified, decoding, decoded };
    std::vector<char> bytes;
    std::size_t used = 0;           ///< of `bytes`; they keep their room, since slabs are used again
    std::uint64_t offset = 0;       ///< of the first byte, in the file
    std::vector<LogLine> lines;     ///< into `bytes`
    std::vector<ByteRange> places;  ///< of the lines, in the file
    Entries entries;
    unsigned decoder = 0;  ///< which thread made them
    Stage stage = Stage::verified;

    [[nodiscard]] std::span<char> room(std::size_t count) {
        bytes.resize(std::max(bytes.size(), used + count));
        return std::span(bytes).subspan(used, count);
    }
    void clear() {
        used = 0;
        lines.clear();
        places.clear();
        entries.clear();
        stage = Stage::verified;
    }
};

/// Cuts the file into lines and follows the chain along them.
class SlabReader {
public:
    SlabReader(File& file, const std::string& path, Stretch stretch)
        : file_(&file),
          path_(&path),
          range_(stretch.range),
          missing_heads_(stretch.missing_heads),
          scan_{.chain = std::move(stretch.chain), .end = range_.from, .fault = {}} {}

    /// Fills the empty slab; it stays empty at the end of what is good.
    Result<void> next(Slab& slab);

    [[nodiscard]] Scan take() { return std::move(scan_); }

private:
    void follow(Slab& slab);

    File* file_;
    const std::string* path_;
    ByteRange range_;
    std::span<const std::uint64_t> missing_heads_;
    std::vector<char> rest_;  ///< the beginning of a line whose end was not read yet
    Scan scan_;
};

Result<void> SlabReader::next(Slab& slab) {
    while (!scan_.fault && slab.lines.empty()) {
        const auto at = scan_.end + rest_.size();
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(slab_bytes, range_.to - at));
        if (wanted == 0) {
            break;
        }
        slab.offset = scan_.end;
        slab.used = 0;
        std::ranges::copy(rest_, slab.room(rest_.size()).begin());
        slab.used = rest_.size();
        const auto room = slab.room(wanted);
        const auto count = read_full(*file_, room, at);
        if (!count) {
            return std::unexpected(io_error("read", *path_, count.error()));
        }
        restore_heads(room.first(*count), at, missing_heads_);
        slab.used += *count;
        if (*count < wanted) {
            range_.to = at + *count;  // it became shorter meanwhile
        }
        follow(slab);
        const auto good = static_cast<std::size_t>(scan_.end - slab.offset);
        const auto rest = std::span(slab.bytes).subspan(good, slab.used - good);
        rest_.assign(rest.begin(), rest.end());
        if (rest_.size() > limits::line_bytes_max && !scan_.fault) {
            scan_.fault = LineFault{.byte = 0, .message = "it is longer than any line may be"};
        }
    }
    return {};
}

void SlabReader::follow(Slab& slab) {
    std::string_view bytes{slab.bytes.data(), slab.used};
    for (auto end = bytes.find('\n'); end != std::string_view::npos; end = bytes.find('\n')) {
        auto line = scan_.chain.follow(bytes.substr(0, end));
        if (!line) {
            scan_.fault = std::move(line).error();
            return;
        }
        slab.lines.push_back(*line);
        slab.places.push_back({.from = scan_.end, .to = scan_.end + end + 1});
        scan_.end += end + 1;
        bytes.remove_prefix(end + 1);
    }
}

/// Slabs on their way through reading, decoding and delivering: whoever is free does what is to be done next. Only the
/// caller's thread delivers; entries are freed by the thread that decoded them, since another one pays dearly for it.
class Pipeline {
public:
    Pipeline(SlabReader reader, const LineSink& sink, const EntryHint& hint)
        : reader_(std::move(reader)), sink_(&sink), hint_(&hint) {}

    /// Delivers everything, in this thread.
    Result<Scan> run(unsigned helpers);

private:
    using Lock = std::unique_lock<std::mutex>;
    /// One of the threads at work; 0 is the caller's.
    struct Worker {
        unsigned number;
        Decoder decoder = {};
    };
    std::vector<std::jthread> start(unsigned helpers);
    void help(unsigned number);
    bool read_one(Lock& lock);
    bool decode_one(Lock& lock, Worker& worker);
    void look_ahead(const Slab& slab, std::size_t line) const;
    Result<void> deliver(const Slab& slab);
    Result<void> deliver_all();

    SlabReader reader_;
    const LineSink* sink_;
    const EntryHint* hint_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::unique_ptr<Slab>> slabs_;
    std::vector<std::unique_ptr<Slab>> spare_;
    std::array<std::vector<Entries>, threads_max> delivered_;  ///< to be freed, by who decoded them
    std::optional<Error> read_error_;
    bool reading_ = false;
    bool all_read_ = false;
    bool stopped_ = false;
};

/// False when there is nothing to read, or somebody reads.
bool Pipeline::read_one(Lock& lock) {
    if (reading_ || all_read_ || slabs_.size() >= slabs_max) {
        return false;
    }
    reading_ = true;
    auto slab = spare_.empty() ? std::make_unique<Slab>() : std::move(spare_.back());
    spare_.resize(spare_.empty() ? 0 : spare_.size() - 1);
    lock.unlock();
    const auto read = reader_.next(*slab);
    lock.lock();
    reading_ = false;
    all_read_ = !read || slab->lines.empty();
    if (!read) {
        read_error_ = read.error();
    } else if (!all_read_) {
        slabs_.push_back(std::move(slab));
    }
    changed_.notify_all();
    return true;
}

bool Pipeline::decode_one(Lock& lock, Worker& worker) {
    const auto next =
        std::ranges::find_if(slabs_, [](const auto& slab) { return slab->stage == Slab::Stage::verified; });
    if (next == slabs_.end()) {
        return false;
    }
    auto& slab = **next;
    slab.stage = Slab::Stage::decoding;
    slab.decoder = worker.number;
    auto to_free = std::exchange(delivered_[worker.number], {});
    lock.unlock();
    to_free.clear();
    slab.entries.reserve(slab.lines.size());
    for (const auto& line : slab.lines) {
        auto entry = worker.decoder.decode(line.entry);
        if (entry) {
            slab.entries.emplace_back(std::make_shared<const Entry>(*std::move(entry)));
        } else {
            slab.entries.emplace_back(std::unexpected(std::move(entry).error()));
        }
    }
    lock.lock();
    slab.stage = Slab::Stage::decoded;
    changed_.notify_all();
    return true;
}

void Pipeline::help(unsigned number) {
    Worker worker{.number = number};
    Lock lock(mutex_);
    while (!stopped_) {
        if (decode_one(lock, worker) || read_one(lock)) {
            continue;
        }
        if (all_read_) {
            return;
        }
        changed_.wait(lock);
    }
}

/// Another thread made the entries, and has them near; this one asks for them in time.
void Pipeline::look_ahead(const Slab& slab, std::size_t line) const {
    constexpr std::size_t ahead = 12;
    const auto entry = [&](std::size_t place) -> const Entry* {
        return place < slab.entries.size() && slab.entries[place] ? slab.entries[place]->get() : nullptr;
    };
    __builtin_prefetch(entry(line + 2 * ahead));
    const Entry* next = entry(line + ahead);
    if (*hint_ && next != nullptr) {
        (*hint_)(*next);
    }
}

Result<void> Pipeline::deliver(const Slab& slab) {
    for (std::size_t i = 0; i < slab.lines.size(); ++i) {
        look_ahead(slab, i);
        const auto& line = slab.lines[i];
        const auto& entry = slab.entries[i];
        if (!entry) {
            const auto& [code, message, where] = entry.error();
            return std::unexpected(damage(
                line.seq, slab.places[i].from,
                fmt::format("its entry is none ({}{}{})", message, where.empty() ? "" : " at ", where)));
        }
        ENTENTE_TRY((*sink_)(
            Record{.seq = line.seq, .recorded = line.recorded, .entry = *entry, .chain = line.chain}, line.entry,
            slab.places[i]));
    }
    return {};
}

Result<void> Pipeline::deliver_all() {
    Worker worker{.number = 0};
    Lock lock(mutex_);
    while (true) {
        if (!slabs_.empty() && slabs_.front()->stage == Slab::Stage::decoded) {
            auto slab = std::move(slabs_.front());
            slabs_.pop_front();
            changed_.notify_all();
            lock.unlock();
            ENTENTE_TRY(deliver(*slab));
            lock.lock();
            delivered_[slab->decoder].push_back(std::move(slab->entries));
            slab->clear();
            spare_.push_back(std::move(slab));
        } else if (!read_one(lock) && !decode_one(lock, worker)) {
            if (slabs_.empty() && all_read_) {
                return read_error_ ? std::unexpected(*read_error_) : Result<void>{};
            }
            changed_.wait(lock);
        }
    }
}

/// As many as the system has threads for; without any the caller's thread does it all.
std::vector<std::jthread> Pipeline::start(unsigned helpers) {
    std::vector<std::jthread> threads;
    try {
        while (threads.size() < helpers) {
            threads.emplace_back([this, number = static_cast<unsigned>(threads.size()) + 1] { help(number); });
        }
    } catch (const std::system_error&) {
        return threads;
    }
    return threads;
}

Result<Scan> Pipeline::run(unsigned helpers) {
    auto threads = start(helpers);
    const auto delivered = deliver_all();
    {
        const std::scoped_lock lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
    threads.clear();
    ENTENTE_TRY(delivered);
    return reader_.take();
}

}  // namespace

Result<Scan> scan(File& file, const std::string& path, Stretch stretch, const LineSink& sink, const EntryHint& hint) {
    const bool alone = stretch.range.to - stretch.range.from <= alone_bytes_max;
    const unsigned helpers = alone ? 0 : std::clamp(std::thread::hardware_concurrency(), 2U, threads_max) - 1;
    return Pipeline{SlabReader{file, path, std::move(stretch)}, sink, hint}.run(helpers);
}

Error damage(Seq line, std::uint64_t byte, std::string message) {
    return {
        .code = ErrorCode::log_damaged,
        .message = std::move(message),
        .where = fmt::format("line {}, byte {}", line.value, byte)};
}

}  // namespace entente
