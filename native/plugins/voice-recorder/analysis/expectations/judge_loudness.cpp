#include <nlohmann/json.hpp>
#include <utility>

#include "analysis/diagnosis/sentences.h"
#include "analysis/expectations/judge_sound.h"
#include "analysis/expectations/lane_choice.h"
#include "analysis/loudness.h"
#include "base/json_text.h"

namespace vr {
namespace {

// A block of the integrated loudness.
constexpr double kShortestSeconds = 0.4;

// A place of a lane, as a lane of its own.
class PlaceReader final : public AudioReader {
 public:
  PlaceReader(std::unique_ptr<AudioReader> whole, const Place& place) : whole_(std::move(whole)) {
    const int rate_hz = whole_->sample_rate_hz();
    begin_ = static_cast<int64_t>(place.start_s * rate_hz);
    end_ = std::min(whole_->frames(), static_cast<int64_t>(place.end_s * rate_hz + 0.5));
  }
  int sample_rate_hz() const override { return whole_->sample_rate_hz(); }
  int channels() const override { return whole_->channels(); }
  int64_t frames() const override { return std::max<int64_t>(0, end_ - begin_); }
  bool lossy() const override { return whole_->lossy(); }
  Result<size_t> Read(int64_t first_frame, size_t frames, float* into) override {
    if (first_frame < 0 || first_frame >= this->frames()) return size_t{0};
    const auto left = static_cast<size_t>(this->frames() - first_frame);
    return whole_->Read(begin_ + first_frame, std::min(frames, left), into);
  }

 private:
  std::unique_ptr<AudioReader> whole_;
  int64_t begin_ = 0;
  int64_t end_ = 0;
};

bool IsWithin(double lufs, const Expectation& expectation) {
  return lufs >= expectation.min_lufs.value_or(lufs) && lufs <= expectation.max_lufs.value_or(lufs);
}

}  // namespace

Result<Outcome> JudgeLoudness(const LaneFacts& lane, const Place& place, const Expectation& expectation,
                              Capture& capture, const Progress& progress) {
  Outcome outcome;
  const std::string who = NameInSentence(&lane) + ": ";
  const std::string at = " between " + SecondsText(place.start_s) + " s and " + SecondsText(place.end_s) + " s";
  if (!lane.has_audio) outcome.message = who + "it has no audio of its own that can be decoded here";
  if (place.seconds() < kShortestSeconds) outcome.message = who + "loudness takes 0.4 s at least," + at + " is less";
  if (!outcome.message.empty()) return outcome;
  Result<std::unique_ptr<AudioReader>> audio = capture.OpenAudio(static_cast<size_t>(lane.lane));
  if (!audio.ok()) return audio.status();
  PlaceReader reader(std::move(audio.value()), place);
  const Result<std::string> told = LoudnessOf(reader, progress);
  if (!told.ok() && told.status().code() != ErrorCode::kNotSupported) return told.status();
  if (!told.ok()) {
    outcome.message = who + told.status().message();
    return outcome;
  }
  const nlohmann::json measured = ParseJson(told.value());
  if (!measured["integratedLufs"].is_number()) {
    outcome.truth = Truth::kNo;
    outcome.message = who + "silent, below -70 LUFS," + at;
    return outcome;
  }
  const double lufs = measured["integratedLufs"].get<double>();
  outcome.truth = IsWithin(lufs, expectation) ? Truth::kYes : Truth::kNo;
  outcome.message = who + NumberText(lufs) + " LUFS" + at;
  outcome.measured.push_back({lane.lane, {"loudness", lufs, "LUFS"}});
  return outcome;
}

}  // namespace vr
