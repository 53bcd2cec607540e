// Changes the rate of a contiguous run of samples, by a ratio that may glide. Output frame j of a run stands for
// input frame j / ratio: the library's own delay is accounted for. Worker thread only.
#pragma once

#include <memory>
#include <vector>

struct SRC_STATE_tag;

namespace vr {

class Resampler {
 public:
  Resampler();
  ~Resampler();

  // A new run begins. The first discard_frames of its output are thrown away (a run that is primed with history).
  void Begin(int channels, int discard_frames);
  // Appends what becomes ready to out, interleaved.
  void Process(const float* samples, int frames, double ratio, std::vector<float>* out);
  // The run ends; appends what was held back.
  void End(double ratio, std::vector<float>* out);

 private:
  void Run(const float* samples, int frames, double ratio, bool last, std::vector<float>* out);

  struct Deleter {
    void operator()(SRC_STATE_tag* state) const;
  };
  std::unique_ptr<SRC_STATE_tag, Deleter> state_;
  int channels_ = 0;
  int discard_frames_ = 0;
  std::vector<float> ready_;
};

}  // namespace vr
