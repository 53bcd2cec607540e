#include "diagnosis/opus_trip.h"

#include <opus/opus.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace vr::bench {
namespace {

constexpr int kPacketFrames = kRateHz / 50;
constexpr int kComplexity = 5;

struct Destroy {
  void operator()(OpusEncoder* encoder) const { opus_encoder_destroy(encoder); }
  void operator()(OpusDecoder* decoder) const { opus_decoder_destroy(decoder); }
};

void MustWork(int code) {
  if (code >= 0) return;
  std::fprintf(stderr, "libopus failed: %s\n", opus_strerror(code));
  std::exit(4);
}

}  // namespace

Signal ThroughOpus(const Signal& signal, int bits_per_second, const std::function<bool(size_t)>& lost) {
  int error = OPUS_OK;
  const std::unique_ptr<OpusEncoder, Destroy> encoder(opus_encoder_create(kRateHz, 1, OPUS_APPLICATION_VOIP, &error));
  MustWork(error);
  const std::unique_ptr<OpusDecoder, Destroy> decoder(opus_decoder_create(kRateHz, 1, &error));
  MustWork(error);
  opus_int32 delay_frames = 0;
  MustWork(opus_encoder_ctl(encoder.get(), OPUS_SET_BITRATE(bits_per_second)));
  MustWork(opus_encoder_ctl(encoder.get(), OPUS_SET_COMPLEXITY(kComplexity)));
  MustWork(opus_encoder_ctl(encoder.get(), OPUS_GET_LOOKAHEAD(&delay_frames)));
  Signal out;
  std::array<float, kPacketFrames> pcm{};
  std::array<unsigned char, 1500> packet{};
  const size_t wanted = signal.size() + static_cast<size_t>(delay_frames);
  for (size_t number = 0; out.size() < wanted; ++number) {
    const size_t begin = std::min(signal.size(), number * kPacketFrames);
    const size_t end = std::min(signal.size(), begin + kPacketFrames);
    std::copy(signal.begin() + static_cast<ptrdiff_t>(begin), signal.begin() + static_cast<ptrdiff_t>(end),
              pcm.begin());
    std::fill(pcm.begin() + static_cast<ptrdiff_t>(end - begin), pcm.end(), 0.0F);
    const opus_int32 bytes = opus_encode_float(encoder.get(), pcm.data(), kPacketFrames, packet.data(), packet.size());
    MustWork(bytes);
    const bool arrives = !lost || !lost(number);
    MustWork(opus_decode_float(decoder.get(), arrives ? packet.data() : nullptr, arrives ? bytes : 0, pcm.data(),
                               kPacketFrames, 0));
    out.insert(out.end(), pcm.begin(), pcm.end());
  }
  out.erase(out.begin(), out.begin() + delay_frames);
  out.resize(signal.size());
  return out;
}

}  // namespace vr::bench
