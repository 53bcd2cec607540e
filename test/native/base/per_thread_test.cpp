#include "base/per_thread.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <memory>
#include <thread>

namespace vr {
namespace {

struct Number {
  int value = 0;
};

TEST(PerThread, EachThreadHasItsOwn) {
  OfThisThread<Number>().value = 1;
  int seen = -1;
  std::thread other([&seen] {
    seen = OfThisThread<Number>().value;
    OfThisThread<Number>().value = 2;
  });
  other.join();
  EXPECT_EQ(seen, 0);
  EXPECT_EQ(OfThisThread<Number>().value, 1);
}

std::atomic<int> destroyed{0};
std::atomic<int> spoiled{0};

// Tells at its end whether its memory was given to others before.
class Whole {
 public:
  ~Whole() {
    struct Block {
      uint64_t filled[4];
    };
    std::array<std::unique_ptr<Block>, 64> others;
    for (auto& other : others) {
      other = std::make_unique<Block>();
      std::memset(other.get(), 0xEE, sizeof(Block));
    }
    for (const uint64_t value : values_) {
      if (value != kValue) ++spoiled;
    }
    ++destroyed;
  }

 private:
  static constexpr uint64_t kValue = 0x0123456789ABCDEF;
  uint64_t values_[3] = {kValue, kValue, kValue};
};

TEST(PerThread, IsDestroyedAtTheEndOfItsThreadWhileItIsWhole) {
  constexpr int kThreads = 8;
  for (int i = 0; i < kThreads; ++i) {
    std::thread([] { OfThisThread<Whole>(); }).join();
  }
  EXPECT_EQ(destroyed, kThreads);
  EXPECT_EQ(spoiled, 0);
}

}  // namespace
}  // namespace vr
