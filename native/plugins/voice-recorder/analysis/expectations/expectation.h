// What a test expects of a capture. Plain data. doc/expectations.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vr {

enum class Expected : uint8_t {
  kSpeech,
  kSilence,
  kTone,
  kNoDropouts,
  kNoClipping,
  kNoEcho,
  kNoFindings,
  kLoudness,
  kLength,
};

struct Expectation {
  Expected what = Expected::kSpeech;
  bool negated = false;
  std::string side;  // "local", "remote", "mix"; "": what the expectation is of when nothing is said
  std::string user;  // "": any
  std::optional<double> start_s;
  std::optional<double> end_s;

  double at_least_s = 0.2;         // kSpeech, kTone: in all; of a tone, in one piece
  double below_dbfs = -60;         // kSilence
  double hz = 0;                   // kTone
  double tolerance_hz = 0;         // kTone
  double longer_than_ms = 0;       // kNoDropouts
  std::optional<double> min_lufs;  // kLoudness
  std::optional<double> max_lufs;
  std::vector<std::string> except;   // kNoFindings: "howling", "dropout/cut"
  std::vector<std::string> checked;  // kNoFindings: checks that must have been made
  double seconds = 0;                // kLength
  double tolerance_s = 0.1;
};

// A stretch of the capture.
struct Place {
  double start_s = 0;
  double end_s = 0;

  double seconds() const { return end_s - start_s; }
  bool Overlaps(double from_s, double to_s) const { return from_s < end_s && (to_s > start_s || from_s >= start_s); }
};

}  // namespace vr
