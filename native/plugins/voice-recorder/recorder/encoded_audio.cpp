#include "recorder/encoded_audio.h"

#include <utility>

namespace vr {

Result<std::unique_ptr<EncodedAudio>> EncodedAudio::Make(std::unique_ptr<AudioPieces> pcm,
                                                         const EncoderConfig& config) {
  Result<std::unique_ptr<Encoder>> encoder = MakeEncoder(config);
  if (!encoder.ok()) return encoder.status();
  return std::unique_ptr<EncodedAudio>(new EncodedAudio(std::move(pcm), std::move(encoder.value()), config));
}

uint64_t EncodedAudio::expected_bytes() const {
  const double seconds =
      static_cast<double>(pcm_->expected_bytes()) / (2.0 * config_.channels * config_.sample_rate_hz);
  constexpr double kFlushSeconds = 0.25;  // what the encoder gives beyond the audio
  return static_cast<uint64_t>((seconds + kFlushSeconds) * BitRate(config_) / 8);
}

void EncodedAudio::OnEncodedBlock(const EncodedBlock& block) {
  bytes_.insert(bytes_.end(), block.data, block.data + block.size_bytes);
}

Result<std::vector<ByteView>> EncodedAudio::Next() {
  bytes_.clear();
  while (bytes_.empty() && !flushed_) {
    const Result<std::vector<ByteView>> pcm = pcm_->Next();
    if (!pcm.ok()) return pcm.status();
    flushed_ = pcm.value().empty();
    Status status = flushed_ ? encoder_->Flush(*this) : Status::Ok();
    for (const ByteView& view : pcm.value()) {
      const auto frames = static_cast<int>(view.size_bytes / (2u * static_cast<unsigned>(config_.channels)));
      if (status.ok()) status = encoder_->Encode(reinterpret_cast<const int16_t*>(view.data), frames, *this);
    }
    if (!status.ok()) return status;
  }
  if (bytes_.empty()) return std::vector<ByteView>();
  return std::vector<ByteView>{{bytes_.data(), bytes_.size()}};
}

}  // namespace vr
