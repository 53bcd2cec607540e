// The sum of lanes over a stretch of time, block by block.
#pragma once

#include <memory>
#include <vector>

#include "analysis/audio_file.h"
#include "analysis/capture.h"

namespace vr {

class LaneMix {
 public:
  // range: of valid frames. kNotSupported: their channels do not go together; otherwise as Capture::OpenAudio.
  static Result<std::unique_ptr<LaneMix>> Open(Capture& capture, const std::vector<size_t>& lanes,
                                               const FrameRange& range);

  int sample_rate_hz() const { return readers_[0]->sample_rate_hz(); }
  int channels() const { return channels_; }
  int64_t frames() const { return range_.frames; }
  // The samples of the only lane are 16-bit PCM, and nothing has to be added.
  bool verbatim() const { return readers_.size() == 1 && readers_[0]->pcm16(); }

  // The next frames, interleaved; 0 at the end. A lane that ends before the range is silent then.
  Result<size_t> Next(size_t frames, float* into);
  Result<size_t> NextPcm16(size_t frames, int16_t* into);  // when verbatim()
  void Rewind() { done_ = 0; }
  int64_t done() const { return done_; }

 private:
  LaneMix() = default;
  Status Add(AudioReader& reader, size_t frames, float* into);
  size_t Left(size_t frames) const;

  std::vector<std::unique_ptr<AudioReader>> readers_;
  FrameRange range_;
  int channels_ = 1;
  int64_t done_ = 0;
  std::vector<float> lane_;
};

}  // namespace vr
