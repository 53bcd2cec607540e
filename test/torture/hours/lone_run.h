// One source at the task's own rate: every sample exactly in its place, for hours.
#pragma once

#include "hours/long_run.h"
#include "support/counting_signal.h"

namespace vr_torture {

class LoneRun final : public LongRun {
 public:
  explicit LoneRun(const Config& config);
  uint64_t samples() const { return samples_; }
  uint64_t wrong_samples() const { return wrong_samples_; }

 private:
  void Deliver(double now_s) override;
  void Change(double) override {}
  void CheckAudio(const Capture& capture, double from_s) override;

  vr::SourceId source_ = 0;
  CountingSignal signal_{kFullTop};
  uint64_t samples_ = 0;
  uint64_t wrong_samples_ = 0;
};

}  // namespace vr_torture
