#include <entente/daemon/web/url.hpp>

#include <entente/daemon/html.hpp>

namespace entente::daemon {

Url Url::path(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const auto part : parts) {
        text += "/" + url_part(part);
    }
    return Url(text.empty() ? std::string("/") : std::move(text));
}

Url Url::place(std::string_view id) {
    return Url("#" + url_part(id));
}

std::optional<Url> Url::foreign(std::string_view address) {
    if (!address.starts_with("https://") && !address.starts_with("http://")) {
        return std::nullopt;
    }
    return Url(std::string(address));
}

Url Url::with(std::string_view name, std::string_view value) const {
    if (value.empty()) {
        return *this;
    }
    const char joint = text_.find('?') == std::string::npos ? '?' : '&';
    return Url(text_ + joint + url_part(name) + "=" + url_part(value));
}

Url Url::at_place(std::string_view id) const {
    return Url(text_ + "#" + url_part(id));
}

}  // namespace entente::daemon
