// The feature track of one source of a capture, read at any place: doc/capture-format.md, "Feature file". One thread at
// a time.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/feature_word.h"
#include "base/status.h"

namespace vr {

class FeatureReader {
 public:
  virtual ~FeatureReader() = default;
  virtual int sample_rate_hz() const = 0;
  virtual uint64_t cells() const = 0;
  // Frames by which cell 0 begins before the first valid frame of the capture.
  virtual int64_t first_cell_offset_frames() const = 0;
  // How many words were given: fewer only at the end.
  virtual Result<size_t> Read(uint64_t first_cell, size_t cells, FeatureWord* into) = 0;
};

}  // namespace vr
