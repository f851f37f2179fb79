#include <entente/daemon/settings.hpp>

#include <set>

#include <gmock/gmock.h>

#include <entente/daemon/quantity.hpp>

namespace entente::daemon {
namespace {

using testing::HasSubstr;

const Setting& setting_named(std::string_view name) {
    for (const auto& setting : all_settings()) {
        if (setting.name == name) {
            return setting;
        }
    }
    throw std::runtime_error("no such setting: " + std::string(name));
}

Result<void> set_to(Settings& settings, std::string_view name, const std::string& text) {
    return set(settings, setting_named(name), std::vector{text});
}

TEST(Settings, NoTwoShareAName) {
    std::set<std::string_view> names;
    for (const auto& setting : all_settings()) {
        EXPECT_TRUE(names.insert(setting.name).second) << setting.name;
        EXPECT_FALSE(setting.sentence.empty()) << setting.name;
    }
}

TEST(Settings, EveryDefaultIsAValueThatMayBeSet) {
    const Settings defaults;
    for (const auto& setting : all_settings()) {
        auto shown = toml_value(defaults, setting);
        if (setting.unit == Unit::addresses || shown == "\"\"") {
            continue;
        }
        std::erase(shown, '"');
        Settings settings;
        const auto done = set(settings, setting, std::vector{shown});
        EXPECT_TRUE(done) << setting.name << ": " << (done ? "" : done.error().message);
        EXPECT_EQ(settings, defaults) << setting.name;
    }
}

TEST(Settings, TakesTimesAndSizesAsPeopleWriteThem) {
    Settings settings;
    ASSERT_TRUE(set_to(settings, "header_time", "500ms"));
    ASSERT_TRUE(set_to(settings, "grace_time", "2m"));
    ASSERT_TRUE(set_to(settings, "body_bytes_max", "3MiB"));
    EXPECT_EQ(settings.bounds.header_time, std::chrono::milliseconds(500));
    EXPECT_EQ(settings.grace_time, std::chrono::minutes(2));
    EXPECT_EQ(settings.bounds.body_bytes_max, 3U << 20U);
}

TEST(Settings, RefusesWhatIsOutOfBoundsAndSaysWhatIsNot) {
    Settings settings;
    const auto done = set_to(settings, "body_bytes_max", "2GiB");
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().message, HasSubstr("1KiB to 1GiB"));
    EXPECT_EQ(settings, Settings());
}

TEST(Settings, NamesTheNearestLevel) {
    Settings settings;
    const auto done = set_to(settings, "log_level", "waring");
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().message, HasSubstr("did you mean warning?"));
}

TEST(Settings, NoAddressesAtAllIsWrittenNone) {
    Settings settings;
    ASSERT_TRUE(set_to(settings, "listen", "none"));
    EXPECT_TRUE(settings.listen.empty());
}

TEST(Quantity, ReadsWhatItWrites) {
    for (const auto* text : {"1ms", "1500ms", "90s", "10m", "2h", "365d"}) {
        EXPECT_EQ(time_span_text(parse_time_span(text).value()), text);
    }
    for (const auto* text : {"1", "1000", "1KiB", "1536KiB", "16MiB", "1GiB"}) {
        EXPECT_EQ(size_text(parse_size(text).value()), text);
    }
}

TEST(Quantity, RefusesWhatIsNoTimeAndNoSize) {
    for (const auto* text : {"", "30", "s", "-1s", "1.5s", "30 s", "30S", "366d", "99999999999999999999s", "1s1"}) {
        EXPECT_FALSE(parse_time_span(text)) << text;
    }
    for (const auto* text : {"", "KiB", "-1", "1.5MiB", "16MB", "16 MiB", "16mib", "2048GiB", "99999999999999999999"}) {
        EXPECT_FALSE(parse_size(text)) << text;
    }
}

}  // namespace
}  // namespace entente::daemon
