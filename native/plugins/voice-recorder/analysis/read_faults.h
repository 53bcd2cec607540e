// What reading met in the samples of a file, kept by the file for all its readers. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>

#include "analysis/frame_spans.h"

namespace vr {

struct ReadFaults {
  static constexpr size_t kMostNumbers = 10000;

  bool broken_samples = false;        // some were no numbers, or infinite
  std::set<uint64_t> damaged_frames;  // numbers of ADTS frames that could not be decoded

  bool high_efficiency = false;  // some of these because they are HE-AAC

  FrameSpans lost;  // of a ring: frames of the stream that were there when it was opened

  void AddDamaged(uint64_t frame) {
    if (damaged_frames.size() < kMostNumbers) damaged_frames.insert(frame);
  }
};

}  // namespace vr
