#include <entente/daemon/request_id.hpp>

#include <algorithm>

namespace entente::daemon {
namespace {

bool is_plain_word(std::string_view word) {
    constexpr std::size_t length_max = 64;
    return !word.empty() && word.size() <= length_max && std::ranges::all_of(word, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    });
}

}  // namespace

void choose_id(Request& request, Workplace& workplace) {
    const auto sent = request.header("X-Request-Id");
    request.id = is_plain_word(sent) ? std::string(sent) : workplace.next_id();
}

}  // namespace entente::daemon
