#include <iostream>

#include <entente/core/date.hpp>

int main() {
    const auto date = entente::parse_date("2032");
    if (!date) {
        std::cerr << date.error().message << '\n';
        return 1;
    }
    std::cout << "consumed\n";
    return 0;
}
