#include <entente/core/date_advice.hpp>

#include <fmt/format.h>

namespace entente {

std::string date_advice(std::string_view) {
    return "it reads 2026, 2026-04 or 2026-04-27, with ~, ? or % behind it where that is in doubt, or [2025..2026-04]";
}

std::string month_advice(unsigned, unsigned) {
    return "months run 01 to 12";
}

}  // namespace entente
