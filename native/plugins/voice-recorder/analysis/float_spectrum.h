// The power of a window of mono samples at each frequency, by kissfft in single precision, with a Hann window: for
// passes that take many. One thread; allocates when it is made only.
#pragma once

#include <complex>
#include <cstddef>
#include <kissfft/kissfft.hh>
#include <vector>

namespace vr {

class FloatSpectrum {
 public:
  // fft_frames: a power of two, at least 4.
  explicit FloatSpectrum(size_t fft_frames);

  size_t size() const { return window_.size(); }
  size_t bins() const { return window_.size() / 2 + 1; }
  // fft_frames samples into bins() powers, low frequencies first, where 1 is a full-scale sine in the middle of a bin.
  void Of(const float* frames, std::vector<float>* powers);
  // What those but the first and the last add up to, at most, by Parseval; in a fraction of the time.
  float MostOf(const float* frames) const;

 private:
  std::vector<float> window_;
  kissfft<float> half_;
  std::vector<float> real_;
  std::vector<std::complex<float>> out_;
};

}  // namespace vr
