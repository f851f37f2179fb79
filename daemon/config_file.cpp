#include <entente/daemon/config_file.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

#include <entente/core/nearest_name.hpp>
#include <entente/core/quoted.hpp>

namespace entente::daemon {
namespace {

std::string place_of(const std::string& name, const toml::source_region& source) {
    return fmt::format("{}, line {}", name, source.begin.line);
}

/// What a value of that kind looks like in the file.
std::string_view example_of(Unit unit) {
    switch (unit) {
        case Unit::file:
            return "a file name in quotes: \"/var/lib/entente/log.jsonl\"";
        case Unit::addresses:
            return "a list of texts: [\"127.0.0.1:7411\"]";
        case Unit::yes_or_no:
            return "true or false";
        case Unit::count:
            return "a whole number";
        case Unit::level:
            return "a level in quotes: \"info\"";
        case Unit::time:
            return "a time in quotes: \"30s\"";
        case Unit::size:
            return "a size in quotes or a number of bytes: \"16MiB\"";
    }
    return {};
}

std::optional<std::string> as_text(const toml::node& node, Unit unit) {
    const bool in_quotes = unit != Unit::yes_or_no && unit != Unit::count;
    if (const auto* text = node.as_string(); text != nullptr && in_quotes) {
        return text->get();
    }
    if (const auto* number = node.as_integer(); number != nullptr && (unit == Unit::count || unit == Unit::size)) {
        return fmt::format("{}", number->get());
    }
    if (const auto* answer = node.as_boolean(); answer != nullptr && unit == Unit::yes_or_no) {
        return answer->get() ? "true" : "false";
    }
    return std::nullopt;
}

/// The value as its flag would be given it; nothing when it is of another kind.
std::optional<std::vector<std::string>> as_texts(const toml::node& node, Unit unit) {
    const auto* list = node.as_array();
    if (unit != Unit::addresses) {
        const auto text = as_text(node, unit);
        return text ? std::optional(std::vector{*text}) : std::nullopt;
    }
    if (list == nullptr) {
        return std::nullopt;
    }
    std::vector<std::string> texts;
    for (const auto& item : *list) {
        const auto text = as_text(item, Unit::file);
        if (!text) {
            return std::nullopt;
        }
        texts.push_back(*text);
    }
    return texts.empty() ? std::vector<std::string>{"none"} : texts;
}

class Reader {
public:
    Reader(Settings& settings, const std::string& name) : settings_(settings), name_(name) {}

    Result<void> read(const toml::table& all, std::string_view table) {
        for (const auto& [key, node] : all) {
            const auto* inner = node.as_table();
            const bool is_bounds = table.empty() && key.str() == "bounds";
            if (is_bounds && inner != nullptr) {
                ENTENTE_TRY(read(*inner, key.str()));
            } else {
                ENTENTE_TRY(read_one(key, node, table));
            }
        }
        return {};
    }

private:
    Result<void> read_one(const toml::key& key, const toml::node& node, std::string_view table) {
        const auto settings = all_settings();
        const auto found = std::ranges::find_if(
            settings, [&](const Setting& setting) { return setting.name == key.str() && setting.table == table; });
        if (found == settings.end()) {
            return unknown(key, table);
        }
        const auto where = place_of(name_, node.source());
        const auto texts = as_texts(node, found->unit);
        if (!texts) {
            return fail(ErrorCode::usage, fmt::format("{} takes {}", found->name, example_of(found->unit)), where);
        }
        if (auto done = set(settings_, *found, *texts); !done) {
            return fail(ErrorCode::usage, fmt::format("{}: {}", found->name, done.error().message), where);
        }
        return {};
    }

    [[nodiscard]] Result<void> unknown(const toml::key& key, std::string_view table) const {
        std::vector<std::string_view> names;
        for (const auto& setting : all_settings()) {
            if (setting.name == key.str()) {  // there is one, elsewhere
                return fail(
                    ErrorCode::usage,
                    fmt::format(
                        "{} stands {}; move it there", setting.name,
                        setting.table.empty() ? std::string("at the top of the file, before every [table]")
                                              : fmt::format("under [{}]", setting.table)),
                    place_of(name_, key.source()));
            }
            if (setting.table == table) {
                names.push_back(setting.name);
            }
        }
        if (table.empty()) {
            names.emplace_back("bounds");
        }
        const auto nearest = nearest_name(key.str(), names);
        return fail(
            ErrorCode::usage,
            fmt::format(
                "there is no setting {}; {}", quoted(key.str()),
                nearest ? fmt::format("did you mean {}?", *nearest) : "`ententd --print-config` shows all there are"),
            place_of(name_, key.source()));
    }

    Settings& settings_;
    const std::string& name_;
};

}  // namespace

Result<void> apply_config(Settings& settings, std::string_view toml, const std::string& name) {
    try {
        const auto table = toml::parse(toml);
        return Reader(settings, name).read(table, "");
    } catch (const toml::parse_error& error) {
        return fail(
            ErrorCode::usage, fmt::format("this is no TOML: {}", error.description()), place_of(name, error.source()));
    }
}

Result<void> apply_config_file(Settings& settings, Files& files, const std::string& path) {
    std::error_code unresolved;  // left to opening, which says it better
    const auto resolved = std::filesystem::canonical(path, unresolved).string();
    auto file = uninterrupted([&] { return files.open(unresolved ? path : resolved, Access::read); });
    if (!file) {
        return std::unexpected(io_error("open the configuration file", path, file.error()));
    }
    const auto status = uninterrupted([&] { return (*file)->status(); });
    if (!status) {
        return std::unexpected(io_error("look at", path, status.error()));
    }
    if (status->kind != FileStatus::Kind::regular) {
        return fail(ErrorCode::io_failed, fmt::format("{} is no regular file; --config names one", path), path);
    }
    std::string bytes(config_bytes_max + 1, '\0');
    const auto count = read_full(**file, bytes, 0);
    if (!count) {
        return std::unexpected(io_error("read", path, count.error()));
    }
    if (*count > config_bytes_max) {
        return fail(ErrorCode::usage, fmt::format("it has more than {} bytes", config_bytes_max), path);
    }
    bytes.resize(*count);
    return apply_config(settings, bytes, path);
}

std::string config_text(const Settings& settings) {
    std::string text = "# ententd --config FILE. A flag given beside it wins over what stands here.\n";
    std::string_view table;
    for (const auto& setting : all_settings()) {
        if (setting.table != table) {
            table = setting.table;
            text += fmt::format("\n[{}]\n", table);
        }
        text += fmt::format("\n# {}\n{} = {}\n", setting.sentence, setting.name, toml_value(settings, setting));
    }
    return text;
}

}  // namespace entente::daemon
