// The placed samples of one source at the output's rate, and which of them there are. Worker thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace vr {

class OutputLine {
 public:
  OutputLine(int channels, int64_t first_frame) : channels_(static_cast<size_t>(channels)), base_(first_frame) {}

  // Writes frames (of in_channels, spread to the line's) at first_frame. What lies before the mix or over frames that
  // are there already is left out.
  void Write(int64_t first_frame, const float* samples, int frames, int in_channels);
  struct Span {
    int64_t first = 0;
    int64_t end = 0;
  };
  // Multiplies one frame; frames that are not written or are mixed already stay as they are.
  void Scale(int64_t frame, float gain);
  // Makes samples the frames [first, first + frames), zeros where there are none; true when any is not zero. Forgets
  // what lies before their end.
  bool Take(int64_t first, int frames, std::vector<float>* samples);
  // The parts of [first, end) that there are. Before Take.
  std::vector<Span> Present(int64_t first, int64_t end) const;
  int64_t written_end() const { return written_end_; }

 private:
  size_t channels_;
  int64_t base_;  // frame of samples_[0]
  int64_t written_end_ = 0;
  std::vector<float> samples_;
  std::deque<Span> spans_;
};

}  // namespace vr
