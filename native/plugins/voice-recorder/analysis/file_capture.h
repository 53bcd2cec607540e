// A capture whose audio stands in files.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/audio_file.h"
#include "analysis/capture.h"
#include "analysis/feature_tracks.h"
#include "analysis/problems.h"

namespace vr {

// All that was found out when it was opened.
struct CaptureParts {
  std::string path;
  std::vector<std::unique_ptr<AudioFile>> files;  // the mix, then the tracks
  FrameRange valid;                               // of the decoded frames of each file
  bool split = false;
  std::string sidecar_text;  // "": there is none that can be used
  std::unique_ptr<FeatureTracks> features;
  std::vector<Lane> lanes;
  Problems problems;
  int64_t started_unix_ms = 0;  // where no sidecar tells; 0: nobody knows
};

class FileCapture final : public Capture {
 public:
  explicit FileCapture(CaptureParts parts) : parts_(std::move(parts)) {}

  const std::vector<Lane>& lanes() const override { return parts_.lanes; }
  int sample_rate_hz() const override { return parts_.files[0]->facts().sample_rate_hz; }
  int64_t valid_frames() const override { return parts_.valid.frames; }
  Result<std::unique_ptr<AudioReader>> OpenAudio(size_t lane) override;
  Result<std::unique_ptr<FeatureReader>> OpenFeatures(size_t lane) override;
  std::string InfoJson() override;

  const CaptureParts* parts() const override { return &parts_; }

 private:
  CaptureParts parts_;
};

}  // namespace vr
