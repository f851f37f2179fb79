#include <entente/events/term.hpp>

namespace entente {

bool LastOf::operator==(const LastOf& other) const {
    return ends == other.ends;
}

bool FirstOf::operator==(const FirstOf& other) const {
    return ends == other.ends;
}

std::string path(Field field, std::string_view key) {
    std::string joined{word(field)};
    if (!key.empty()) {
        joined += '/';
        joined += key;
    }
    return joined;
}

}  // namespace entente
