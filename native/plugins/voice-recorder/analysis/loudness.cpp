#include "analysis/loudness.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "analysis/progress_ticker.h"
#include "analysis/short_term_curve.h"
#include "analysis/true_peak.h"
#include "base/audio_types.h"
#include "base/json_text.h"

namespace vr {
namespace {

using Json = nlohmann::ordered_json;

// libebur128 keeps 3 s of each channel as doubles.
constexpr int64_t kMostSamplesPerSecond = (int64_t{32} << 20) / (3 * 8);
constexpr int kMostMeasuredChannels = 64;
constexpr int kLeastRateHz = 100;
// Up to here every block is kept, and gating is exact; beyond, blocks are counted in steps of 0.1 LU.
constexpr int64_t kExactSeconds = 6 * 3600;
constexpr double kFloorLufs = -70.0;
constexpr uint64_t kBlockTenths = 2;

double ToHundredths(double value) {
  return std::floor(value * 100.0 + 0.5) / 100.0;
}

Json LufsOrNull(double lufs) {
  return lufs >= kFloorLufs ? Json(ToHundredths(lufs)) : Json(nullptr);
}

Status CheckFormat(const AudioReader& audio) {
  const int64_t samples_per_second = int64_t{audio.sample_rate_hz()} * audio.channels();
  if (audio.sample_rate_hz() >= kLeastRateHz && audio.channels() >= 1 && audio.channels() <= kMostMeasuredChannels &&
      samples_per_second <= kMostSamplesPerSecond) {
    return Status::Ok();
  }
  return {ErrorCode::kNotSupported, "loudness is measured from " + std::to_string(kLeastRateHz) + " Hz on, of up to " +
                                        std::to_string(kMostMeasuredChannels) + " channels and " +
                                        std::to_string(kMostSamplesPerSecond) +
                                        " samples a second in all; this lane has " + std::to_string(audio.channels()) +
                                        " channels at " + std::to_string(audio.sample_rate_hz()) + " Hz"};
}

Ebur128 MakeState(const AudioReader& audio) {
  const bool is_long = audio.frames() / audio.sample_rate_hz() > kExactSeconds;
  const int mode =
      EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_SAMPLE_PEAK | (is_long ? EBUR128_MODE_HISTOGRAM : 0);
  return Ebur128(
      ebur128_init(static_cast<unsigned>(audio.channels()), static_cast<unsigned long>(audio.sample_rate_hz()), mode));
}

double SamplePeakOf(ebur128_state* state) {
  double highest = 0;
  for (unsigned channel = 0; channel < state->channels; ++channel) {
    double peak = 0;
    if (ebur128_sample_peak(state, channel, &peak) == EBUR128_SUCCESS) highest = std::max(highest, peak);
  }
  return highest;
}

double Db(double peak) {
  return peak > 0 ? std::max(kSilenceDbfs, 20.0 * std::log10(peak)) : kSilenceDbfs;
}

std::string JsonOf(ebur128_state* state, double true_peak, const ShortTermCurve& curve, bool lossy) {
  double integrated = -HUGE_VAL;
  double range = 0;
  ebur128_loudness_global(state, &integrated);
  if (ebur128_loudness_range(state, &range) != EBUR128_SUCCESS || !std::isfinite(range)) range = 0;
  Json values = Json::array();
  for (const double lufs : curve.lufs()) values.push_back(LufsOrNull(lufs));
  Json json;
  json["integratedLufs"] = LufsOrNull(integrated);
  json["rangeLu"] = ToHundredths(range);
  json["truePeakDbtp"] = ToHundredths(Db(std::max(true_peak, SamplePeakOf(state))));
  json["samplePeakDbfs"] = ToHundredths(Db(SamplePeakOf(state)));
  json["stepSeconds"] = curve.step_s();
  json["shortTermLufs"] = std::move(values);
  json["approximate"] = lossy;
  return JsonText(json);
}

}  // namespace

Result<std::string> LoudnessOf(AudioReader& audio, const Progress& progress) {
  if (Status format = CheckFormat(audio); !format.ok()) return format;
  const Ebur128 state = MakeState(audio);
  const std::unique_ptr<TruePeak> true_peak = TruePeak::Make(audio.channels(), audio.sample_rate_hz());
  if (state == nullptr || true_peak == nullptr)
    return Status(ErrorCode::kOutOfMemory, "no memory for a loudness meter");
  const auto rate_hz = static_cast<uint64_t>(audio.sample_rate_hz());
  const auto channels = static_cast<size_t>(audio.channels());
  const auto frames = static_cast<uint64_t>(std::max<int64_t>(0, audio.frames()));
  const auto begin_of = [rate_hz](uint64_t tenth) { return tenth / 10 * rate_hz + tenth % 10 * rate_hz / 10; };
  ShortTermCurve curve(frames / rate_hz * 10 + frames % rate_hz * 10 / rate_hz);
  ProgressTicker ticker(progress);
  std::vector<float> block((static_cast<size_t>(rate_hz) / 10 + 1) * kBlockTenths * channels);
  for (uint64_t tenth = 0; begin_of(tenth) < frames; tenth += kBlockTenths) {
    const uint64_t first_frame = begin_of(tenth);
    if (Status told = ticker.Tell(Share(first_frame, frames)); !told.ok()) return told;
    const uint64_t wanted = begin_of(tenth + kBlockTenths) - first_frame;
    const Result<size_t> read =
        audio.Read(static_cast<int64_t>(first_frame), static_cast<size_t>(wanted), block.data());
    if (!read.ok()) return read.status();
    if (!true_peak->Add(block.data(), read.value())) {
      return Status(ErrorCode::kOutOfMemory, "no memory for the true peak of a loudness meter");
    }
    for (uint64_t i = tenth; i < tenth + kBlockTenths; ++i) {
      const uint64_t begin = begin_of(i) - first_frame;
      const uint64_t end = std::min<uint64_t>(begin_of(i + 1) - first_frame, read.value());
      if (begin >= end) break;
      if (ebur128_add_frames_float(state.get(), block.data() + begin * channels, static_cast<size_t>(end - begin)) !=
          EBUR128_SUCCESS) {
        return Status(ErrorCode::kOutOfMemory, "no memory for the blocks of a loudness meter");
      }
      if (end < begin_of(i + 1) - first_frame) break;
      double lufs = -HUGE_VAL;
      ebur128_loudness_window(state.get(), 100, &lufs);
      curve.Add(lufs);
    }
    if (read.value() < wanted) break;
  }
  return JsonOf(state.get(), true_peak->peak(), curve, audio.lossy());
}

}  // namespace vr
