// A capture that was opened, as lanes on one time line: doc/analysis.md. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/audio_reader.h"
#include "analysis/feature_reader.h"
#include "base/status.h"

namespace vr {

struct LaneGap {
  double start_s = 0;
  double seconds = 0;
};

struct Lane {
  std::string kind;  // "mix", "local", "remote", "remoteMix", "channel"
  std::string user;
  std::string label;
  int64_t source_id = -1;  // -1: none
  int file = -1;           // in files(); -1: no audio of its own
  int channel = -1;        // of the file; -1: all
  int channels = 1;
  bool has_features = false;
  std::vector<LaneGap> gaps;
};

struct CaptureParts;

class Capture {
 public:
  virtual ~Capture() = default;
  virtual const std::vector<Lane>& lanes() const = 0;
  virtual int sample_rate_hz() const = 0;
  virtual int64_t valid_frames() const = 0;
  // kNotSupported: the lane has no audio, or there is no decoder for it.
  virtual Result<std::unique_ptr<AudioReader>> OpenAudio(size_t lane) = 0;
  // kNotFound: the lane has no features.
  virtual Result<std::unique_ptr<FeatureReader>> OpenFeatures(size_t lane) = 0;
  // The object of doc/analysis.md, "Information".
  virtual std::string InfoJson() = 0;
  // What it is made of, for the index of ADTS frames and for exports; null: it is made of nothing that has those.
  virtual const CaptureParts* parts() const { return nullptr; }
};

}  // namespace vr
