#include "analysis/power_spectrum.h"

#include <algorithm>
#include <cmath>

namespace vr {
namespace {

constexpr double kPi = 3.14159265358979323846;

double PowerOf(const std::complex<double>& value) {
  return value.real() * value.real() + value.imag() * value.imag();
}

}  // namespace

PowerSpectrum::PowerSpectrum(size_t fft_frames, size_t channels)
    : size_(fft_frames),
      channels_(channels),
      window_(fft_frames),
      whole_(channels > 1 ? fft_frames : 2, false),
      half_(channels % 2 == 1 ? fft_frames / 2 : 2, false),
      real_(fft_frames),
      in_(fft_frames),
      out_(fft_frames),
      powers_(fft_frames / 2 + 1) {
  // A sine of amplitude 1 gives half the sum of the window, size / 4.
  const double scale = 4.0 / static_cast<double>(size_);
  for (size_t i = 0; i < size_; ++i) {
    window_[i] = scale * (0.5 - 0.5 * std::cos(2.0 * kPi * static_cast<double>(i) / static_cast<double>(size_)));
  }
}

const std::vector<double>& PowerSpectrum::Of(const float* frames) {
  std::fill(powers_.begin(), powers_.end(), 0.0);
  size_t channel = 0;
  for (; channel + 1 < channels_; channel += 2) AddPair(frames, channel);
  if (channel < channels_) AddSingle(frames, channel);
  for (double& power : powers_) power /= static_cast<double>(channels_);
  // The first and the last bin have no mirror image whose half belongs to them.
  powers_.front() /= 4;
  powers_.back() /= 4;
  return powers_;
}

// Two real channels as the parts of one complex signal: the powers of both together are what the bin and its mirror
// image share.
void PowerSpectrum::AddPair(const float* frames, size_t channel) {
  for (size_t i = 0; i < size_; ++i) {
    const float* at = frames + i * channels_ + channel;
    in_[i] = {window_[i] * static_cast<double>(at[0]), window_[i] * static_cast<double>(at[1])};
  }
  whole_.transform(in_.data(), out_.data());
  powers_.front() += PowerOf(out_[0]);
  for (size_t bin = 1; bin < size_ / 2; ++bin) {
    powers_[bin] += (PowerOf(out_[bin]) + PowerOf(out_[size_ - bin])) / 2;
  }
  powers_.back() += PowerOf(out_[size_ / 2]);
}

void PowerSpectrum::AddSingle(const float* frames, size_t channel) {
  for (size_t i = 0; i < size_; ++i) {
    real_[i] = window_[i] * static_cast<double>(frames[i * channels_ + channel]);
  }
  half_.transform_real(real_.data(), out_.data());
  // The two ends are real, and share a place.
  powers_.front() += out_[0].real() * out_[0].real();
  powers_.back() += out_[0].imag() * out_[0].imag();
  for (size_t bin = 1; bin < size_ / 2; ++bin) powers_[bin] += PowerOf(out_[bin]);
}

}  // namespace vr
