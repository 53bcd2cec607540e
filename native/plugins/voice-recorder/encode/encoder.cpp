#include "encode/encoder.h"

#include <algorithm>
#include <string>

#include "encode/pcm16_encoder.h"
#ifdef VR_HAS_VO_AACENC
#include "encode/aac_vo_encoder.h"
#endif

namespace vr {
namespace {

constexpr int kAacRatesHz[] = {8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000};
constexpr int kAacMaxBitsPerSample = 6;

class LastBlock final : public EncodedBlockSink {
 public:
  void OnEncodedBlock(const EncodedBlock& block) override { bytes.assign(block.data, block.data + block.size_bytes); }
  std::vector<uint8_t> bytes;
};

bool IsAacRate(int sample_rate_hz) {
  return std::find(std::begin(kAacRatesHz), std::end(kAacRatesHz), sample_rate_hz) != std::end(kAacRatesHz);
}

int AacMonoBitRate(Quality quality) {
  switch (quality) {
    case Quality::kLow:
      return 27000;
    case Quality::kMedium:
      return 50000;
    case Quality::kHigh:
      return 96000;
  }
  return 50000;
}

Result<std::unique_ptr<Encoder>> MakeAacEncoder(const EncoderConfig& config) {
  if (!IsAacRate(config.sample_rate_hz)) {
    return Status(ErrorCode::kInvalidArgument,
                  "AAC has no sample rate of " + std::to_string(config.sample_rate_hz) + " Hz");
  }
#ifdef VR_HAS_VO_AACENC
  return MakeAacVoEncoder(config);
#else
  return Status(ErrorCode::kNotSupported,
                "this build has no AAC encoder: install libvo-aacenc-dev and build again, or record to .wav");
#endif
}

}  // namespace

Result<std::unique_ptr<Encoder>> MakeEncoder(const EncoderConfig& config) {
  if (config.channels < 1 || config.channels > 2) {
    return Status(ErrorCode::kInvalidArgument,
                  "an encoder takes 1 or 2 channels, not " + std::to_string(config.channels));
  }
  if (config.sample_rate_hz <= 0) {
    return Status(ErrorCode::kInvalidArgument, "an encoder needs a sample rate above 0 Hz");
  }
  if (config.codec == Codec::kAacLc) return MakeAacEncoder(config);
  std::unique_ptr<Encoder> encoder = MakePcm16Encoder(config);
  if (encoder == nullptr) return Status(ErrorCode::kOutOfMemory, "PCM encoder: out of memory");
  return encoder;
}

Result<std::vector<uint8_t>> SilentBlock(const EncoderConfig& config) {
  if (config.codec == Codec::kPcm16) return std::vector<uint8_t>(static_cast<size_t>(2 * config.channels));
  Result<std::unique_ptr<Encoder>> encoder = MakeEncoder(config);
  if (!encoder.ok()) return encoder.status();
  constexpr int kBlocksUntilSettled = 8;
  const int frames = kBlocksUntilSettled * encoder.value()->block_frames();
  const std::vector<int16_t> silence(static_cast<size_t>(frames) * static_cast<size_t>(config.channels));
  LastBlock last;
  const Status status = encoder.value()->Encode(silence.data(), frames, last);
  if (!status.ok()) return status;
  return std::move(last.bytes);
}

int EncoderDelayFrames(Codec codec) {
#ifdef VR_HAS_VO_AACENC
  if (codec == Codec::kAacLc) return AacVoDelayFrames();
#endif
  static_cast<void>(codec);
  return 0;
}

bool HasEncoder(Codec codec) {
#ifdef VR_HAS_VO_AACENC
  return codec == Codec::kPcm16 || codec == Codec::kAacLc;
#else
  return codec == Codec::kPcm16;
#endif
}

const char* AacEncoderName() {
#ifdef VR_HAS_VO_AACENC
  return AacVoEncoderName();
#else
  return "none";
#endif
}

int BitRate(const EncoderConfig& config) {
  if (config.codec == Codec::kPcm16) return config.sample_rate_hz * config.channels * 16;
  const int mono = AacMonoBitRate(config.quality);
  const int wanted = config.channels == 2 ? mono / 5 * 8 : mono;
  return std::min(wanted, kAacMaxBitsPerSample * config.sample_rate_hz * config.channels);
}

}  // namespace vr
