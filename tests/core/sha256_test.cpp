#include <entente/core/sha256.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

// The examples of FIPS 180-4 as NIST publishes them.
TEST(Sha256, AgreesWithTheStandard) {
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(
        hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(
        hex(sha256(std::string(1'000'000, 'a'))), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PartsMakeTheSameHashAsTheWhole) {
    EXPECT_EQ(Sha256{}.update("a").update("").update("bc").digest(), sha256("abc"));
}

TEST(Sha256, ADigestGoesInAsItsBytes) {
    const auto before = sha256("abc");
    const std::string bytes(before.bytes.begin(), before.bytes.end());
    EXPECT_EQ(Sha256{}.update(before).update("x").digest(), sha256(bytes + "x"));
}

TEST(Sha256, StartsAfreshAfterEachDigest) {
    Sha256 hash;
    EXPECT_EQ(hash.update("first").digest(), sha256("first"));
    EXPECT_EQ(hash.update("abc").digest(), sha256("abc"));
    EXPECT_EQ(hash.digest(), sha256(""));
}

TEST(Sha256, MovesWithWhatItHasSeen) {
    Sha256 hash;
    hash.update("ab");
    Sha256 moved = std::move(hash);
    EXPECT_EQ(moved.update("c").digest(), sha256("abc"));
}

}  // namespace
}  // namespace entente
