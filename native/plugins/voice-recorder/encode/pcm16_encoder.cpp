#include "encode/pcm16_encoder.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>

namespace vr {
namespace {

bool HostIsLittleEndian() {
  const uint16_t probe = 1;
  uint8_t first_byte;
  std::memcpy(&first_byte, &probe, 1);
  return first_byte == 1;
}

class Pcm16Encoder final : public Encoder {
 public:
  explicit Pcm16Encoder(int channels) : channels_(channels) {}

  Status Encode(const int16_t* samples, int frames, EncodedBlockSink& sink) override {
    if (frames < 0 || (frames > 0 && samples == nullptr)) {
      return {ErrorCode::kInvalidArgument, "PCM encoder: a block needs samples and a length of 0 or more frames"};
    }
    if (HostIsLittleEndian()) {
      Emit(reinterpret_cast<const uint8_t*>(samples), frames, sink);
    } else {
      EmitSwapped(samples, frames, sink);
    }
    return Status::Ok();
  }

  Status Flush(EncodedBlockSink&) override { return Status::Ok(); }
  int delay_frames() const override { return 0; }
  int block_frames() const override { return 1; }

 private:
  void Emit(const uint8_t* bytes, int frames, EncodedBlockSink& sink) {
    if (frames == 0) return;
    EncodedBlock block;
    block.first_frame = next_frame_;
    block.frames = frames;
    block.data = bytes;
    block.size_bytes = static_cast<size_t>(frames) * channels_ * sizeof(int16_t);
    next_frame_ += frames;
    sink.OnEncodedBlock(block);
  }

  void EmitSwapped(const int16_t* samples, int frames, EncodedBlockSink& sink) {
    const int chunk_frames = static_cast<int>(swapped_.size() / sizeof(int16_t)) / channels_;
    for (int done = 0; done < frames;) {
      const int take = std::min(chunk_frames, frames - done);
      const int16_t* from = samples + static_cast<size_t>(done) * channels_;
      for (int i = 0; i < take * channels_; ++i) {
        const auto value = static_cast<uint16_t>(from[i]);
        swapped_[2 * i] = static_cast<uint8_t>(value & 0xff);
        swapped_[2 * i + 1] = static_cast<uint8_t>(value >> 8);
      }
      Emit(swapped_.data(), take, sink);
      done += take;
    }
  }

  const int channels_;
  int64_t next_frame_ = 0;
  std::array<uint8_t, 4096> swapped_;
};

}  // namespace

std::unique_ptr<Encoder> MakePcm16Encoder(const EncoderConfig& config) {
  return std::unique_ptr<Encoder>(new (std::nothrow) Pcm16Encoder(config.channels));
}

}  // namespace vr
