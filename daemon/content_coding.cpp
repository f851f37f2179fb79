#include <entente/daemon/content_coding.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <zlib.h>

#include <entente/core/assert.hpp>

namespace entente::daemon {
namespace {

constexpr int weight_one = 1'000;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool same_word(std::string_view text, std::string_view lower) {
    return std::ranges::equal(
        text, lower, [](char a, char b) { return ('A' <= a && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

/// `;q=0.5` in thousandths; what is none counts as not wanted.
int weight_of(std::string_view parameters) {
    parameters = trimmed(parameters);
    if (parameters.empty()) {
        return weight_one;
    }
    if (!parameters.starts_with("q=") && !parameters.starts_with("Q=")) {
        return 0;
    }
    parameters.remove_prefix(2);
    double weight = 0;
    const auto* const end = parameters.data() + parameters.size();
    const auto [stopped, error] = std::from_chars(parameters.data(), end, weight, std::chars_format::fixed);
    const bool is_weight = error == std::errc{} && stopped == end && weight >= 0 && weight <= 1;
    return is_weight ? static_cast<int>(weight * weight_one) : 0;
}

}  // namespace

bool prefers_gzip(std::string_view accept_encoding) {
    std::optional<int> gzip;
    std::optional<int> identity;
    std::optional<int> others;
    while (!accept_encoding.empty()) {
        const auto comma = accept_encoding.find(',');
        const auto item = accept_encoding.substr(0, comma);
        accept_encoding.remove_prefix(comma == std::string_view::npos ? accept_encoding.size() : comma + 1);
        const auto semicolon = item.find(';');
        const auto coding = trimmed(item.substr(0, semicolon));
        const int weight = semicolon == std::string_view::npos ? weight_one : weight_of(item.substr(semicolon + 1));
        if (same_word(coding, "gzip") || same_word(coding, "x-gzip")) {
            gzip = weight;
        } else if (same_word(coding, "identity")) {
            identity = weight;
        } else if (coding == "*") {
            others = weight;
        }
    }
    const int wanted = gzip.value_or(others.value_or(0));
    return wanted > 0 && wanted >= identity.value_or(0);
}

std::string gzipped(std::string_view bytes) {
    constexpr int window_bits_gzip = 15 + 16;  // zlib's way to ask for the header of gzip
    constexpr int memory_level = 8;
    z_stream stream{};
    ENTENTE_ASSERT(
        deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits_gzip, memory_level, Z_DEFAULT_STRATEGY) ==
        Z_OK);
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    ENTENTE_ASSERT(bytes.size() <= UINT32_MAX && out.size() <= UINT32_MAX);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    ENTENTE_ASSERT(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

}  // namespace entente::daemon
