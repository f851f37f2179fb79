#include <entente/cli/terminal.hpp>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace entente::cli {
namespace {

constexpr std::size_t held_bytes_max = 64 * 1024;
constexpr std::size_t columns_min = 20;
constexpr std::size_t columns_default = 80;

std::string_view code_of(Style style) {
    switch (style) {
        case Style::plain:
            return "";
        case Style::bold:
            return "1";
        case Style::dim:
            return "2";
        case Style::good:
            return "32";
        case Style::doubtful:
            return "33";
        case Style::bad:
            return "31";
    }
    return "";
}

}  // namespace

Terminal::Terminal(int descriptor, std::size_t columns, bool colour, bool watched)
    : descriptor_(descriptor), columns_(columns), colour_(colour), watched_(watched) {}

Terminal::~Terminal() {
    hand_over();
}

void Terminal::print(std::string_view text) {
    held_ += text;
    if (held_.size() >= held_bytes_max) {
        hand_over();
    }
}

void Terminal::print_line(std::string_view text) {
    print(text);
    print("\n");
}

std::string Terminal::styled(std::string_view text, Style style) const {
    if (!colour_ || style == Style::plain || text.empty()) {
        return std::string(text);
    }
    return fmt::format("\x1b[{}m{}\x1b[0m", code_of(style), text);
}

Result<void> Terminal::flush() {
    hand_over();
    if (state_ == State::failed) {
        return fail(
            ErrorCode::io_failed,
            fmt::format("the output could not be written: {}", std::generic_category().message(failure_)));
    }
    return {};
}

void Terminal::hand_over() {
    std::string_view rest = held_;
    while (state_ == State::open && !rest.empty()) {
        const auto written = ::write(descriptor_, rest.data(), rest.size());
        if (written >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EPIPE) {
            state_ = State::abandoned;
        } else if (errno != EINTR) {
            failure_ = errno;
            state_ = State::failed;
        }
    }
    held_.clear();
}

std::size_t columns_of(int descriptor, const char* columns_variable) {
    std::size_t columns = 0;
    if (columns_variable != nullptr) {
        const auto* const end = columns_variable + std::strlen(columns_variable);
        const auto [stopped, error] = std::from_chars(columns_variable, end, columns);
        if (error != std::errc{} || stopped != end) {
            columns = 0;
        }
    }
    winsize size{};
    if (columns == 0 && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0) {
        columns = size.ws_col;
    }
    return columns == 0 ? columns_default : std::max(columns, columns_min);
}

bool shows_colour(int descriptor) {
    const auto* const no_color = std::getenv("NO_COLOR");
    const auto* const kind = std::getenv("TERM");
    const bool refused = no_color != nullptr && *no_color != '\0';
    const bool dumb = kind == nullptr || std::string_view(kind) == "dumb";
    return ::isatty(descriptor) == 1 && !refused && !dumb;
}

}  // namespace entente::cli
