// The feature file; its bytes are described in doc/capture-format.md. Writing thread.
#pragma once

#include <cstdint>
#include <functional>

#include "base/audio_types.h"
#include "base/file_system.h"
#include "writer/capture_info.h"
#include "writer/feature_source.h"

namespace vr {

constexpr int kFeatureCellMs = 1000 / kCellsPerSecond;

// The tracks of a capture that are in memory; shorter ones are filled up with gaps.
class HeldFeatures final : public FeatureSource {
 public:
  // `tracks` outlives this.
  explicit HeldFeatures(const std::vector<FeatureTrack>& tracks) : tracks_(tracks) {}
  std::vector<SourceId> tracks() const override;
  uint64_t cells() const override;
  Status Read(size_t track, const std::function<Status(const FeatureWord*, size_t)>& take) override;

 private:
  const std::vector<FeatureTrack>& tracks_;
};

// Where the bytes of a file go, piece by piece.
using ByteSink = std::function<Status(ByteView bytes)>;

// Gives the whole file to `put` in pieces of at most 64 KiB, or fails as `features` or `put` do. The sink must not hold
// on to a piece.
Status WriteFeatures(FeatureSource& features, const CaptureInfo& info, const ByteSink& put);

}  // namespace vr
