/// One JSON object on one line, whatever the texts in it hold.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>

namespace entente::daemon {

class JsonLine {
public:
    /// What a text may take of the line; of a longer one the beginning is kept, and its length told:
    /// `GET /v1/… (1048576 bytes)`.
    static constexpr std::size_t text_bytes_max = 4'096;

    JsonLine() { line_.reserve(512); }

    /// Names are ours, and need no escaping. Bytes that are no UTF-8 are written as U+FFFD.
    JsonLine& add(std::string_view name, std::string_view text);
    JsonLine& add(std::string_view name, const char* text) { return add(name, std::string_view(text)); }
    JsonLine& add(std::string_view name, bool truth);
    template <typename Number>
        requires((std::integral<Number> || std::floating_point<Number>) && !std::same_as<Number, bool>)
    JsonLine& add(std::string_view name, Number number) {
        begin(name);
        if constexpr (std::floating_point<Number>) {
            add_real(static_cast<double>(number));
        } else {
            fmt::format_to(std::back_inserter(line_), "{}", number);
        }
        return *this;
    }

    /// The whole object, without a line end. Nothing may be added any more.
    [[nodiscard]] std::string_view finish();

private:
    void begin(std::string_view name);
    void add_real(double number);

    std::string line_ = "{";
};

}  // namespace entente::daemon
