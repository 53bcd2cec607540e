// A source with a clock of its own, blocks that get lost, capture times that jitter, and a burst of tone every ten
// seconds at a known time of the room.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/audio_types.h"
#include "base/clock.h"

namespace vr_torture {

constexpr double kBurstEveryS = 10;
constexpr double kBurstS = 0.004;

class DriftingVoice {
 public:
  struct Config {
    vr::SourceId source = 0;
    double ppm = 0;            // by which its clock is fast
    double first_burst_s = 0;  // of the room
    double tone_hz = 1000;
    double loss = 0;  // share of its blocks
    double jitter_ms = 0;
  };
  DriftingVoice(const Config& config, uint64_t seed, double now_s);

  // From now on it has another format.
  void SetFormat(int rate_hz, int channels, double now_s);
  // Pushes every block that is over by then.
  void Deliver(double now_s);

  struct Burst {
    double at_s = 0;  // its middle, in the room
    bool lost = false;
  };
  // Bursts whose end has been reached since the last call.
  std::vector<Burst> TakeBursts();
  struct Stretch {
    double begin_s = 0;
    double end_s = 0;
  };
  // Lost stretches, between blocks that came, since the last call.
  std::vector<Stretch> TakeLosses();
  // When the first block of a format that was new came, if it has since the last call; otherwise below 0.
  double TakeFormatChange();

  vr::SourceId source() const { return config_.source; }

 private:
  int16_t ValueAt(double t) const;
  bool IsLost();
  void NoteBlock(double begin_s, bool lost);
  void NoteBurst(double begin_s, double end_s, bool lost);

  const Config config_;
  std::mt19937_64 random_;
  int rate_hz_ = 48000;
  int channels_ = 1;
  double base_s_;  // when its first frame of this format was captured
  int64_t frame_ = 0;
  int lost_left_ = 0;
  std::vector<int16_t> block_;
  Burst coming_;
  std::vector<Burst> over_;
  double came_until_s_ = -1;  // the end of the newest block that came; below 0: none has
  std::vector<Stretch> losses_;
  int came_rate_hz_ = 0;  // of the newest block that came
  int came_channels_ = 0;
  double format_change_s_ = -1;
};

}  // namespace vr_torture
