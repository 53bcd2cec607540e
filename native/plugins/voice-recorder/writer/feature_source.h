// The feature tracks of a capture, read one after the other: those of a recording of many hours do not fit in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/audio_types.h"
#include "base/feature_word.h"
#include "base/status.h"

namespace vr {

// Writing thread.
class FeatureSource {
 public:
  virtual ~FeatureSource() = default;
  // The mix (0) first.
  virtual std::vector<SourceId> tracks() const = 0;
  // Of every track.
  virtual uint64_t cells() const = 0;
  // Gives all cells() words of a track in order, in pieces. Words beyond cells() are left out, and those that are
  // missing become gaps. Stops with the status of `take` when that is a failure.
  virtual Status Read(size_t track, const std::function<Status(const FeatureWord* words, size_t count)>& take) = 0;
};

}  // namespace vr
