// What a buffer has forgotten is nowhere in the memory that it gives back. Every block that goes back to the heap is
// looked through; the whole program's operators new and delete are replaced for it.
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>

#include "native/cycle/cycle_support.h"

#if defined(__GLIBC__)
#include <malloc.h>
#define VR_SEES_BLOCKS 1
#else
#define VR_SEES_BLOCKS 0
#endif

namespace {

constexpr size_t kNeedleBytes = 24;
std::atomic<bool> watching{false};
std::atomic<int> blocks_seen{0};
std::atomic<int> blocks_with_sound{0};

// The sound of cycle_support.h, from any even place on, tells where it is from: so it is enough to look for what no
// zeroed block has, bytes that are not zero in a row.
bool HoldsSound(const void* memory, size_t size_bytes) {
  const auto* bytes = static_cast<const uint8_t*>(memory);
  size_t in_a_row = 0;
  for (size_t i = 0; i < size_bytes; ++i) {
    in_a_row = bytes[i] == 0 ? 0 : in_a_row + 1;
    if (in_a_row == kNeedleBytes) return true;
  }
  return false;
}

void Free(void* memory) {
#if VR_SEES_BLOCKS
  constexpr size_t kSegmentAtLeast = 4096;
  if (watching && memory != nullptr && malloc_usable_size(memory) >= kSegmentAtLeast) {
    ++blocks_seen;
    if (HoldsSound(memory, malloc_usable_size(memory))) ++blocks_with_sound;
  }
#endif
  std::free(memory);
}

}  // namespace

void* operator new(size_t size_bytes) {
  if (void* memory = std::malloc(size_bytes)) return memory;
  throw std::bad_alloc();
}
void* operator new(size_t size_bytes, const std::nothrow_t&) noexcept {
  return std::malloc(size_bytes);
}
void operator delete(void* memory) noexcept {
  Free(memory);
}
void operator delete(void* memory, size_t) noexcept {
  Free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  Free(memory);
}

namespace vr::test {
namespace {

class CycleWipe : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!VR_SEES_BLOCKS) GTEST_SKIP() << "the size of a heap's block cannot be asked for in this build";
    blocks_seen = 0;
    blocks_with_sound = 0;
  }
  void TearDown() override { watching = false; }

  // Appends in pieces that are made while nobody watches: they are sound, too.
  void Append(CycleBuffer& buffer, int64_t frames) {
    const bool before = watching.exchange(false);
    ASSERT_TRUE(AppendPcm(buffer, config_, frames));
    watching = before;
  }

  std::unique_ptr<CycleBuffer> Filled() {
    auto buffer = MustMake(config_);
    Append(*buffer, config_.keep_frames);
    return buffer;
  }
  // More blocks than these were given back, and no sound in them.
  static void ExpectNoSoundIn(int blocks) {
    EXPECT_GT(blocks_seen, blocks);
    EXPECT_EQ(blocks_with_sound, 0);
  }

  const CycleConfig config_ = PcmConfig(8000, 1, 20);
};

TEST_F(CycleWipe, TheTestSeesSoundThatWasNotOverwritten) {
  auto buffer = Filled();
  watching = true;
  buffer.reset();
  EXPECT_GT(blocks_with_sound, 5);
}

TEST_F(CycleWipe, WhatPinsMadeItGrowByIsOverwrittenBeforeItIsGivenBack) {
  auto buffer = Filled();
  CyclePin pin = buffer->Pin(0, buffer->end_frame());
  Append(*buffer, config_.keep_frames);
  ASSERT_GT(buffer->allocated_bytes(), CycleBuffer::CapacityBytes(config_) * 3 / 2);
  pin = CyclePin();
  watching = true;
  buffer->Forget();
  EXPECT_EQ(buffer->allocated_bytes(), CycleBuffer::CapacityBytes(config_));
  buffer.reset();
  ExpectNoSoundIn(10);
}

TEST_F(CycleWipe, WhatAPinHeldIsOverwrittenWhenItIsDroppedBeforeTheBuffer) {
  auto buffer = Filled();
  CyclePin pin = buffer->Pin(0, buffer->end_frame());
  Append(*buffer, config_.keep_frames);
  buffer->Forget();
  EXPECT_EQ(pin.views().front().data[5], ByteAt(5)) << "a pin's audio stays while it is held";
  watching = true;
  pin = CyclePin();
  buffer.reset();
  ExpectNoSoundIn(10);
}

TEST_F(CycleWipe, WhatAPinHeldIsOverwrittenWhenItOutlivesTheBuffer) {
  auto buffer = Filled();
  CyclePin pin = buffer->Pin(0, buffer->end_frame());
  Append(*buffer, 80);
  buffer->Forget();
  watching = true;
  buffer.reset();
  pin = CyclePin();
  ExpectNoSoundIn(5);
}

TEST_F(CycleWipe, WhatASegmentHeldInAnEarlierUseIsOverwrittenToo) {
  auto buffer = MustMake(config_);
  Append(*buffer, 3 * config_.keep_frames + 80);  // the newest segment has just been taken again
  CyclePin pin = buffer->Pin(buffer->end_frame() - 80, buffer->end_frame());
  buffer->Forget();
  watching = true;
  pin = CyclePin();
  buffer.reset();
  ExpectNoSoundIn(5);
}

}  // namespace
}  // namespace vr::test
