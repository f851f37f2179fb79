/// Questions as programs put them: by name, with parameters as text, answered with a document or a picture. The command
/// line and the daemon both ask through this one table, so that they answer with the same bytes.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include <entente/projections/ledger.hpp>

namespace entente {

/// How parameters are spelt where a question is asked: `--known-at K` or `known_at=K`. Advice speaks that way.
enum class Spelling : std::uint8_t { flags, parameters };

/// What a value is; for schemas, and for shells that complete it.
enum class ValueForm : std::uint8_t {
    alliance,
    term,
    party,
    word,      ///< an action
    path,      ///< a subject
    scope,     ///< `persons=…,territory=…`
    day,       ///< `YYYY-MM-DD`
    known_at,  ///< an instant, a day, or `@42`
    asked,     ///< `2026-11-24@41`
    duration,  ///< `P90D`
    code,      ///< of a finding
    position,  ///< a seq
    count,
    truth  ///< said without a value, or `true` or `false`
};

struct Parameter {
    std::string_view name;   ///< `known_at`
    std::string_view value;  ///< what stands for its value in words: `K`
    std::string_view sentence;
    ValueForm form;
    std::string_view example;  ///< a value that is one, for the flagship alliance
    enum class Times : std::uint8_t { required, once, many } times = Times::once;
};

/// The parameters of one question, by name, as text.
class Parameters {
public:
    explicit Parameters(Spelling spelling) : spelling_(spelling) {}

    void add(std::string_view name, std::string value);
    [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }
    /// The last value; nothing when it was not given.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    /// The value, or an empty text.
    [[nodiscard]] std::string_view at(std::string_view name) const { return find(name).value_or(""); }
    [[nodiscard]] std::span<const std::string> all(std::string_view name) const;
    /// Whether it was given and is not `false`.
    [[nodiscard]] bool is_set(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, std::vector<std::string>, std::less<>>& values() const { return values_; }

    /// A parameter as the asker would write it: `--known-from K`, `known_from=K`; without the value `--known-from`.
    [[nodiscard]] std::string spelt(std::string_view name, std::string_view value = {}) const;

private:
    Spelling spelling_;
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

struct Answer {
    nlohmann::ordered_json document;  ///< as `--json` prints it; null where the answer is a text
    std::string text;                 ///< of what is no JSON: a calendar, a picture
    bool settled = false;             ///< the same question has this answer for ever, whatever is recorded or the day
};

/// The bytes of an answer, as the command line prints and HTTP sends them.
[[nodiscard]] std::string bytes_of(const Answer& answer);

struct Query {
    std::string_view name;        ///< `terms`
    std::string_view path;        ///< over HTTP: `/v1/alliances/{alliance}/terms`; what stands in braces is a parameter
    std::string_view media_type;  ///< `application/json`
    std::string_view sentence;    ///< what it answers, without a full stop
    std::vector<Parameter> parameters;
    std::string_view example;  ///< what is asked besides what is required, as an example: `from=…&to=…`
    bool over_all;             ///< looks at every alliance, and so takes long in a large log
    Result<Answer> (*answer)(const Ledger& ledger, const Parameters& parameters, Day today);
};

/// Every question there is.
[[nodiscard]] std::span<const Query> queries();
[[nodiscard]] const Query* find_query(std::string_view name);

/// Asks. Errors: `usage`, at `/known_att`, for a parameter that the question does not have (with the nearest it has),
/// that is given twice, or missing; those of the question, at the parameter.
[[nodiscard]] Result<Answer> ask(const Query& query, const Ledger& ledger, const Parameters& parameters, Day today);

/// The parts of `ask` for who answers otherwise: `usage` as above.
[[nodiscard]] Result<void> check_parameters(std::span<const Parameter> known, const Parameters& parameters);

}  // namespace entente
