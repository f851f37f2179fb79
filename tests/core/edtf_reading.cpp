/// Our reading of EDTF for the judge: a string a line on standard input, and for each a line
/// `FIRST-DAY LAST-DAY` or `refused`.
#include <cstdio>
#include <iostream>
#include <string>

#include <entente/core/date.hpp>

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        const auto date = entente::parse_date(line);
        if (!date) {
            std::puts("refused");
            continue;
        }
        const auto days = entente::days_of(*date);
        std::printf("%s %s\n", entente::text(days.earliest).c_str(), entente::text(days.latest).c_str());
    }
}
