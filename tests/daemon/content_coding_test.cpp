#include <entente/daemon/content_coding.hpp>

#include <gtest/gtest.h>
#include <zlib.h>

namespace entente::daemon {
namespace {

std::string unpacked(const std::string& gzip, std::size_t bytes) {
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    std::string out(bytes, '\0');
    std::string in = gzip;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    inflateEnd(&stream);
    return out;
}

TEST(PrefersGzip, WhereItIsNamedWithAWeight) {
    EXPECT_TRUE(prefers_gzip("gzip"));
    EXPECT_TRUE(prefers_gzip("deflate, GZIP;q=0.5 , br"));
    EXPECT_TRUE(prefers_gzip("*"));
    EXPECT_TRUE(prefers_gzip("identity;q=0.5, *;q=1"));
}

TEST(PrefersGzip, NotWhereItIsRefusedOrWeighsLess) {
    for (const auto* header :
         {"", "br", "gzip;q=0", "gzip;q=0.000", "*;q=0", "identity;q=1, gzip;q=0.3", "gzip;q=high", "gzip;q=2",
          "gzip;v=1", "gzipped"}) {
        EXPECT_FALSE(prefers_gzip(header)) << header;
    }
}

TEST(Gzipped, UnpacksToTheSameBytesAndIsAlwaysTheSame) {
    const std::string bytes(100'000, 'a');
    const auto packed = gzipped(bytes);
    EXPECT_LT(packed.size(), 1'000U);
    EXPECT_EQ(unpacked(packed, bytes.size()), bytes);
    EXPECT_EQ(gzipped(bytes), packed);
}

TEST(Gzipped, WhatCannotBeMadeShorterIsWholeToo) {
    std::string noise;
    for (unsigned i = 0, x = 1; i < 5'000; ++i) {
        x = x * 1'103'515'245U + 12'345U;
        noise += static_cast<char>(x >> 16);
    }
    EXPECT_EQ(unpacked(gzipped(noise), noise.size()), noise);
}

}  // namespace
}  // namespace entente::daemon
