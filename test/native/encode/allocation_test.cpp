// A block costs no memory from the heap once the encoder has been made. The C library's malloc is replaced, so that
// what the encoder's library takes is counted too; the sanitizers have a malloc of their own and skip this.
#include <atomic>
#include <cstddef>

#include "native/encode/encode_support.h"
#include "support/sanitized.h"

#if VR_TEST_SANITIZED || !defined(__GLIBC__)
#define VR_COUNTS_MALLOC 0
#else
#define VR_COUNTS_MALLOC 1
#endif

namespace {
std::atomic<int> malloc_calls{0};
}

#if VR_COUNTS_MALLOC
extern "C" void* __libc_malloc(size_t size_bytes);
extern "C" void* malloc(size_t size_bytes) {
  malloc_calls.fetch_add(1, std::memory_order_relaxed);
  return __libc_malloc(size_bytes);
}
#endif

namespace vr::test {
namespace {

class CountingSink final : public EncodedBlockSink {
 public:
  void OnEncodedBlock(const EncodedBlock&) override { ++blocks; }
  int blocks = 0;
};

TEST(EncoderAllocation, ABlockTakesNothingFromTheHeap) {
  if (!VR_COUNTS_MALLOC) GTEST_SKIP() << "malloc cannot be counted in this build";
  const auto samples = BabbleNoise(48000, 2, 48000);
  for (const Codec codec : {Codec::kPcm16, Codec::kAacLc}) {
    if (!HasEncoder(codec)) continue;
    const int before_making = malloc_calls;
    auto encoder = MustMake({codec, 48000, 2, Quality::kMedium});
    EXPECT_GT(malloc_calls, before_making) << "malloc is not counted";
    CountingSink sink;
    const int before = malloc_calls;
    for (int at = 0; at < 48000; at += 480) ASSERT_TRUE(encoder->Encode(samples.data() + at * 2, 480, sink).ok());
    ASSERT_TRUE(encoder->Flush(sink).ok());
    EXPECT_EQ(malloc_calls, before);
    EXPECT_GT(sink.blocks, 40);
  }
}

}  // namespace
}  // namespace vr::test
