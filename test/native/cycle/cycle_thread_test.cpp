// "A pin may be read and dropped on any thread."
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "native/cycle/cycle_support.h"

namespace vr::test {
namespace {

// Hands pins from the appending thread to the reading one.
class PinQueue {
 public:
  void Put(CyclePin pin) {
    const std::lock_guard<std::mutex> lock(mutex_);
    pins_.push_back(std::move(pin));
    changed_.notify_one();
  }
  bool Get(CyclePin* pin) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return ended_ || !pins_.empty(); });
    if (pins_.empty()) return false;
    *pin = std::move(pins_.front());
    pins_.pop_front();
    return true;
  }
  void End() {
    const std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
    changed_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<CyclePin> pins_;
  bool ended_ = false;
};

TEST(CycleThreads, APinIsReadOnAnotherThreadWhileRecordingGoesOn) {
  const CycleConfig config = PcmConfig(8000, 1, 4);
  auto buffer = MustMake(config);
  PinQueue queue;
  int checked = 0;
  int wrong = 0;
  std::thread reader([&] {
    CyclePin pin;
    while (queue.Get(&pin)) {
      ++checked;
      wrong += PinnedBytes(pin) != PcmBytes(pin.first_frame(), pin.end_frame() - pin.first_frame(), 2);
      pin = {};
    }
  });
  for (int i = 0; i < 4000; ++i) {
    AppendPcm(*buffer, config, 160);
    if (i % 20 == 0) queue.Put(buffer->Pin(buffer->end_frame() - 8000, buffer->end_frame()));
  }
  queue.End();
  reader.join();
  EXPECT_EQ(checked, 200);
  EXPECT_EQ(wrong, 0);
}

TEST(CycleThreads, TheLastPinMayOutliveTheBufferOnAnotherThread) {
  const CycleConfig config = PcmConfig(8000, 1, 4);
  auto buffer = MustMake(config);
  AppendPcm(*buffer, config, 50000);
  CyclePin pin = buffer->Pin(0, INT64_MAX);
  bool right = false;
  std::thread reader([held = std::move(pin), &right]() mutable {
    right = PinnedBytes(held) == PcmBytes(held.first_frame(), held.end_frame() - held.first_frame(), 2);
    held = {};
  });
  buffer.reset();
  reader.join();
  EXPECT_TRUE(right);
}

}  // namespace
}  // namespace vr::test
