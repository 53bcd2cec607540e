#include "analysis/spectrogram.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "analysis/power_spectrum.h"
#include "analysis/progress_ticker.h"

namespace vr {
namespace {

constexpr uint32_t kMostColumns = 16384;
constexpr uint32_t kLeastFftFrames = 64;
constexpr uint32_t kMostFftFrames = 16384;
constexpr size_t kMostWindowSamples = size_t{4} << 20;

// The frames of one window after the other; what two of them share is read once, and outside the capture is silence.
class SlidingWindow {
 public:
  SlidingWindow(AudioReader* audio, size_t size_frames)
      : audio_(audio),
        channels_(static_cast<size_t>(audio->channels())),
        size_(size_frames),
        samples_(size_ * channels_) {}

  const float* samples() const { return samples_.data(); }

  Status MoveTo(int64_t first_frame) {
    const int64_t size = static_cast<int64_t>(size_);
    int64_t kept = 0;
    if (filled_ && first_frame >= first_frame_ && first_frame - first_frame_ < size) {
      kept = size - (first_frame - first_frame_);
      std::memmove(samples_.data(), samples_.data() + (size_ - static_cast<size_t>(kept)) * channels_,
                   static_cast<size_t>(kept) * channels_ * sizeof(float));
    }
    first_frame_ = first_frame;
    filled_ = true;
    return Fill(first_frame + kept, static_cast<size_t>(size - kept),
                samples_.data() + static_cast<size_t>(kept) * channels_);
  }

 private:
  Status Fill(int64_t first_frame, size_t frames, float* into) {
    std::fill(into, into + frames * channels_, 0.0f);
    const int64_t begin = std::max<int64_t>(first_frame, 0);
    const int64_t end = std::min<int64_t>(first_frame + static_cast<int64_t>(frames), audio_->frames());
    if (begin >= end) return Status::Ok();
    const Result<size_t> read = audio_->Read(begin, static_cast<size_t>(end - begin),
                                             into + static_cast<size_t>(begin - first_frame) * channels_);
    return read.ok() ? Status::Ok() : read.status();
  }

  AudioReader* audio_;
  size_t channels_;
  size_t size_;
  std::vector<float> samples_;
  int64_t first_frame_ = 0;
  bool filled_ = false;
};

uint8_t ToByte(double power) {
  if (!(power > 1e-13)) return 0;
  const double byte = std::floor(20.0 * std::log10(power) + 255.5);
  return static_cast<uint8_t>(std::clamp(byte, 0.0, 255.0));
}

}  // namespace

Status CheckSpectrogram(const SpectrogramRequest& request) {
  const auto refuse = [](const std::string& what) { return Status(ErrorCode::kInvalidArgument, what); };
  if (!(request.hop_frames > 0) || !std::isfinite(request.hop_frames)) {
    return refuse("hop_frames must be a finite number above 0");
  }
  if (request.columns < 1 || request.columns > kMostColumns) {
    return refuse("columns must be 1 to 16384, got " + std::to_string(request.columns) +
                  ": ask for a longer picture in parts");
  }
  const bool is_power_of_two = (request.fft_frames & (request.fft_frames - 1)) == 0;
  if (request.fft_frames < kLeastFftFrames || request.fft_frames > kMostFftFrames || !is_power_of_two) {
    return refuse("fft_frames must be a power of two from 64 to 16384, got " + std::to_string(request.fft_frames));
  }
  return Status::Ok();
}

size_t SpectrogramBytes(const SpectrogramRequest& request) {
  return size_t{request.columns} * (request.fft_frames / 2 + 1);
}

Status Spectrogram(AudioReader& audio, const SpectrogramRequest& request, const Progress& progress, uint8_t* into) {
  if (Status checked = CheckSpectrogram(request); !checked.ok()) return checked;
  const auto channels = static_cast<size_t>(audio.channels());
  if (channels * request.fft_frames > kMostWindowSamples) {
    return {ErrorCode::kNotSupported, "a window of " + std::to_string(request.fft_frames) + " frames of " +
                                          std::to_string(channels) + " channels is too large: take a shorter one"};
  }
  PowerSpectrum spectrum(request.fft_frames, channels);
  SlidingWindow window(&audio, request.fft_frames);
  ProgressTicker ticker(progress);
  const double size = request.fft_frames;
  for (uint32_t column = 0; column < request.columns; ++column, into += spectrum.bins()) {
    if (Status told = ticker.Tell(Share(column, request.columns)); !told.ok()) return told;
    const double middle = std::floor(static_cast<double>(request.first_frame) + request.hop_frames * column + 0.5);
    if (!(middle > -size && middle < static_cast<double>(audio.frames()) + size)) {
      std::memset(into, 0, spectrum.bins());
      continue;
    }
    if (Status moved = window.MoveTo(static_cast<int64_t>(middle) - request.fft_frames / 2); !moved.ok()) return moved;
    const std::vector<double>& powers = spectrum.Of(window.samples());
    std::transform(powers.begin(), powers.end(), into, ToByte);
  }
  return Status::Ok();
}

}  // namespace vr
