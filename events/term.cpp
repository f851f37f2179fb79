#include <entente/events/term.hpp>

#include <array>

namespace entente {
namespace {

constexpr auto no_ends = std::to_array<Word<NoEnd>>({
    {NoEnd::perpetual, "perpetual", "stated to have no end"},
    {NoEnd::open, "open", "it runs until somebody acts"},
    {NoEnd::not_stated, "not_stated", "nobody published an end"},
    {NoEnd::unknown, "unknown", "it is known to end, and nobody outside knows when"},
});
static_assert(static_cast<std::size_t>(NoEnd::unknown) + 1 == no_ends.size());

}  // namespace

template <>
std::span<const Word<NoEnd>> vocabulary<NoEnd>() {
    return no_ends;
}

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
