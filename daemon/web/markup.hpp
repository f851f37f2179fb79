/// HTML as a type: text becomes markup only by being escaped, so that forgetting to escape does not compile.
///
///     element("p", {{"class", "note"}}, "from ", element("b", name), " on")
///
/// Texts among the children are escaped, and so are the values of attributes; names are written in the code, and
/// checked when it is compiled. Addresses stand in their attributes as `Url` and in no other way.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <entente/daemon/html.hpp>
#include <entente/daemon/web/url.hpp>

namespace entente::daemon {

constexpr bool is_address(std::string_view attribute) {
    return attribute == "href" || attribute == "src" || attribute == "action" || attribute == "formaction";
}

/// The name of an element, or of an attribute that holds no address.
class MarkupName {
public:
    consteval MarkupName(const char* name) : name_(name) {  // NOLINT(google-explicit-constructor)
        for (const char c : name_) {
            if (!(('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '-')) {
                throw "a name is written in small letters";
            }
        }
        if (name_.empty() || is_address(name_) || name_ == "style" || name_ == "script" || name_.starts_with("on")) {
            throw "an address is given as Url; nothing runs, and nothing has a style, within a page";
        }
    }
    [[nodiscard]] constexpr std::string_view text() const { return name_; }

private:
    std::string_view name_;
};

/// An attribute that holds an address.
class AddressName {
public:
    consteval AddressName(const char* name) : name_(name) {  // NOLINT(google-explicit-constructor)
        if (!is_address(name_)) {
            throw "this attribute holds no address";
        }
    }
    [[nodiscard]] constexpr std::string_view text() const { return name_; }

private:
    std::string_view name_;
};

/// `class="note"`; without a value `hidden`.
class Attribute {
public:
    Attribute(MarkupName name, std::string_view value) : name_(name.text()), value_(value) {}
    Attribute(MarkupName name, const std::string& value) : name_(name.text()), value_(value) {}
    Attribute(MarkupName name, const char* value) : name_(name.text()), value_(value) {}
    Attribute(AddressName name, const Url& address) : name_(name.text()), value_(address.text()) {}

    /// Only where there is a value.
    Attribute(MarkupName name, const std::optional<std::string>& value)
        : name_(value ? name.text() : std::string_view()), value_(value) {}

    /// `hidden`, where it is so.
    Attribute(MarkupName name, bool is_so) : name_(is_so ? name.text() : std::string_view()) {}

    [[nodiscard]] std::string text() const;

private:
    std::string_view name_;  ///< empty: it is not there
    std::optional<std::string> value_;
};
using Attributes = std::vector<Attribute>;

class Markup {
public:
    Markup() = default;

    /// Text, escaped.
    explicit Markup(std::string_view text) : text_(escaped(text)) {}

    /// A picture that `projections` has drawn: what stands in it was escaped there.
    [[nodiscard]] static Markup drawn(std::string svg);

    template <typename... Children>
    void add(const Children&... children) {
        (put(children), ...);
    }

    [[nodiscard]] bool empty() const { return text_.empty(); }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    void put(const Markup& markup) { text_ += markup.text_; }
    void put(std::string_view text) { text_ += escaped(text); }
    template <std::integral Number>
        requires(!std::same_as<Number, bool> && !std::same_as<Number, char>)
    void put(Number number) {
        text_ += std::to_string(number);
    }

    friend Markup begun(MarkupName name, const Attributes& attributes);
    friend void end(Markup& markup, MarkupName name);

    std::string text_;
};

/// Parts of `element`.
[[nodiscard]] Markup begun(MarkupName name, const Attributes& attributes);
void end(Markup& markup, MarkupName name);

template <typename... Children>
[[nodiscard]] Markup element(MarkupName name, const Attributes& attributes, const Children&... children) {
    auto made = begun(name, attributes);
    made.add(children...);
    end(made, name);
    return made;
}

template <typename... Children>
[[nodiscard]] Markup element(MarkupName name, const Children&... children) {
    return element(name, Attributes{}, children...);
}

/// An element that holds nothing and has no end: `input`, `link`, `meta`.
[[nodiscard]] Markup leaf(MarkupName name, const Attributes& attributes = {});

template <typename... Children>
[[nodiscard]] Markup together(const Children&... children) {
    Markup all;
    all.add(children...);
    return all;
}

template <typename... Children>
[[nodiscard]] Markup link(const Url& address, const Children&... children) {
    return element("a", {{"href", address}}, children...);
}

/// A script of ours.
[[nodiscard]] Markup script_from(const Url& address);

/// Joins what is not empty.
[[nodiscard]] Markup joined(const std::vector<Markup>& parts, std::string_view between);

}  // namespace entente::daemon
