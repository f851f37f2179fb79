/// What the program prints to: how wide it is, whether it shows colour, and whether anybody still reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <entente/core/result.hpp>

namespace entente::cli {

enum class Style : std::uint8_t { plain, bold, dim, good, doubtful, bad };

class Terminal {
public:
    /// `colour`: whether styles are shown.
    Terminal(int descriptor, std::size_t columns, bool colour, bool watched);
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    void print(std::string_view text);
    void print_line(std::string_view text);

    /// The text in a style, or as it is where no colour is shown.
    [[nodiscard]] std::string styled(std::string_view text, Style style) const;

    [[nodiscard]] std::size_t columns() const { return columns_; }
    [[nodiscard]] bool watched() const { return watched_; }  ///< a person looks at it

    /// Nobody reads any more (a closed pipe): printing goes on into nothing, and a long listing may stop.
    [[nodiscard]] bool abandoned() const { return state_ == State::abandoned; }

    /// Hands over what is still held back; what goes wrong is kept for `flush`.
    void hand_over();

    /// The same. Errors: `io_failed`, also of what was printed before; a closed pipe is none.
    [[nodiscard]] Result<void> flush();

private:
    enum class State : std::uint8_t { open, abandoned, failed };

    int descriptor_;
    std::size_t columns_;
    bool colour_;
    bool watched_;
    State state_ = State::open;
    int failure_ = 0;  ///< errno of the first failed write
    std::string held_;
};

/// `COLUMNS`, else what the terminal says, else 80.
[[nodiscard]] std::size_t columns_of(int descriptor, const char* columns_variable);

/// On a terminal that is not `dumb`, and without `NO_COLOR`.
[[nodiscard]] bool shows_colour(int descriptor);

}  // namespace entente::cli
