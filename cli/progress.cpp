#include <entente/cli/progress.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace entente::cli {
namespace {

constexpr std::chrono::seconds patience{1};
constexpr std::chrono::milliseconds redrawn_every{100};

}  // namespace

Progress::Progress(Terminal& terminal, std::string_view what, std::size_t total)
    : terminal_(terminal), what_(what), total_(total), shown_next_(SteadyClock::now() + patience) {}

Progress::~Progress() {
    if (shown_) {
        terminal_.print("\r\x1b[K");
        terminal_.hand_over();
    }
}

void Progress::reached(std::size_t count) {
    if (!terminal_.watched() || SteadyClock::now() < shown_next_) {
        return;
    }
    shown_ = true;
    shown_next_ = SteadyClock::now() + redrawn_every;
    terminal_.print("\r\x1b[K" + progress_bar(count, total_, what_, terminal_.columns()));
    terminal_.hand_over();
}

std::string progress_bar(std::size_t count, std::size_t total, std::string_view what, std::size_t columns) {
    const auto words = fmt::format("  {} of {} {}", count, total, what);
    const auto room = columns > words.size() + 1 ? columns - words.size() - 1 : 0;
    const auto width = std::min<std::size_t>(room, 40);
    const auto full = total == 0 ? width : std::min(width, width * count / total);
    std::string bar;
    for (std::size_t i = 0; i < width; ++i) {
        bar += i < full ? "█" : "░";
    }
    return bar + words;
}

}  // namespace entente::cli
