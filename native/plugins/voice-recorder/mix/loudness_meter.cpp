#include "mix/loudness_meter.h"

#include <ebur128.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <mutex>
#include <new>
#include <utility>

#include "mix/loudness.h"

namespace vr {
namespace {

constexpr int kRingingMs = 100;  // of the high-pass filter at 38 Hz: 200 dB down by then

}  // namespace

struct LoudnessMeter::State {
  State() = default;
  ~State() {
    if (ebur128 != nullptr) ebur128_destroy(&ebur128);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  ebur128_state* ebur128 = nullptr;
};

std::unique_ptr<LoudnessMeter> LoudnessMeter::Make(int sample_rate_hz, int channels) {
  std::unique_ptr<State> state(new (std::nothrow) State);
  if (state == nullptr) return nullptr;
  {
    static std::mutex mutex;  // it fills tables that all meters share
    std::lock_guard<std::mutex> lock(mutex);
    state->ebur128 =
        ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(sample_rate_hz), EBUR128_MODE_M);
  }
  if (state->ebur128 == nullptr) return nullptr;
  return std::unique_ptr<LoudnessMeter>(new (std::nothrow) LoudnessMeter(sample_rate_hz, channels, std::move(state)));
}

LoudnessMeter::LoudnessMeter(int sample_rate_hz, int channels, std::unique_ptr<State> state)
    : channels_(channels),
      window_frames_(sample_rate_hz * kLoudnessWindowMs / 1000),
      rest_frames_(window_frames_ + sample_rate_hz * kRingingMs / 1000),
      silent_frames_(rest_frames_),
      state_(std::move(state)) {}

LoudnessMeter::~LoudnessMeter() = default;

void LoudnessMeter::Add(const int16_t* samples, int frames) {
  const auto count = static_cast<std::ptrdiff_t>(frames) * channels_;
  const auto rend = std::make_reverse_iterator(samples);
  const auto last =
      std::find_if(std::make_reverse_iterator(samples + count), rend, [](int16_t sample) { return sample != 0; });
  if (last == rend) return AddSilence(frames);
  ebur128_add_frames_short(state_->ebur128, samples, static_cast<size_t>(frames));
  const auto sounding = static_cast<int>((rend - last - 1) / channels_ + 1);
  silent_frames_ = std::min(frames - sounding, rest_frames_);
}

// More zeros than these change nothing.
void LoudnessMeter::AddSilence(int frames) {
  static constexpr std::array<int16_t, 2048> kZeros{};
  for (int left = std::min(frames, rest_frames_ - silent_frames_); left > 0;) {
    const int count = std::min(left, static_cast<int>(kZeros.size()) / channels_);
    ebur128_add_frames_short(state_->ebur128, kZeros.data(), static_cast<size_t>(count));
    silent_frames_ += count;
    left -= count;
  }
}

double LoudnessMeter::Momentary() const {
  double lufs = kSilenceLufs;
  if (silent_frames_ < window_frames_) ebur128_loudness_momentary(state_->ebur128, &lufs);
  return lufs;
}

}  // namespace vr
