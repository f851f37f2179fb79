/// Addresses: made from parts that are escaped here, or checked where they come from outside.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace entente::daemon {

/// An address that may stand in a page. It begins with `/`, `?` or `#` when it is ours, else with `http://` or
/// `https://`: nothing that runs can be linked to.
class Url {
public:
    /// `/alliances/openai-microsoft/terms`; every part is escaped.
    [[nodiscard]] static Url path(std::initializer_list<std::string_view> parts);

    /// A place on the same page.
    [[nodiscard]] static Url place(std::string_view id);

    /// An address that somebody wrote; nothing when it is neither http nor https.
    [[nodiscard]] static std::optional<Url> foreign(std::string_view address);

    /// The same with a parameter more; without a value it stays as it is.
    [[nodiscard]] Url with(std::string_view name, std::string_view value) const;

    /// A place on the page there.
    [[nodiscard]] Url at_place(std::string_view id) const;

    [[nodiscard]] const std::string& text() const { return text_; }
    friend bool operator==(const Url&, const Url&) = default;

private:
    explicit Url(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

}  // namespace entente::daemon
