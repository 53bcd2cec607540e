// The feature tracks of a capture of a ring, as its log told them.
#pragma once

#include <memory>

#include "analysis/feature_tracks.h"
#include "recorder/held_capture.h"

namespace vr {

class RingFeatures final : public FeatureTracks {
 public:
  explicit RingFeatures(std::shared_ptr<const HeldCapture> held);

  bool Has(SourceId source) const override { return Find(source) != nullptr; }
  Result<std::unique_ptr<FeatureReader>> OpenReader(SourceId source) const override;

 private:
  const FeatureTrack* Find(SourceId source) const;

  std::shared_ptr<const HeldCapture> held_;
};

}  // namespace vr
