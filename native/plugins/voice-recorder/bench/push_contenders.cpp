#include "push_contenders.h"

#include <array>
#include <cstring>
#include <mutex>

#include "base/clock.h"
#include "tap/tap_table.h"
#ifdef VR_HAVE_BOOST_LOCKFREE
#include <boost/lockfree/spsc_queue.hpp>
#endif
#ifdef VR_HAVE_JACK
#include <jack/ringbuffer.h>
#endif
#ifdef VR_HAVE_READERWRITERQUEUE
#include <readerwriterqueue.h>
#endif

namespace vr::bench {
namespace {

constexpr size_t kRingBlocks = kTapCapacityBytes / kBlockBytes;

// The floor: nobody is asked, nothing is published.
class MemcpyRing final : public Contender {
 public:
  bool Push(const Block& block) override {
    std::memcpy(ring_[next_].samples, block.samples, kBlockBytes);
    next_ = next_ + 1 == kRingBlocks ? 0 : next_ + 1;
    return true;
  }
  void Drain() override {
    for (; read_ != next_; read_ = read_ + 1 == kRingBlocks ? 0 : read_ + 1) scratch_ = ring_[read_];
  }

 private:
  std::vector<Block> ring_ = std::vector<Block>(kRingBlocks);
  size_t next_ = 0;
  size_t read_ = 0;
  Block scratch_;
};

class TapContender final : public Contender {
 public:
  explicit TapContender(bool has_capture_time) : has_capture_time_(has_capture_time), id_(OpenTap(clock_)) {}
  ~TapContender() override {
    CloseTap(id_);
    TapContender::Drain();
    ReleaseTap(id_);
  }
  bool Push(const Block& block) override {
    const int64_t time_ns = has_capture_time_ ? ++time_ns_ : kNoCaptureTime;
    return PushToTap(id_, block.samples, kBlockFrames, kBlockFormat, time_ns) == PushResult::kTaken;
  }
  void Drain() override {
    for (TapBlock block; FrontOfTap(id_, &block); PopTap(id_)) {
      std::memcpy(scratch_.samples, block.samples, kBlockBytes);
    }
  }

 private:
  const bool has_capture_time_;
  MonotonicClock clock_;
  int64_t time_ns_ = 0;
  SourceId id_;
  Block scratch_;
};

#ifdef VR_HAVE_BOOST_LOCKFREE
class BoostQueue final : public Contender {
 public:
  bool Push(const Block& block) override { return queue_.push(block); }
  void Drain() override {
    while (queue_.pop(scratch_)) {
    }
  }

 private:
  boost::lockfree::spsc_queue<Block> queue_{kRingBlocks};
  Block scratch_;
};
#endif

#ifdef VR_HAVE_JACK
class JackRing final : public Contender {
 public:
  JackRing() { std::memset(ring_->buf, 0, ring_->size); }
  ~JackRing() override { jack_ringbuffer_free(ring_); }
  bool Push(const Block& block) override {
    if (jack_ringbuffer_write_space(ring_) < kBlockBytes) return false;
    return jack_ringbuffer_write(ring_, reinterpret_cast<const char*>(block.samples), kBlockBytes) == kBlockBytes;
  }
  void Drain() override {
    while (jack_ringbuffer_read(ring_, reinterpret_cast<char*>(scratch_.samples), kBlockBytes) == kBlockBytes) {
    }
  }

 private:
  jack_ringbuffer_t* const ring_ = jack_ringbuffer_create(kTapCapacityBytes);  // it rounds up to 1 MiB
  Block scratch_;
};
#endif

#ifdef VR_HAVE_READERWRITERQUEUE
class MoodycamelQueue final : public Contender {
 public:
  bool Push(const Block& block) override { return queue_.try_enqueue(block); }
  void Drain() override {
    while (queue_.try_dequeue(scratch_)) {
    }
  }

 private:
  moodycamel::ReaderWriterQueue<Block> queue_{kRingBlocks};
  Block scratch_;
};
#endif

class MutexRing final : public Contender {
 public:
  bool Push(const Block& block) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (count_ == kRingBlocks) return false;
    std::memcpy(ring_[next_].samples, block.samples, kBlockBytes);
    next_ = next_ + 1 == kRingBlocks ? 0 : next_ + 1;
    ++count_;
    return true;
  }
  void Drain() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (; count_ > 0; --count_) scratch_ = ring_[(next_ + kRingBlocks - count_) % kRingBlocks];
  }

 private:
  std::mutex mutex_;
  std::vector<Block> ring_ = std::vector<Block>(kRingBlocks);
  size_t next_ = 0;
  size_t count_ = 0;
  Block scratch_;
};

}  // namespace

std::vector<ContenderEntry> MakeContenders() {
  std::vector<ContenderEntry> entries;
  const auto add = [&entries](const char* name, std::unique_ptr<Contender> contender) {
    entries.push_back({name, std::move(contender)});
  };
  add(kMemcpyName, std::make_unique<MemcpyRing>());
  add(kTapTimedName, std::make_unique<TapContender>(true));
  add(kTapClockName, std::make_unique<TapContender>(false));
#ifdef VR_HAVE_BOOST_LOCKFREE
  add("boost spsc_queue", std::make_unique<BoostQueue>());
#else
  add("boost spsc_queue", nullptr);
#endif
#ifdef VR_HAVE_JACK
  add("JACK ringbuffer", std::make_unique<JackRing>());
#else
  add("JACK ringbuffer", nullptr);
#endif
#ifdef VR_HAVE_READERWRITERQUEUE
  add("moodycamel queue", std::make_unique<MoodycamelQueue>());
#else
  add("moodycamel queue", nullptr);
#endif
  add("mutex ring", std::make_unique<MutexRing>());
  return entries;
}

}  // namespace vr::bench
