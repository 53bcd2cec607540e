// The 16-bit samples of a file that is exported, and how loud they are.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "analysis/lane_mix.h"
#include "analysis/progress_ticker.h"

namespace vr {

struct ExportLevels {
  double peak_dbfs = -120;
  double rms_dbfs = -120;
};

class ExportSamples {
 public:
  explicit ExportSamples(std::unique_ptr<LaneMix> mix) : mix_(std::move(mix)) {}

  // Finds out how much quieter all of it must be for its peak to be at full scale at most, in a pass of its own.
  // progress: of this pass.
  Status FitToFullScale(const Progress& progress);

  // Reads all of it for its levels alone.
  Status MeasureAll(const Progress& progress);

  int channels() const { return mix_->channels(); }
  int64_t frames() const { return mix_->frames(); }
  // The samples are those of the capture, bit for bit.
  bool verbatim() const { return mix_->verbatim(); }
  // The next frames, interleaved; 0 at the end.
  Result<size_t> Next(size_t frames, int16_t* into);
  // Of all that was given.
  ExportLevels levels() const;
  // By which all of it is made quieter, at most 0.
  double gain_db() const;
  // That were beyond full scale, and cut there, among all that was given.
  uint64_t clipped_samples() const { return clipped_; }

 private:
  void Measure(const int16_t* samples, size_t count);

  std::unique_ptr<LaneMix> mix_;
  float gain_ = 1;
  std::vector<float> floats_;
  int peak_ = 0;
  double squares_ = 0;
  uint64_t samples_ = 0;
  uint64_t clipped_ = 0;
};

}  // namespace vr
