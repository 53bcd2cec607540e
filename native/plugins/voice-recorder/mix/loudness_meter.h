// The momentary loudness of one stream: BS.1770-4 over the last 400 ms, measured by libebur128. Worker thread only.
#pragma once

#include <cstdint>
#include <memory>

namespace vr {

class LoudnessMeter {
 public:
  // Null: out of memory. channels 1 or 2; one counts once, as BS.1770 has it. Holds 3.2 bytes for each frame of a
  // second and each channel: 154 kB at 48 kHz in mono.
  static std::unique_ptr<LoudnessMeter> Make(int sample_rate_hz, int channels);
  ~LoudnessMeter();
  LoudnessMeter(const LoudnessMeter&) = delete;
  LoudnessMeter& operator=(const LoudnessMeter&) = delete;

  // The next frames, interleaved, any number. Costs next to nothing after half a second of zeros.
  void Add(const int16_t* samples, int frames);
  // As Add with zeros.
  void AddSilence(int frames);
  // Of the 400 ms before this, in LUFS; what lies before the first frame is silence. kSilenceLufs when all is zero.
  double Momentary() const;

 private:
  struct State;
  LoudnessMeter(int sample_rate_hz, int channels, std::unique_ptr<State> state);

  int channels_;
  int window_frames_;
  int rest_frames_;    // of zeros, after which the filters and the window of the library are at rest
  int silent_frames_;  // that were added last; rest_frames_ at most
  std::unique_ptr<State> state_;
};

}  // namespace vr
