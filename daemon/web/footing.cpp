#include <entente/daemon/web/footing.hpp>

namespace entente::daemon {

Markup footing(const Json& document, const Url& permalink) {
    auto words = together(
        "Answered from ", document["as_of"]["position"].get<std::uint64_t>(), " entries. ",
        element("a", {{"href", permalink}, {"id", "permalink"}}, "Link to exactly this"), ".");
    if (document.contains("cite") && document["cite"].is_string()) {
        words.add(" Cite: ", element("code", {{"class", "cite"}}, "entente ", text_of(document["cite"])));
        words.add(", chain ", element("code", {{"class", "cite"}}, text_of(document["chain"])), ".");
    }
    return element("p", {{"class", "footing"}}, words);
}

}  // namespace entente::daemon
