/// Writes SVG, element by element. Whatever stands in an attribute or a text is escaped here and nowhere else.
#pragma once

#include <compare>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {

/// A length or a place in tenths of a pixel, so that pictures are the same on every machine.
struct Tenths {
    std::int64_t value;
    friend auto operator<=>(Tenths, Tenths) = default;
    friend Tenths operator+(Tenths a, Tenths b) { return {a.value + b.value}; }
    friend Tenths operator-(Tenths a, Tenths b) { return {a.value - b.value}; }
};
[[nodiscard]] constexpr Tenths px(std::int64_t pixels) {
    return {pixels * 10};
}

/// `12.5`, `-3`
[[nodiscard]] std::string text(Tenths length);

struct SvgAttribute {
    SvgAttribute(std::string_view called, std::string said) : name(called), value(std::move(said)) {}
    SvgAttribute(std::string_view called, std::string_view said) : name(called), value(said) {}
    SvgAttribute(std::string_view called, const char* said) : name(called), value(said) {}
    SvgAttribute(std::string_view called, Tenths length) : name(called), value(text(length)) {}
    std::string_view name;
    std::string value;
};
using SvgAttributes = std::initializer_list<SvgAttribute>;

/// Whether shapes say what they are when pointed at.
enum class Titles : std::uint8_t { written, left_out };

class Svg {
public:
    explicit Svg(Titles titles = Titles::written) : titles_(titles) {}

    void open(std::string_view element, SvgAttributes attributes = {});
    void close();

    /// An element with nothing in it.
    void leaf(std::string_view element, SvgAttributes attributes);

    /// An element with a text in it, and a title in front of that where one is given.
    void write(std::string_view element, SvgAttributes attributes, std::string_view text, std::string_view title = {});

    /// A shape that says what it is when pointed at.
    void titled(std::string_view element, SvgAttributes attributes, std::string_view title);

    /// The rules of a style; they are ours, and hold no `<`.
    void style(std::string_view rules);

    /// The picture; every element must be closed.
    [[nodiscard]] std::string taken() &&;

private:
    void begin(std::string_view element, SvgAttributes attributes);

    Titles titles_;
    std::string text_;
    std::vector<std::string_view> open_;
};

/// `&lt;script&gt;`; what XML cannot hold reads U+FFFD.
[[nodiscard]] std::string xml_escaped(std::string_view text);

}  // namespace entente
