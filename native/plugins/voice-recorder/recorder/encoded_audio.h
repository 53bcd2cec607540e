// PCM that is held, as AAC: encoded while it is read. Writing thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/audio_pieces.h"
#include "encode/encoder.h"

namespace vr {

class EncodedAudio final : public AudioPieces, private EncodedBlockSink {
 public:
  // config: what comes out. pcm has its rate and channels.
  static Result<std::unique_ptr<EncodedAudio>> Make(std::unique_ptr<AudioPieces> pcm, const EncoderConfig& config);

  uint64_t expected_bytes() const override;
  Result<std::vector<ByteView>> Next() override;

 private:
  EncodedAudio(std::unique_ptr<AudioPieces> pcm, std::unique_ptr<Encoder> encoder, const EncoderConfig& config)
      : pcm_(std::move(pcm)), encoder_(std::move(encoder)), config_(config) {}
  void OnEncodedBlock(const EncodedBlock& block) override;

  std::unique_ptr<AudioPieces> pcm_;
  std::unique_ptr<Encoder> encoder_;
  const EncoderConfig config_;
  std::vector<uint8_t> bytes_;
  bool flushed_ = false;
};

}  // namespace vr
