// What is written to an exported file: samples through an encoder, or ADTS frames as they are.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "analysis/adts_frames.h"
#include "analysis/export_samples.h"
#include "base/audio_pieces.h"
#include "encode/encoder.h"

namespace vr {

class EncodedPieces final : public AudioPieces, private EncodedBlockSink {
 public:
  // samples outlives this.
  EncodedPieces(ExportSamples& samples, std::unique_ptr<Encoder> encoder, uint64_t expected_bytes);

  uint64_t expected_bytes() const override { return expected_bytes_; }
  Result<std::vector<ByteView>> Next() override;
  // Decoded frames in what was given.
  int64_t frames() const { return frames_; }

 private:
  void OnEncodedBlock(const EncodedBlock& block) override;

  ExportSamples& samples_;
  std::unique_ptr<Encoder> encoder_;
  const uint64_t expected_bytes_;
  std::vector<int16_t> input_;
  std::vector<uint8_t> bytes_;
  int64_t frames_ = 0;
  bool over_ = false;
};

class CopiedPieces final : public AudioPieces {
 public:
  // The next `count` frames of `frames`.
  CopiedPieces(std::unique_ptr<AdtsFrames> frames, uint64_t count, uint64_t expected_bytes)
      : frames_(std::move(frames)), left_(count), expected_bytes_(expected_bytes) {}

  uint64_t expected_bytes() const override { return expected_bytes_; }
  // kUnreadable: there are fewer; kNotSupported: one of them is only a stand-in.
  Result<std::vector<ByteView>> Next() override;

 private:
  std::unique_ptr<AdtsFrames> frames_;
  uint64_t left_;
  const uint64_t expected_bytes_;
  std::vector<uint8_t> bytes_;
};

}  // namespace vr
