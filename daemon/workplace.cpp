#include <entente/daemon/workplace.hpp>

namespace entente::daemon {

std::string Workplace::next_id() {
    constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
    // An odd factor maps no two counts to one number; so ids differ, and look it.
    auto number = id_seed_ + (++ids_) * 0x9e3779b97f4a7c15ULL;
    std::string id(13, '0');
    for (char& letter : id) {
        letter = letters[number & 31];
        number >>= 5;
    }
    return id;
}

}  // namespace entente::daemon
