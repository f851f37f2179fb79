#include <entente/daemon/web/markup.hpp>

namespace entente::daemon {

std::string Attribute::text() const {
    if (name_.empty()) {
        return {};
    }
    std::string out = " ";
    out += name_;
    if (value_) {
        out += "=\"" + escaped(*value_) + "\"";
    }
    return out;
}

Markup Markup::drawn(std::string svg) {
    Markup markup;
    markup.text_ = std::move(svg);
    return markup;
}

Markup begun(MarkupName name, const Attributes& attributes) {
    Markup markup;
    markup.text_ = "<";
    markup.text_ += name.text();
    for (const auto& attribute : attributes) {
        markup.text_ += attribute.text();
    }
    markup.text_ += ">";
    return markup;
}

void end(Markup& markup, MarkupName name) {
    markup.text_ += "</";
    markup.text_ += name.text();
    markup.text_ += ">";
}

Markup leaf(MarkupName name, const Attributes& attributes) {
    return begun(name, attributes);
}

Markup script_from(const Url& address) {
    return Markup::drawn("<script defer" + Attribute("src", address).text() + "></script>");
}

Markup joined(const std::vector<Markup>& parts, std::string_view between) {
    Markup all;
    for (const auto& part : parts) {
        if (part.empty()) {
            continue;
        }
        if (!all.empty()) {
            all.add(between);
        }
        all.add(part);
    }
    return all;
}

}  // namespace entente::daemon
