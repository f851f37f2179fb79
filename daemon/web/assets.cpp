#include <entente/daemon/web/assets.hpp>

#include <array>
#include <map>

#include <entente/core/assert.hpp>
#include <entente/core/hex.hpp>
#include <entente/core/sha256.hpp>
#include <entente/daemon/content_coding.hpp>
#include <entente/daemon/web/asset_files.hpp>
#include <entente/projections/timeline_svg.hpp>

namespace entente::daemon {
namespace {

constexpr std::size_t digits_of_name = 16;

struct Shelf {
    std::map<std::string, std::string, std::less<>> names;  ///< of the files, with their digest
    std::map<std::string, Asset, std::less<>> assets;       ///< by that name
};

void put(Shelf& shelf, std::string_view file, std::string_view media_type, std::string bytes) {
    const auto name = hex(sha256(bytes)).substr(0, digits_of_name) + "." + std::string(file);
    shelf.names.emplace(file, name);
    const Asset asset{
        .media_type = media_type,
        .bytes = std::make_shared<const std::string>(bytes),
        .gzipped = std::make_shared<const std::string>(gzipped(bytes))};
    shelf.assets.emplace(name, asset);
}

const Shelf& shelf() {
    static const Shelf filled = [] {
        Shelf made;
        // Pictures within pages are drawn with the rules that pictures in files have, and only there.
        const auto style = std::string(style_css) + "\n.picture {\n" + std::string(picture_style()) + "}\n";
        put(made, "style.css", "text/css; charset=utf-8", style);
        put(made, "script.js", "text/javascript; charset=utf-8", std::string(script_js));
        put(made, "icon.svg", "image/svg+xml", std::string(icon_svg));
        return made;
    }();
    return filled;
}

}  // namespace

Url asset(std::string_view name) {
    const auto found = shelf().names.find(name);
    ENTENTE_ASSERT(found != shelf().names.end());
    return Url::path({"assets", found->second});
}

const Asset* find_asset(std::string_view name) {
    const auto found = shelf().assets.find(name);
    return found == shelf().assets.end() ? nullptr : &found->second;
}

}  // namespace entente::daemon
