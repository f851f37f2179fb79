#include <entente/daemon/target.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/core/quoted.hpp>
#include <entente/daemon/utf8.hpp>

namespace entente::daemon {
namespace {

constexpr std::size_t segments_max = 64;
constexpr std::size_t parameters_max = 256;

/// A part of the target, and where it stands in it.
struct Part {
    std::string_view text;
    std::size_t begin;

    [[nodiscard]] Part from(std::size_t place) const { return {text.substr(place), begin + place}; }
    [[nodiscard]] Part until(std::size_t place) const { return {text.substr(0, place), begin}; }
};

std::unexpected<Error> fault(std::string_view what, std::size_t place) {
    return fail(ErrorCode::bad_value, fmt::format("byte {} of the request's target: {}", place + 1, what), "target");
}

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    const char lower = static_cast<char>(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Errors: a `%` that begins no byte, a NUL, what is no UTF-8 when decoded.
Result<std::string> decoded(Part part) {
    if (part.text.find('%') == std::string_view::npos) {
        return std::string(part.text);
    }
    std::string text;
    text.reserve(part.text.size());
    for (std::size_t place = 0; place < part.text.size(); ++place) {
        if (part.text[place] != '%') {
            text += part.text[place];
            continue;
        }
        const auto sign = part.text.substr(place, 3);
        const int high = sign.size() == 3 ? hex_value(sign[1]) : -1;
        const int low = sign.size() == 3 ? hex_value(sign[2]) : -1;
        if (high < 0 || low < 0) {
            return fault(
                fmt::format("{} is no percent-encoded byte; a percent sign itself is %25", quoted(sign)),
                part.begin + place);
        }
        if (high == 0 && low == 0) {
            return fault("%00 stands in no name and no value", part.begin + place);
        }
        text += static_cast<char>(high * 16 + low);
        place += 2;
    }
    if (!is_utf8(text)) {
        return fault(fmt::format("{} does not decode to UTF-8", quoted(part.text)), part.begin);
    }
    return text;
}

/// Without the scheme and the host of an absolute target.
Result<Part> from_origin(Part whole) {
    if (whole.text.starts_with('/')) {
        return whole;
    }
    const auto scheme = whole.text.find("://");
    const auto name = whole.text.substr(0, scheme == std::string_view::npos ? 0 : scheme);
    const auto same = [](char a, char b) { return (a | 0x20) == b; };
    using std::ranges::equal;
    if (!equal(name, std::string_view("http"), same) && !equal(name, std::string_view("https"), same)) {
        return fault(fmt::format("{} begins with no /", quoted(whole.text)), 0);
    }
    const auto host = whole.from(scheme + 3);
    const auto end = std::min(host.text.find_first_of("/?"), host.text.size());
    if (end == 0) {
        return fault("an absolute target names a host", host.begin);
    }
    return host.from(end);
}

Result<void> read_path(Part rest, Target& target) {
    while (!rest.text.empty()) {
        rest = rest.from(1);  // the /
        const auto end = std::min(rest.text.find('/'), rest.text.size());
        const auto segment = rest.until(end);
        rest = rest.from(end);
        if (segment.text.empty() && !rest.text.empty()) {
            return fault("an empty segment; one / is enough", segment.begin);
        }
        if (target.path.size() == segments_max) {
            return fault(fmt::format("a path has at most {} segments", segments_max), segment.begin);
        }
        target.path.push_back(ENTENTE_TRY(decoded(segment)));
        if (target.path.back() == "." || target.path.back() == "..") {
            return fault(fmt::format("{} is no name here", quoted(segment.text)), segment.begin);
        }
    }
    if (target.path.size() == 1 && target.path.front().empty()) {
        target.path.clear();
    }
    return {};
}

Result<void> read_query(Part rest, Target& target) {
    while (!rest.text.empty()) {
        const auto end = std::min(rest.text.find('&'), rest.text.size());
        const auto parameter = rest.until(end);
        rest = rest.from(std::min(end + 1, rest.text.size()));
        if (parameter.text.empty()) {
            continue;
        }
        if (target.query.size() == parameters_max) {
            return fault(fmt::format("a query has at most {} parameters", parameters_max), parameter.begin);
        }
        const auto sign = std::min(parameter.text.find('='), parameter.text.size());
        auto key = ENTENTE_TRY(decoded(parameter.until(sign)));
        const auto value_begin = std::min(sign + 1, parameter.text.size());
        target.query.emplace_back(std::move(key), ENTENTE_TRY(decoded(parameter.from(value_begin))));
    }
    return {};
}

}  // namespace

Result<Target> parse_target(std::string_view text) {
    for (std::size_t place = 0; place < text.size(); ++place) {
        const char c = text[place];
        if (c == '#') {
            return fault("a fragment is not sent; a # itself is %23", place);
        }
        if (c <= ' ' || c > '~') {
            return fault(fmt::format("write %{:02X} for this byte", static_cast<unsigned char>(c)), place);
        }
    }
    Target target;
    if (text == "*") {
        return target;
    }
    const auto origin = ENTENTE_TRY(from_origin({text, 0}));
    const auto mark = std::min(origin.text.find('?'), origin.text.size());
    ENTENTE_TRY(read_path(origin.until(mark), target));
    ENTENTE_TRY(read_query(origin.from(std::min(mark + 1, origin.text.size())), target));
    return target;
}

}  // namespace entente::daemon
