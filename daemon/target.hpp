/// What a request asks for, taken apart: `/v1/may?party=aws` is a path of two segments and one parameter.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <entente/core/result.hpp>

namespace entente::daemon {

struct Target {
    std::vector<std::string> path;                           ///< decoded; `/` has none; a last `/` leaves an empty one
    std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in the order sent; without `=`, empty values
    friend bool operator==(const Target&, const Target&) = default;
};

/// Reads `/path?query`, the same behind `http://host`, or `*`, which is no path at all. `%2F` decodes into its segment
/// and divides nothing; `+` stands for itself; of a `?key=a=b` the key ends at the first `=`.
/// Errors: `bad_value`, naming the byte, for anything else: a space or what is no ASCII, `#`, a `%` without two
/// hexadecimal digits, `%00`, bytes that decode to no UTF-8, the segments `.` and `..`, an empty one in the midst.
/// Source: RFC 3986, section 3; RFC 9112, section 3.2.
[[nodiscard]] Result<Target> parse_target(std::string_view target);

}  // namespace entente::daemon
