// The power of a window of samples at each frequency, by kissfft, with a Hann window. One thread.
#pragma once

#include <complex>
#include <cstddef>
#include <kissfft/kissfft.hh>
#include <vector>

namespace vr {

class PowerSpectrum {
 public:
  // fft_frames: a power of two.
  PowerSpectrum(size_t fft_frames, size_t channels);

  size_t bins() const { return powers_.size(); }
  // Of fft_frames interleaved frames: one power per bin, low frequencies first, where 1 is a full-scale sine in the
  // middle of a bin. Channels are averaged. Good until the next call.
  const std::vector<double>& Of(const float* frames);

 private:
  void AddPair(const float* frames, size_t channel);
  void AddSingle(const float* frames, size_t channel);

  size_t size_;
  size_t channels_;
  std::vector<double> window_;
  // In double precision, so that every build gives the same bytes; half as long for a single real channel.
  kissfft<double> whole_;
  kissfft<double> half_;
  std::vector<double> real_;
  std::vector<std::complex<double>> in_;
  std::vector<std::complex<double>> out_;
  std::vector<double> powers_;
};

}  // namespace vr
