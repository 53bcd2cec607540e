// Blocks of one source that wait to be placed, with the room times their stamps stand for. Worker thread only.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "mix/mixer.h"
#include "mix/own_clock.h"

namespace vr {

struct WaitingBlock {
  std::vector<int16_t> pcm;    // int16 sources, and what features are taken from
  std::vector<float> samples;  // float sources; empty for int16
  int frames = 0;
  StreamFormat format;
  bool has_capture_time = false;
  double stamp_s = 0;  // as given: capture time, or arrival less the length; seconds since the task began
  double came_s = 0;   // when the worker took it
  int epoch = 0;       // the clock of its capture time

  double length_s() const { return static_cast<double>(frames) / format.sample_rate_hz; }
};

class BlockQueue {
 public:
  explicit BlockQueue(int64_t start_ns) : start_ns_(start_ns) {}

  // Copies the block. The oldest goes when more than 3 s wait; false: one did.
  bool Add(const SourceBlock& block);
  bool empty() const { return blocks_.empty(); }
  size_t size() const { return blocks_.size(); }
  double waiting_s() const { return waiting_s_; }  // the length of all of them
  const WaitingBlock& operator[](size_t index) const { return blocks_[index]; }
  WaitingBlock TakeFront();
  // The room time of the block's first frame as its stamp tells it, in seconds since the task began.
  double StampOf(const WaitingBlock& block) const;

 private:
  void ChooseEpoch(WaitingBlock* block);

  int64_t start_ns_;
  std::deque<WaitingBlock> blocks_;
  double waiting_s_ = 0;
  // Clocks of capture times: 0 is the room's own, a later one is followed.
  int epoch_ = 0;
  OwnClock own_clock_;
  double expected_s_ = 0;  // capture time of the next block
};

}  // namespace vr
