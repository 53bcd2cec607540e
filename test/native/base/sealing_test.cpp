#include "base/sealing.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace vr {
namespace {

using Bytes = std::vector<uint8_t>;

SealKey KeyOf(uint8_t value) {
  const Bytes bytes(kSealKeyBytes, value);
  return SealKey(bytes.data());
}

ByteView View(const Bytes& bytes) {
  return {bytes.data(), bytes.size()};
}

class Sealing : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!CanSeal()) GTEST_SKIP() << "SKIPPED: this build has no libsodium";
  }
  Bytes Sealed(SealNumber number = {1, 2}) const {
    Bytes sealed(plain_.size() + kSealTagBytes);
    Seal(key_, number, View(associated_), View(plain_), sealed.data());
    return sealed;
  }
  bool Opens(const SealKey& key, SealNumber number, const Bytes& associated, const Bytes& sealed) const {
    Bytes opened(sealed.size());
    if (!OpenSealed(key, number, View(associated), View(sealed), opened.data())) return false;
    opened.resize(sealed.size() - kSealTagBytes);
    return opened == plain_;
  }

  SealKey key_ = KeyOf(1);
  Bytes associated_{1, 2, 3};
  Bytes plain_ = Bytes(1000, 42);
};

TEST_F(Sealing, OpensWhatItSealed) {
  EXPECT_TRUE(Opens(key_, {1, 2}, associated_, Sealed()));
  const Bytes sealed = Sealed();
  EXPECT_EQ(std::set<uint8_t>(sealed.begin(), sealed.end()).count(42) > 0 &&
                std::count(sealed.begin(), sealed.end(), 42) > 100,
            false);
}

TEST_F(Sealing, RefusesAnotherKeyNumberOrAssociatedDataAndEveryChangedByte) {
  const Bytes sealed = Sealed();
  EXPECT_FALSE(Opens(KeyOf(2), {1, 2}, associated_, sealed));
  EXPECT_FALSE(Opens(key_, {1, 3}, associated_, sealed));
  EXPECT_FALSE(Opens(key_, {2, 2}, associated_, sealed));
  EXPECT_FALSE(Opens(key_, {1, 2}, {1, 2, 4}, sealed));
  for (size_t at = 0; at < sealed.size(); at += 7) {
    Bytes changed = sealed;
    changed[at] ^= 1;
    EXPECT_FALSE(Opens(key_, {1, 2}, associated_, changed)) << at;
  }
  for (size_t size = 0; size < kSealTagBytes + 2; ++size) {
    EXPECT_FALSE(Opens(key_, {1, 2}, associated_, Bytes(sealed.begin(), sealed.begin() + size)));
  }
}

TEST_F(Sealing, EveryPurposeAndSaltHasItsOwnKey) {
  const SealSalt salt{1};
  const SealSalt other_salt{2};
  const std::set<uint64_t> checks = {
      KeyCheck(DeriveKey(key_, "ring", salt)), KeyCheck(DeriveKey(key_, "ring", other_salt)),
      KeyCheck(DeriveKey(key_, "capture", salt)), KeyCheck(DeriveKey(KeyOf(2), "ring", salt))};
  EXPECT_EQ(checks.size(), 4u);
  EXPECT_EQ(KeyCheck(DeriveKey(key_, "ring", salt)), KeyCheck(DeriveKey(key_, "ring", salt)));
}

TEST(RandomBytes, AreNotTheSameTwice) {
  Bytes first(16);
  Bytes second(16);
  RandomBytes(first.data(), first.size());
  RandomBytes(second.data(), second.size());
  EXPECT_NE(first, second);
}

}  // namespace
}  // namespace vr
