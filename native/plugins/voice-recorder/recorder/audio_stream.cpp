#include "recorder/audio_stream.h"

#include <algorithm>
#include <utility>

namespace vr {

Result<std::unique_ptr<AudioStream>> AudioStream::Make(size_t stream, const EncoderConfig& encoder,
                                                       const CycleConfig* cycle, StreamListener* listener) {
  std::unique_ptr<AudioStream> made(new AudioStream(stream, encoder, listener));
  const Status status = made->Restart(0);
  if (!status.ok()) return status;
  if (cycle == nullptr) return made;
  Result<std::unique_ptr<CycleBuffer>> memory = CycleBuffer::Make(*cycle);
  if (!memory.ok()) return memory.status();
  made->memory_ = std::move(memory.value());
  made->keep_frames_ = cycle->keep_frames;
  return made;
}

Status AudioStream::Restart(int64_t first_frame) {
  Result<std::unique_ptr<Encoder>> encoder = MakeEncoder(config_);
  if (!encoder.ok()) return encoder.status();
  encoder_ = std::move(encoder.value());
  base_frame_ = end_frame_ = first_frame;
  encoded_frames_ = 0;
  return Status::Ok();
}

Status AudioStream::Encode(const int16_t* samples, int frames) {
  encoded_frames_ += frames;
  return encoder_->Encode(samples, frames, *this);
}

Status AudioStream::EncodeSilence(int64_t frames) {
  constexpr int64_t kPieceFrames = 4096;
  const std::vector<int16_t> silence(static_cast<size_t>(std::min(frames, kPieceFrames) * config_.channels));
  Status status;
  for (int64_t left = frames; left > 0 && status.ok(); left -= kPieceFrames) {
    status = Encode(silence.data(), static_cast<int>(std::min(left, kPieceFrames)));
  }
  return status;
}

Status AudioStream::Flush() {
  return encoder_->Flush(*this);
}

void AudioStream::OnEncodedBlock(const EncodedBlock& block) {
  EncodedBlock placed = block;
  placed.first_frame += base_frame_;
  end_frame_ = placed.first_frame + placed.frames;
  if (end_frame_ <= keep_from_) return;
  if (memory_ != nullptr) {
    const bool whole = memory_->Append(placed);
    short_ = !whole || (short_ && memory_->end_frame() - memory_->first_frame() < keep_frames_);
  } else {
    encoded_.insert(encoded_.end(), block.data, block.data + block.size_bytes);
  }
  if (listener_ != nullptr) listener_->OnStreamBlock(stream_, placed);
}

void AudioStream::ForgetMemory() {
  if (memory_ != nullptr) memory_->Forget();
  short_ = false;
}

std::vector<uint8_t> AudioStream::TakeEncoded() {
  return std::exchange(encoded_, {});
}

}  // namespace vr
