// Packets that were lost, and that an Opus decoder filled in. Each packet's likeness to one (concealed_shape.h) is the
// logarithm of a likelihood ratio, by a model with one layer; packets come in steps of 20 ms, so that these are added
// up for each of the eight places in 20 ms by itself, as the cumulative sum of E. S. Page (1954): chance is spread over
// all places, losses are at one. Where samples have 48 kHz, the rate of Opus, and were not encoded again.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/diagnosis/detectors/concealed_shape.h"
#include "analysis/diagnosis/detectors/sound_finding.h"

namespace vr {

class Concealed final : public LaneDetector {
 public:
  static constexpr int kRateHz = 48000;

  explicit Concealed(const LaneFacts& lane) : lane_(lane) { rest_.reserve(ConcealedShape::kHopFrames); }
  void Listen(const Cell& cell) override;
  void Finish(Report* report) override;

 private:
  static constexpr size_t kPlaces = kRateHz / 50 / ConcealedShape::kHopFrames;

  // What is added up at one place in 20 ms.
  struct Sum {
    double score = 0;
    double begin_s = 0;
    double top = 0;  // the highest score, and when it was reached
    double top_s = 0;
    double filled = 0;  // packets that were filled in, until now and until the top
    double filled_top = 0;
  };
  void TakeHop(const float* frames, double end_s);
  void Add(double likeness, double begin_s);
  void EndStretch();

  const LaneFacts& lane_;
  ConcealedShape shape_;
  std::vector<float> rest_;  // samples that do not fill a step yet
  int64_t hops_ = 0;
  std::array<Sum, kPlaces> sums_{};
  Sum worst_;
  std::vector<Finding> found_;
};

}  // namespace vr
