#include <entente/projections/svg.hpp>

#include <fmt/format.h>

#include <entente/core/assert.hpp>

namespace entente {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

/// U+FFFE and U+FFFF, which XML does not know; they may come in UTF-8.
bool is_noncharacter(std::string_view rest) {
    return rest.starts_with("\xef\xbf\xbe") || rest.starts_with("\xef\xbf\xbf");
}

void append_escaped(std::string& all, std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '&') {
            all += "&amp;";
        } else if (c == '<') {
            all += "&lt;";
        } else if (c == '>') {
            all += "&gt;";
        } else if (c == '"') {
            all += "&quot;";
        } else if (c == '\t' || c == '\n' || c == '\r') {
            all += ' ';
        } else if (('\0' <= c && c < ' ') || c == '\x7f') {
            all += replacement;
        } else if (is_noncharacter(text.substr(at))) {
            all += replacement;
            at += 2;
        } else {
            all += c;
        }
    }
}

}  // namespace

std::string text(Tenths length) {
    const auto amount = length.value < 0 ? -length.value : length.value;
    const auto sign = length.value < 0 ? "-" : "";
    return amount % 10 == 0 ? fmt::format("{}{}", sign, amount / 10)
                            : fmt::format("{}{}.{}", sign, amount / 10, amount % 10);
}

std::string xml_escaped(std::string_view text) {
    std::string all;
    append_escaped(all, text);
    return all;
}

void Svg::begin(std::string_view element, SvgAttributes attributes) {
    text_ += '<';
    text_ += element;
    for (const auto& attribute : attributes) {
        text_ += ' ';
        text_ += attribute.name;
        text_ += "=\"";
        append_escaped(text_, attribute.value);
        text_ += '"';
    }
}

void Svg::open(std::string_view element, SvgAttributes attributes) {
    begin(element, attributes);
    text_ += ">\n";
    open_.push_back(element);
}

void Svg::close() {
    ENTENTE_ASSERT(!open_.empty());
    text_ += fmt::format("</{}>\n", open_.back());
    open_.pop_back();
}

void Svg::leaf(std::string_view element, SvgAttributes attributes) {
    begin(element, attributes);
    text_ += "/>\n";
}

void Svg::write(std::string_view element, SvgAttributes attributes, std::string_view text, std::string_view title) {
    begin(element, attributes);
    if (text.empty() && (title.empty() || titles_ == Titles::left_out)) {
        text_ += "/>\n";
        return;
    }
    text_ += '>';
    if (!title.empty() && titles_ == Titles::written) {
        text_ += "<title>";
        append_escaped(text_, title);
        text_ += "</title>";
    }
    append_escaped(text_, text);
    text_ += fmt::format("</{}>\n", element);
}

void Svg::titled(std::string_view element, SvgAttributes attributes, std::string_view title) {
    write(element, attributes, {}, title);
}

void Svg::style(std::string_view rules) {
    ENTENTE_ASSERT(rules.find_first_of("<&") == std::string_view::npos);
    text_ += "<style>\n";
    text_ += rules;
    text_ += "</style>\n";
}

std::string Svg::taken() && {
    ENTENTE_ASSERT(open_.empty());
    return std::move(text_);
}

}  // namespace entente
