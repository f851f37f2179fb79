#include <entente/daemon/web/form_body.hpp>

#include <algorithm>

#include <entente/daemon/utf8.hpp>

namespace entente::daemon {
namespace {

int digit_of(char c) {
    return '0' <= c && c <= '9'   ? c - '0'
           : 'a' <= c && c <= 'f' ? c - 'a' + 10
           : 'A' <= c && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

Result<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? digit_of(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            return fail(ErrorCode::bad_value, "the form is badly encoded: a % wants two hexadecimal digits");
        }
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    for (std::string_view rest = out; !rest.empty();) {
        const auto bytes = utf8_character_bytes(rest);
        if (bytes == 0) {
            return fail(ErrorCode::bad_value, "the form holds what is no UTF-8");
        }
        rest.remove_prefix(bytes);
    }
    return out;
}

std::string without_blanks(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    std::string out(text.substr(first, text.find_last_not_of(blanks) - first + 1));
    std::erase(out, '\r');  // forms send every end of a line as two characters
    return out;
}

}  // namespace

Result<FormBody> FormBody::parse(std::string_view body) {
    FormBody form;
    while (!body.empty()) {
        const auto pair = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(pair.size() + 1, body.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = ENTENTE_TRY(decoded(pair.substr(0, equals)));
        auto value = ENTENTE_TRY(decoded(pair.substr(std::min(equals + 1, pair.size()))));
        if (!name.empty()) {
            form.add(std::move(name), std::move(value));
        }
    }
    return form;
}

std::string FormBody::at(std::string_view name) const {
    const auto found =
        std::ranges::find(values_.rbegin(), values_.rend(), name, [](const auto& pair) { return pair.first; });
    return found == values_.rend() ? std::string() : without_blanks(found->second);
}

bool FormBody::has(std::string_view name) const {
    return std::ranges::any_of(values_, [&](const auto& pair) { return pair.first == name; });
}

void FormBody::set(std::string_view name, std::string value) {
    std::erase_if(values_, [&](const auto& pair) { return pair.first == name; });
    add(std::string(name), std::move(value));
}

void FormBody::drop(std::string_view beginning) {
    std::erase_if(values_, [&](const auto& pair) { return pair.first.starts_with(beginning); });
}

void FormBody::move(std::string_view from, std::string_view to) {
    for (auto& [name, value] : values_) {
        if (name.starts_with(from)) {
            name = std::string(to) + name.substr(from.size());
        }
    }
}

}  // namespace entente::daemon
