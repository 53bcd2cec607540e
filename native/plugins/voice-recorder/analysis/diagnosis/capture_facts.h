// What is known of a capture and its lanes before anybody listens. Plain data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/capture.h"
#include "analysis/diagnosis/sidecar_facts.h"

namespace vr {

struct Span {
  double start_s = 0;
  double end_s = 0;
};

// Whether a moment lies in one of these.
bool IsWithin(const std::vector<Span>& spans, double time_s);

struct LaneFacts {
  int lane = 0;  // its place in the capture's lanes
  std::string kind;
  std::string user;
  int channels = 1;
  bool has_audio = false;     // its samples can be had here
  bool lossy = false;         // they went through AAC
  bool has_features = false;  // levels from before encoding
  bool is_side = false;       // one side of the talk: local, remote or remoteMix
  // It is one of those that are checked for faults of sound: a side that has audio of its own; else the mix, or the
  // channels of a file that nobody knows more of.
  bool is_heard = false;
  std::optional<SourceFacts> source;  // what the sidecar has of it
  std::vector<Span> muted;            // muted, paused or interrupted, as markers tell: silence is no fault there
  std::vector<Span> gaps;             // no data
};

struct CaptureFacts {
  double duration_s = 0;
  int sample_rate_hz = 0;
  bool split = false;
  std::optional<ToldFacts> sidecar;
  std::vector<LaneFacts> lanes;
};

// kNotSupported: a rate below 4 or above 384 kHz. Opens each lane's audio once.
Result<CaptureFacts> FactsOf(Capture& capture);

}  // namespace vr
