// Signals for the tests of detectors of sound.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "native/analysis/generated_readers.h"

namespace vr::test {

// A plain voice: a pulse train whose pitch moves, shaped by formants that move too, in syllables, with hissing sounds
// between them and pauses after every few. Made once, by a rate at which it would be right.
class PlainVoice {
 public:
  explicit PlainVoice(double seconds, uint32_t seed = 1, int rate_hz = kRate);
  GeneratedAudio::Signal Signal(double gain = 1) const;
  const std::vector<float>& samples() const { return samples_; }

 private:
  std::vector<float> samples_;
};

// White noise of this RMS, the same at each frame whenever it is asked.
GeneratedAudio::Signal WhiteNoise(double rms, uint32_t seed = 7);

GeneratedAudio::Signal Sum(GeneratedAudio::Signal a, GeneratedAudio::Signal b);
// Delayed by so many seconds.
GeneratedAudio::Signal Later(GeneratedAudio::Signal signal, double seconds, double gain = 1);
// Nothing before this moment.
GeneratedAudio::Signal From(GeneratedAudio::Signal signal, double start_s);

}  // namespace vr::test
