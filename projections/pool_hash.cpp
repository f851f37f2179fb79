#include <entente/projections/pool_hash.hpp>

#include <functional>

#include <entente/core/overloaded.hpp>

namespace entente {
namespace {

/// Folds one more hash into another; the constant is 2^64 over the golden ratio, so that neighbours spread.
std::size_t mix(std::size_t hash, std::size_t more) {
    return (hash ^ (more + 0x9e3779b97f4a7c15ULL + (hash << 6) + (hash >> 2))) * 0x9e3779b97f4a7c15ULL;
}

std::size_t hash_of(const PlainDate& date) {
    return (std::size_t{date.year} << 16) | (std::size_t{date.month} << 8) | date.day;
}

std::size_t hash_of(const Date& date) {
    return mix(mix(static_cast<std::size_t>(date.form), hash_of(date.from)), hash_of(date.to));
}

std::size_t hash_of(const Duration& duration) {
    const auto part = [](const std::optional<std::uint32_t>& number) { return number ? std::size_t{*number} + 1 : 0; };
    return mix(mix(mix(part(duration.years), part(duration.months)), part(duration.weeks)), part(duration.days));
}

std::size_t hash_of(const End& end) {
    const auto nested = [](const std::vector<End>& ends) {
        std::size_t hash = ends.size();
        for (const auto& each : ends) {
            hash = mix(hash, hash_of(each));
        }
        return hash;
    };
    const std::size_t hash = std::visit(
        Overloaded{
            [](const Through& through) { return pool_hash(through.moment); },
            [](const Before& before) { return pool_hash(before.moment); },
            [](const During& during) { return hash_of(during.date); },
            [&](const LastOf& last) { return nested(last.ends); },
            [&](const FirstOf& first) { return nested(first.ends); },
            [](const NoEnd& word) { return static_cast<std::size_t>(word); },
        },
        end.form);
    return mix(end.form.index(), hash);
}

std::size_t hash_of(const std::vector<std::string>& texts) {
    std::size_t hash = texts.size();
    for (const auto& text : texts) {
        hash = mix(hash, pool_hash(text));
    }
    return hash;
}

}  // namespace

std::size_t pool_hash(std::string_view text) {
    return mix(text.size(), std::hash<std::string_view>{}(text));
}

std::size_t pool_hash(const Moment& moment) {
    return std::visit(
        Overloaded{
            [](const Date& date) { return mix(1, hash_of(date)); },
            [](const Upon& upon) { return mix(pool_hash(upon.milestone.text), upon.plus ? hash_of(*upon.plus) : 0); },
        },
        moment);
}

std::size_t pool_hash(const Source& source) {
    return mix(
        mix(pool_hash(source.url), pool_hash(source.publisher)), source.published ? hash_of(*source.published) : 0);
}

std::size_t pool_hash(const FieldValue& value) {
    const std::size_t hash = std::visit(
        Overloaded{
            [](std::monostate) { return std::size_t{0}; },
            [](bool truth) { return std::size_t{truth}; },
            [](std::int64_t number) { return static_cast<std::size_t>(number); },
            [](const std::string& text) { return pool_hash(std::string_view{text}); },
            [](const std::vector<std::string>& texts) { return hash_of(texts); },
            [](const Region& region) { return mix(std::size_t{region.except}, hash_of(region.paths)); },
            [](const Ends& ends) {
                std::size_t all = ends.size();
                for (const auto& end : ends) {
                    all = mix(all, hash_of(end));
                }
                return all;
            },
            [](const Moment& moment) { return pool_hash(moment); },
            [](const Money& money) { return mix(pool_hash(money.amount.digits), pool_hash(money.currency)); },
        },
        value);
    return mix(value.index(), hash);
}

}  // namespace entente
