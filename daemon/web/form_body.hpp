/// What a form sends: names and values.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <entente/core/result.hpp>

namespace entente::daemon {

class FormBody {
public:
    FormBody() = default;

    /// Reads `application/x-www-form-urlencoded`. Errors: `bad_value` for what is no UTF-8 or badly encoded.
    /// Source: the URL standard, 5.1.
    [[nodiscard]] static Result<FormBody> parse(std::string_view body);

    void add(std::string name, std::string value) { values_.emplace_back(std::move(name), std::move(value)); }

    /// The last value without the blanks around it, or an empty text.
    [[nodiscard]] std::string at(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    void set(std::string_view name, std::string value);

    /// Takes away all whose name begins so.
    void drop(std::string_view beginning);

    /// Renames what begins with `from` to begin with `to`.
    void move(std::string_view from, std::string_view to);

private:
    std::vector<std::pair<std::string, std::string>> values_;
};

}  // namespace entente::daemon
