// One encoded stream of a task, the mix or one user's own track: an encoder and, in a cycle recording, the memory of
// what came out of it. Worker thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/encoded_block.h"
#include "base/status.h"
#include "cycle/cycle_buffer.h"
#include "encode/encoder.h"

namespace vr {

// The mix among the streams of a task; tracks of users follow.
constexpr size_t kMixStream = 0;

// Gets the blocks of every stream.
class StreamListener {
 public:
  virtual ~StreamListener() = default;
  virtual void OnStreamBlock(size_t stream, const EncodedBlock& block) = 0;
};

class AudioStream final : private EncodedBlockSink {
 public:
  // cycle: null in real time. The listener may be null and outlives this.
  static Result<std::unique_ptr<AudioStream>> Make(size_t stream, const EncoderConfig& encoder,
                                                   const CycleConfig* cycle, StreamListener* listener);

  // A new history: the first frame that is encoded from now on is this one of the task. For AAC it is at a block's
  // border; the caller encodes silence up to where sound begins.
  Status Restart(int64_t first_frame);
  Status Encode(const int16_t* samples, int frames);
  Status EncodeSilence(int64_t frames);
  // Blocks that end at or before this frame go nowhere.
  void KeepFrom(int64_t frame) { keep_from_ = frame; }
  Status Flush();

  size_t stream() const { return stream_; }
  const EncoderConfig& config() const { return config_; }
  int delay_frames() const { return encoder_->delay_frames(); }
  int block_frames() const { return encoder_->block_frames(); }
  int64_t base_frame() const { return base_frame_; }                      // the task's frame at which it begins
  int64_t input_frames() const { return base_frame_ + encoded_frames_; }  // the task's frames that went in
  int64_t end_frame() const { return end_frame_; }                        // of what came out
  CycleBuffer* memory() { return memory_.get(); }
  const CycleBuffer* memory() const { return memory_.get(); }
  // A block had to go early, or was lost, and what is kept since is not as long as it is to be.
  bool is_short() const { return short_; }
  // What memory() holds is gone, and so is what made it short.
  void ForgetMemory();
  // In real time: what came out since the last call.
  std::vector<uint8_t> TakeEncoded();

 private:
  AudioStream(size_t stream, const EncoderConfig& config, StreamListener* listener)
      : stream_(stream), config_(config), listener_(listener) {}
  void OnEncodedBlock(const EncodedBlock& block) override;

  const size_t stream_;
  const EncoderConfig config_;
  StreamListener* listener_;
  std::unique_ptr<Encoder> encoder_;
  std::unique_ptr<CycleBuffer> memory_;
  std::vector<uint8_t> encoded_;
  int64_t base_frame_ = 0;
  int64_t encoded_frames_ = 0;
  int64_t end_frame_ = 0;
  int64_t keep_from_ = 0;
  int64_t keep_frames_ = 0;  // of the memory
  bool short_ = false;
};

}  // namespace vr
