#include "analysis/ring_features.h"

#include <algorithm>
#include <utility>

#include "writer/feature_file.h"

namespace vr {
namespace {

class HeldTrackReader final : public FeatureReader {
 public:
  HeldTrackReader(std::shared_ptr<const HeldCapture> held, const FeatureTrack& track)
      : held_(std::move(held)), track_(track), cells_(HeldFeatures(held_->info.features).cells()) {}

  int sample_rate_hz() const override { return held_->info.format.sample_rate_hz; }
  uint64_t cells() const override { return cells_; }
  int64_t first_cell_offset_frames() const override { return held_->info.first_cell_offset_frames; }

  Result<size_t> Read(uint64_t first_cell, size_t cells, FeatureWord* into) override {
    const uint64_t first = std::min(first_cell, cells_);
    const auto wanted = static_cast<size_t>(std::min<uint64_t>(cells, cells_ - first));
    for (size_t i = 0; i < wanted; ++i) {
      const uint64_t cell = first + i;
      into[i] = cell < track_.words.size() ? track_.words[static_cast<size_t>(cell)] : GapFeature();
    }
    return wanted;
  }

 private:
  const std::shared_ptr<const HeldCapture> held_;
  const FeatureTrack& track_;  // of held_
  const uint64_t cells_;
};

}  // namespace

RingFeatures::RingFeatures(std::shared_ptr<const HeldCapture> held) : held_(std::move(held)) {}

const FeatureTrack* RingFeatures::Find(SourceId source) const {
  const std::vector<FeatureTrack>& tracks = held_->info.features;
  const auto found =
      std::find_if(tracks.begin(), tracks.end(), [source](const FeatureTrack& each) { return each.source == source; });
  return found == tracks.end() ? nullptr : &*found;
}

Result<std::unique_ptr<FeatureReader>> RingFeatures::OpenReader(SourceId source) const {
  const FeatureTrack* track = Find(source);
  if (track == nullptr) return Status(ErrorCode::kNotFound, "the ring has no feature track of this lane");
  return std::unique_ptr<FeatureReader>(std::make_unique<HeldTrackReader>(held_, *track));
}

}  // namespace vr
