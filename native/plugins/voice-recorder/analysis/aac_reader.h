// Samples of AAC, decoded while they are read. After a seek they are the same as those of a decoding from the start:
// some frames before the wanted one are decoded and thrown away. (Noise that an encoder leaves to the decoder to make
// up is other noise of the same power then.)
#pragma once

#include <memory>
#include <vector>

#include "analysis/adts_frames.h"
#include "analysis/audio_file.h"
#include "analysis/decode/aac_decoder.h"
#include "analysis/read_faults.h"

namespace vr {

// What is known of the stream before it is decoded.
enum class AacOrigin {
  kAnywhere,     // it may be HE-AAC
  kOurRecorder,  // it is AAC-LC
};

class AacReader final : public AudioReader {
 public:
  // range: within the stream. channel: -1: all. kNotSupported: there is no decoder, or it is HE-AAC.
  static Result<std::unique_ptr<AudioReader>> Open(std::unique_ptr<AdtsFrames> source, const AdtsFormat& format,
                                                   const FrameRange& range, int channel,
                                                   std::shared_ptr<ReadFaults> faults,
                                                   AacOrigin origin = AacOrigin::kAnywhere);

  int sample_rate_hz() const override { return format_.sample_rate_hz; }
  int channels() const override { return channel_ < 0 ? format_.channels : 1; }
  int64_t frames() const override { return range_.frames; }
  bool lossy() const override { return true; }
  Result<size_t> Read(int64_t first_frame, size_t frames, float* into) override;

 private:
  AacReader() = default;
  // Makes block_ the decoded ADTS frame of this number; false: the stream ended before it.
  Result<bool> Load(uint64_t number);
  Result<bool> DecodeNext();
  // kNotSupported: the stream begins as HE-AAC.
  Status CheckProfile();
  void Take(size_t offset, size_t frames, float* into) const;

  std::unique_ptr<AdtsFrames> source_;
  std::unique_ptr<AacDecoder> decoder_;
  AdtsFormat format_;
  FrameRange range_;
  int channel_ = -1;
  std::shared_ptr<ReadFaults> faults_;
  std::vector<float> block_;  // interleaved
  uint64_t next_ = 0;         // number of the ADTS frame that is decoded next
  bool has_block_ = false;    // block_ is number next_ - 1
};

}  // namespace vr
