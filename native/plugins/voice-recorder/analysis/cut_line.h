// Moves what a sidecar tells of a capture's time line to that of a cut. Pure; any JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace vr {

constexpr double kMostNumber = 9e15;  // what is beyond is no number of ours

// Of a member of an object; `otherwise` where there is none.
double NumberAt(const nlohmann::ordered_json& object, const char* key, double otherwise);
std::string TextAt(const nlohmann::ordered_json& object, const char* key, const std::string& otherwise);

class CutLine {
 public:
  CutLine() = default;
  CutLine(double start_s, double end_s, int sample_rate_hz)
      : start_s_(start_s), end_s_(end_s), sample_rate_hz_(sample_rate_hz) {}

  bool Has(double seconds) const { return seconds >= start_s_ && seconds <= end_s_; }
  // `seconds` and `frame` of an object.
  void Move(nlohmann::ordered_json* moment) const;
  // A list of stretches, each cut and moved; those outside go.
  nlohmann::ordered_json Spans(const nlohmann::ordered_json& spans) const;
  // Of a list of what holds from a moment on: from the last one at or before the beginning on.
  nlohmann::ordered_json Formats(const nlohmann::ordered_json& formats) const;

 private:
  int64_t FrameAt(double seconds) const;

  double start_s_ = 0;
  double end_s_ = 0;
  int sample_rate_hz_ = 1;
};

}  // namespace vr
