#include "recorder/held_readers.h"

#include <algorithm>
#include <utility>

#include "recorder/encoded_audio.h"
#include "recorder/held_audio.h"
#include "recorder/remixed_audio.h"

namespace vr {
namespace {

std::string WhyOf(HoleCause cause, const std::string& why) {
  switch (cause) {
    case HoleCause::kDamaged:
      return "damaged";
    case HoleCause::kUnreadable:
      return "unreadable";
    default:
      return why;
  }
}

// The frames of the mix from `first` on that are silent, as the sidecar tells them.
void AddMissing(const std::vector<RingHole>& holes, int64_t stream_to_valid, const std::string& why,
                CaptureInfo* info) {
  for (const RingHole& hole : holes) {
    const int64_t first = std::max<int64_t>(0, hole.first_frame + stream_to_valid);
    const int64_t end = std::min(info->valid_frames, hole.first_frame + hole.frames + stream_to_valid);
    if (first < end) info->missing.push_back({first, end - first, WhyOf(hole.cause, why)});
  }
}

// One part after the other; each may be null.
class Joined final : public AudioPieces {
 public:
  Joined(std::unique_ptr<AudioPieces> first, std::unique_ptr<AudioPieces> second) {
    parts_[0] = std::move(first);
    parts_[1] = std::move(second);
  }
  uint64_t expected_bytes() const override {
    uint64_t bytes = 0;
    for (const auto& part : parts_) bytes += part == nullptr ? 0 : part->expected_bytes();
    return bytes;
  }
  Result<std::vector<ByteView>> Next() override {
    for (auto& part : parts_) {
      if (part == nullptr) continue;
      Result<std::vector<ByteView>> views = part->Next();
      if (!views.ok() || !views.value().empty()) return views;
    }
    return std::vector<ByteView>();
  }

 private:
  std::unique_ptr<AudioPieces> parts_[2];
};

}  // namespace

EncoderConfig EncoderOf(const HeldCapture& held, const HeldStream& stream, Codec codec) {
  EncoderConfig config = held.encoder;
  config.codec = codec;
  config.channels = stream.channels;
  return config;
}

Status HeldReaders::Open() {
  for (const HeldStream& stream : held_.streams) {
    const Status status = OpenStream(stream);
    if (!status.ok()) return status;
  }
  return Status::Ok();
}

CaptureAudio HeldReaders::audio() {
  CaptureAudio audio{*readers_[0], {}};
  for (size_t i = 1; i < readers_.size(); ++i) audio.tracks.push_back(readers_[i].get());
  return audio;
}

void HeldReaders::Complete() {
  const int64_t stream_to_valid = -(mix_first_ + held_.valid_start);
  held_.info.missing.clear();
  if (forgotten_.frames > 0) AddMissing({forgotten_}, stream_to_valid, "excluded", &held_.info);
  AddMissing(mix_->holes(), stream_to_valid, held_.hole_why, &held_.info);
  if (remixed_ == nullptr || held_.info.features.empty()) return;
  std::vector<FeatureWord>& words = held_.info.features[0].words;
  const std::vector<FeatureWord>& cells = remixed_->cells();
  std::copy_n(cells.begin(), std::min(cells.size(), words.size()), words.begin());
}

Status HeldReaders::OpenStream(const HeldStream& stream) {
  const Codec held_codec = held_.encoder.codec;
  std::vector<uint8_t> silent_block;
  if (held_codec == Codec::kAacLc) {
    Result<std::vector<uint8_t>> silent = SilentBlock(EncoderOf(held_, stream, held_codec));
    if (!silent.ok()) return silent.status();
    silent_block = std::move(silent.value());
  }
  const bool is_mix = readers_.empty();
  const int64_t floor =
      is_mix ? std::clamp(held_.remix_before, stream.first_frame, stream.end_frame) : stream.first_frame;
  auto whole = std::make_unique<HeldAudio>(stream, floor, stream.end_frame, held_.ring, held_.encoder, silent_block);
  if (is_mix) {
    mix_ = whole.get();
    mix_first_ = stream.first_frame;
  }
  std::unique_ptr<AudioPieces> reader = std::move(whole);
  if (floor > stream.first_frame)
    reader = std::make_unique<Joined>(Before(stream, floor, silent_block), std::move(reader));
  if (codec_ != held_codec) {
    auto encoded = EncodedAudio::Make(std::move(reader), EncoderOf(held_, stream, codec_));
    if (!encoded.ok()) return encoded.status();
    reader = std::move(encoded.value());
  }
  readers_.push_back(std::move(reader));
  return Status::Ok();
}

// The mix before the frame up to which somebody was left out.
std::unique_ptr<AudioPieces> HeldReaders::Before(const HeldStream& mix, int64_t floor,
                                                 const std::vector<uint8_t>& silent_block) {
  if (held_.encoder.codec != Codec::kPcm16) {
    forgotten_ = {mix.first_frame, floor - mix.first_frame, HoleCause::kNothingWritten};
    HeldStream nothing = mix;
    nothing.pieces.clear();
    return std::make_unique<HeldAudio>(nothing, mix.first_frame, floor, held_.ring, held_.encoder, silent_block);
  }
  std::vector<RemixedAudio::Track> tracks;
  for (size_t i = 1; i < held_.streams.size(); ++i) {
    const HeldStream& track = held_.streams[i];
    EncoderConfig encoder = held_.encoder;
    encoder.channels = track.channels;
    tracks.push_back(
        {std::make_unique<HeldAudio>(track, mix.first_frame, floor, held_.ring, encoder, silent_block), track.kind});
  }
  auto remixed = std::make_unique<RemixedAudio>(std::move(tracks), mix.first_frame, floor - mix.first_frame,
                                                held_.encoder.sample_rate_hz, mix.channels, held_.info.layout);
  remixed_ = remixed.get();
  return remixed;
}

}  // namespace vr
