#include <entente/projections/scope_region.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/core/name.hpp>
#include <entente/core/nearest_name.hpp>
#include <entente/core/quoted.hpp>

namespace entente {
namespace {

using Paths = std::vector<std::string>;

bool is_covered(const std::string& path, const Paths& by) {
    return std::ranges::any_of(by, [&](const std::string& wide) { return covers(wide, path); });
}

/// Without what another of them covers.
Paths topmost(const Paths& paths) {
    Paths kept;
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const auto makes_it_needless = [&](const std::string& other) {
            return &other != &*path && covers(other, *path) && (other != *path || &other < &*path);
        };
        if (std::ranges::none_of(paths, makes_it_needless)) {
            kept.push_back(*path);
        }
    }
    return kept;
}

PathRegion least_form(PathRegion region) {
    region.except = topmost(region.except);
    if (region.only) {
        std::erase_if(*region.only, [&](const std::string& path) { return is_covered(path, region.except); });
        region.only = topmost(*region.only);
        std::erase_if(region.except, [&](const std::string& path) { return !is_covered(path, *region.only); });
    }
    return region;
}

Paths common(const Paths& mine, const Paths& theirs) {
    Paths both;
    for (const auto& their : theirs) {
        for (const auto& my : mine) {
            if (covers(my, their)) {
                both.push_back(their);
            } else if (covers(their, my)) {
                both.push_back(my);
            }
        }
    }
    return both;
}

Paths sorted(Paths paths) {
    std::ranges::sort(paths);
    return paths;
}

}  // namespace

bool PathRegion::contains(const PathRegion& inner) const {
    const auto is_in = [&](const std::string& path) { return !only || is_covered(path, *only); };
    const bool reaches_in = inner.only ? std::ranges::all_of(*inner.only, is_in) : !only;
    const auto is_out_there_too = [&](const std::string& taken_out) {
        const auto apart = [&](const std::string& path) {
            return !covers(path, taken_out) && !covers(taken_out, path);
        };
        return is_covered(taken_out, inner.except) || (inner.only && std::ranges::all_of(*inner.only, apart));
    };
    return reaches_in && std::ranges::all_of(except, is_out_there_too);
}

PathRegion PathRegion::narrowed(const PathRegion& to) const {
    PathRegion both = to;
    both.except.insert(both.except.end(), except.begin(), except.end());
    if (only) {
        both.only = to.only ? common(*only, *to.only) : only;
    }
    return least_form(std::move(both));
}

bool operator==(const PathRegion& one, const PathRegion& other) {
    return one.only.has_value() == other.only.has_value() && sorted(one.except) == sorted(other.except) &&
           (!one.only || sorted(*one.only) == sorted(*other.only));
}

void ScopeRegion::narrow(ScopeKey key, const Region& region) {
    const PathRegion said = region.except ? PathRegion{.only = std::nullopt, .except = region.paths}
                                          : PathRegion{.only = region.paths, .except = {}};
    auto& mine = keys_[static_cast<std::size_t>(key)];
    mine = mine.narrowed(said);
}

bool ScopeRegion::everything() const {
    return std::ranges::all_of(keys_, &PathRegion::everything);
}

bool ScopeRegion::empty() const {
    return std::ranges::any_of(keys_, &PathRegion::empty);
}

bool ScopeRegion::contains(const ScopeRegion& inner) const {
    return inner.empty() || std::ranges::equal(
                                keys_, inner.keys_,
                                [](const PathRegion& mine, const PathRegion& theirs) { return mine.contains(theirs); });
}

ScopeRegion ScopeRegion::narrowed(const ScopeRegion& to) const {
    ScopeRegion both;
    for (std::size_t key = 0; key < keys_.size(); ++key) {
        both.keys_[key] = keys_[key].narrowed(to.keys_[key]);
    }
    return both;
}

Result<ScopeRegion> parse_scope(std::string_view text) {
    std::array<Region, 4> within;
    std::array<Region, 4> without;
    std::optional<std::size_t> key;
    bool taken_out = false;
    for (std::size_t from = 0; from <= text.size();) {
        const auto comma = std::min(text.find(',', from), text.size());
        auto item = text.substr(from, comma - from);
        from = comma + 1;
        if (const auto equals = item.find('='); equals != std::string_view::npos) {
            taken_out = equals > 0 && item[equals - 1] == '!';
            const auto name = item.substr(0, equals - (taken_out ? 1 : 0));
            const auto known = from_word<ScopeKey>(name);
            if (!known) {
                const auto all = words<ScopeKey>();
                const auto nearest = nearest_name(name, all);
                return fail(
                    ErrorCode::unknown_field,
                    fmt::format(
                        "{} is no key of a scope; {}", quoted(name),
                        nearest ? fmt::format("did you mean {}?", *nearest)
                                : fmt::format("the keys are {}", fmt::join(all, ", "))),
                    "/scope");
            }
            key = static_cast<std::size_t>(*known);
            item.remove_prefix(equals + 1);
        }
        if (!key || !is_path(item)) {
            return fail(
                ErrorCode::bad_value,
                fmt::format(
                    "{} says no scope; it reads territory=us/ca, territory=us,eu, territory!=us, and several keys "
                    "joined by commas",
                    quoted(item)),
                "/scope");
        }
        (taken_out ? without : within)[*key].paths.emplace_back(item);
    }
    ScopeRegion scope;
    for (std::size_t each = 0; each < within.size(); ++each) {
        const auto of_key = static_cast<ScopeKey>(each);
        if (!within[each].paths.empty()) {
            scope.narrow(of_key, within[each]);
        }
        if (!without[each].paths.empty()) {
            scope.narrow(of_key, Region{.except = true, .paths = without[each].paths});
        }
    }
    if (scope.empty()) {
        return fail(ErrorCode::bad_value, fmt::format("{} takes out all that it names", quoted(text)), "/scope");
    }
    return scope;
}

std::string text(const ScopeRegion& scope) {
    std::string written;
    const auto add = [&](std::string_view key, std::string_view is, const Paths& paths) {
        if (!paths.empty()) {
            written += fmt::format("{}{}{}{}", written.empty() ? "" : ",", key, is, fmt::join(paths, ","));
        }
    };
    for (const auto& key : vocabulary<ScopeKey>()) {
        const auto& region = scope.at(key.value);
        add(key.word, "=", region.only.value_or(Paths{}));
        add(key.word, "!=", region.except);
    }
    return written;
}

}  // namespace entente
