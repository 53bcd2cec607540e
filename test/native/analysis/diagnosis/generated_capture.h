// A capture whose lanes come from functions, and what a diagnosis says of it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/capture.h"
#include "analysis/diagnosis/diagnose.h"
#include "analysis/file_capture.h"
#include "native/analysis/generated_readers.h"

namespace vr::test {

class GeneratedCapture final : public Capture {
 public:
  GeneratedCapture(int sample_rate_hz, double seconds)
      : rate_hz_(sample_rate_hz), frames_(static_cast<int64_t>(seconds * sample_rate_hz)) {}

  // A lane with audio. kind: "mix", "local", "remote", "remoteMix" or "channel".
  GeneratedCapture& Add(const std::string& kind, const std::string& user, GeneratedAudio::Signal signal,
                        int channels = 1) {
    Lane lane;
    lane.kind = kind;
    lane.user = user;
    lane.channels = channels;
    lane.file = static_cast<int>(lanes_.size());
    lane.source_id = static_cast<int64_t>(lanes_.size()) + 1;
    lanes_.push_back(lane);
    signals_.push_back(std::move(signal));
    cells_.emplace_back();
    return *this;
  }
  // Levels from before encoding, of the lane that was added last.
  GeneratedCapture& WithFeatures(GeneratedFeatures::Cells cells) {
    lanes_.back().has_features = true;
    cells_.back() = std::move(cells);
    return *this;
  }
  GeneratedCapture& WithGap(double start_s, double seconds) {
    lanes_.back().gaps.push_back({start_s, seconds});
    return *this;
  }
  // The lane that was added last has no audio of its own.
  GeneratedCapture& WithoutAudio() {
    lanes_.back().file = -1;
    return *this;
  }
  // The samples went through AAC.
  GeneratedCapture& Lossy() {
    lossy_ = true;
    return *this;
  }
  // One side on each channel.
  GeneratedCapture& Split() {
    parts_.split = true;
    return *this;
  }
  GeneratedCapture& WithSidecar(std::string text) {
    parts_.sidecar_text = std::move(text);
    return *this;
  }
  // Reading any lane fails at this frame.
  GeneratedCapture& FailAt(int64_t frame) {
    fail_at_ = frame;
    return *this;
  }

  const std::vector<Lane>& lanes() const override { return lanes_; }
  int sample_rate_hz() const override { return rate_hz_; }
  int64_t valid_frames() const override { return frames_; }
  std::string InfoJson() override { return "{}"; }
  const CaptureParts* parts() const override { return &parts_; }

  Result<std::unique_ptr<AudioReader>> OpenAudio(size_t lane) override {
    if (lanes_[lane].file < 0) return Status(ErrorCode::kNotSupported, "no audio");
    auto audio = std::make_unique<GeneratedAudio>(rate_hz_, lanes_[lane].channels, frames_, signals_[lane]);
    if (lossy_) audio->set_lossy();
    if (fail_at_ >= 0) audio->FailAt(fail_at_);
    return std::unique_ptr<AudioReader>(std::move(audio));
  }
  Result<std::unique_ptr<FeatureReader>> OpenFeatures(size_t lane) override {
    if (!lanes_[lane].has_features) return Status(ErrorCode::kNotFound, "no features");
    const auto cells = static_cast<uint64_t>((frames_ * 100 + rate_hz_ - 1) / rate_hz_);
    return std::unique_ptr<FeatureReader>(std::make_unique<GeneratedFeatures>(rate_hz_, cells, 0, cells_[lane]));
  }

 private:
  int rate_hz_;
  int64_t frames_;
  std::vector<Lane> lanes_;
  std::vector<GeneratedAudio::Signal> signals_;
  std::vector<GeneratedFeatures::Cells> cells_;
  CaptureParts parts_;
  bool lossy_ = false;
  int64_t fail_at_ = -1;
};

// All that is said; a failed test when it is refused.
Report DiagnosisOf(Capture& capture);
// Those of one id.
std::vector<Finding> FindingsOf(const Report& report, const std::string& id);
// The state of a check of one lane (or kWholeCapture); a failed test unless it was made exactly once.
CheckState StateOf(const Report& report, const std::string& id, int lane);

}  // namespace vr::test
