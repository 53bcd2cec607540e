#include "analysis/float_spectrum.h"

#include <array>
#include <cmath>

namespace vr {

FloatSpectrum::FloatSpectrum(size_t fft_frames)
    : window_(fft_frames), half_(fft_frames / 2, false), real_(fft_frames), out_(fft_frames / 2) {
  constexpr double kPi = 3.14159265358979323846;
  const auto size = static_cast<double>(fft_frames);
  // A sine of amplitude 1 gives half the sum of the window, size / 4.
  for (size_t i = 0; i < fft_frames; ++i) {
    window_[i] = static_cast<float>(4.0 / size * (0.5 - 0.5 * std::cos(2.0 * kPi * static_cast<double>(i) / size)));
  }
}

void FloatSpectrum::Of(const float* frames, std::vector<float>* powers) {
  for (size_t i = 0; i < window_.size(); ++i) real_[i] = window_[i] * frames[i];
  half_.transform_real(real_.data(), out_.data());
  powers->resize(bins());
  // The two ends are real, share a place, and have no mirror image whose half belongs to them.
  powers->front() = out_[0].real() * out_[0].real() / 4;
  powers->back() = out_[0].imag() * out_[0].imag() / 4;
  for (size_t bin = 1; bin < out_.size(); ++bin) {
    (*powers)[bin] = out_[bin].real() * out_[bin].real() + out_[bin].imag() * out_[bin].imag();
  }
}

float FloatSpectrum::MostOf(const float* frames) const {
  // A few sums side by side, for the compiler to put into one register.
  constexpr size_t kWide = 4;
  std::array<float, kWide> sums{};
  for (size_t i = 0; i < window_.size(); i += kWide) {
    for (size_t k = 0; k < kWide; ++k) {
      const float value = window_[i + k] * frames[i + k];
      sums[k] += value * value;
    }
  }
  return (sums[0] + sums[1] + sums[2] + sums[3]) * static_cast<float>(window_.size() / 2);
}

}  // namespace vr
