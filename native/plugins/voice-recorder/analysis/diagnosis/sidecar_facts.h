// What a diagnosis takes from a sidecar. Takes bytes of strangers: memory is bounded, however large the text is. Pure:
// any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/status.h"

namespace vr {

struct SourceFacts {
  int64_t id = -1;
  std::string kind;
  std::string user;
  std::string label;
  int64_t sample_rate_hz = 0;  // of its last block; 0: it never delivered
  int64_t channels = 0;
  int64_t blocks_taken = 0;
  int64_t blocks_dropped = 0;
  int64_t blocks_late = 0;
  std::optional<double> drift_ppm;
  // From when on it delivered what.
  struct Format {
    double start_s = 0;
    int64_t sample_rate_hz = 0;
    int64_t channels = 0;
  };
  std::vector<Format> formats;
};

struct MarkerFacts {
  double time_s = 0;
  std::string label;
  std::string source;  // user or label of the source it belongs to; "": of none
  bool from_game = false;
};

struct MissingFacts {
  double start_s = 0;
  double seconds = 0;
  std::string why;
};

struct ToldFacts {
  std::string encoder;
  std::string position;
  std::vector<SourceFacts> sources;
  std::vector<MarkerFacts> markers;
  std::vector<MissingFacts> missing;
};

// kUnreadable: no JSON object, or nested too deep.
Result<ToldFacts> ReadToldFacts(const std::string& text);

}  // namespace vr
