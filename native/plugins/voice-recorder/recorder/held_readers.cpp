#include "recorder/held_readers.h"

#include <algorithm>
#include <utility>

#include "recorder/encoded_audio.h"
#include "recorder/held_audio.h"
#include "recorder/level_track.h"
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

// The valid frames that have no sound because of these holes. A decoder needs both of two neighbouring blocks of AAC,
// so that the one behind a hole is lost too.
std::vector<CaptureMissing> MissingOf(const std::vector<RingHole>& holes, const std::string& why, Codec codec,
                                      int64_t stream_to_valid, int64_t valid_frames) {
  std::vector<CaptureMissing> missing;
  const int64_t behind = codec == Codec::kAacLc ? kAacBlockFrames : 0;
  for (const RingHole& hole : holes) {
    if (hole.frames <= 0) continue;
    const int64_t first = std::max<int64_t>(0, hole.first_frame + stream_to_valid);
    const int64_t end = std::min(valid_frames, hole.first_frame + hole.frames + behind + stream_to_valid);
    if (first < end) missing.push_back({first, end - first, WhyOf(hole.cause, why)});
  }
  return missing;
}

int64_t FramesWithin(const CaptureMissing& piece, const std::vector<CaptureMissing>& all) {
  int64_t frames = 0;
  for (const CaptureMissing& each : all) {
    const int64_t first = std::max(piece.first_frame, each.first_frame);
    frames += std::max<int64_t>(0, std::min(piece.first_frame + piece.frames, each.first_frame + each.frames) - first);
  }
  return frames;
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

// Leaves out the first bytes.
class Behind final : public AudioPieces {
 public:
  Behind(std::unique_ptr<AudioPieces> pieces, uint64_t skip_bytes) : pieces_(std::move(pieces)), skip_(skip_bytes) {}
  uint64_t expected_bytes() const override { return pieces_->expected_bytes(); }
  Result<std::vector<ByteView>> Next() override {
    while (true) {
      Result<std::vector<ByteView>> views = pieces_->Next();
      if (!views.ok() || views.value().empty() || skip_ == 0) return views;
      std::vector<ByteView> rest;
      for (const ByteView& view : views.value()) {
        const auto skipped = static_cast<size_t>(std::min<uint64_t>(skip_, view.size_bytes));
        skip_ -= skipped;
        if (skipped < view.size_bytes) rest.push_back({view.data + skipped, view.size_bytes - skipped});
      }
      if (!rest.empty()) return rest;
    }
  }

 private:
  std::unique_ptr<AudioPieces> pieces_;
  uint64_t skip_;
};

// Where the mix is as it was: at a block's beginning, whatever a damaged log says.
int64_t FloorOf(const HeldCapture& held, const HeldStream& mix) {
  const int64_t block = BlockFrames(held.encoder.codec);
  const int64_t floor = std::clamp(held.remix_before, mix.first_frame, mix.end_frame);
  const int64_t blocks = (floor - mix.first_frame + block - 1) / block;
  return std::min(mix.first_frame + blocks * block, mix.end_frame);
}

// A stretch of no audio of a stream.
std::unique_ptr<AudioPieces> Nothing(const HeldCapture& held, const HeldStream& stream, int64_t first_frame,
                                     int64_t end_frame, const std::vector<uint8_t>& silent_block) {
  HeldStream nothing = stream;
  nothing.pieces.clear();
  return std::make_unique<HeldAudio>(nothing, first_frame, end_frame, held.ring, held.encoder, silent_block);
}

// PCM: the mix before `floor` out of the tracks, which are added to the parts.
std::unique_ptr<RemixedAudio> MixAnew(const HeldCapture& held, const HeldStream& mix, int64_t floor,
                                      std::vector<OpenedStream::Part>* parts) {
  std::vector<RemixedAudio::Track> tracks;
  for (size_t i = 1; i < held.streams.size(); ++i) {
    const HeldStream& track = held.streams[i];
    EncoderConfig encoder = held.encoder;
    encoder.channels = track.channels;
    auto audio = std::make_unique<HeldAudio>(track, mix.first_frame, floor, held.ring, encoder, std::vector<uint8_t>());
    parts->push_back({i, audio.get()});
    tracks.push_back({std::move(audio), track.kind});
  }
  return std::make_unique<RemixedAudio>(std::move(tracks), mix.first_frame, floor - mix.first_frame,
                                        held.encoder.sample_rate_hz, mix.channels, held.info.layout);
}

// Empty for PCM.
Result<std::vector<uint8_t>> SilentBlockOf(const HeldCapture& held, const HeldStream& stream) {
  if (held.encoder.codec != Codec::kAacLc) return std::vector<uint8_t>();
  Result<std::vector<uint8_t>> block = SilentBlock(EncoderOf(held, stream, held.encoder.codec));
  return block.ok() || held.stand_in_block.empty() ? std::move(block) : held.stand_in_block;
}

}  // namespace

EncoderConfig EncoderOf(const HeldCapture& held, const HeldStream& stream, Codec codec) {
  EncoderConfig config = held.encoder;
  config.codec = codec;
  config.channels = stream.channels;
  return config;
}

std::vector<RingHole> OpenedStream::Part::holes() const {
  return audio->holes();
}

OpenedStream OpenHeldStream(const HeldCapture& held, size_t stream, std::vector<HeldPiece> pieces, int64_t frame,
                            const std::vector<uint8_t>& silent_block) {
  HeldStream part = held.streams[stream];
  part.pieces = std::move(pieces);
  const int64_t floor = stream == 0 ? FloorOf(held, part) : part.first_frame;
  auto rest =
      std::make_unique<HeldAudio>(part, std::max(frame, floor), part.end_frame, held.ring, held.encoder, silent_block);
  OpenedStream opened;
  opened.parts.push_back({stream, rest.get()});
  opened.pieces = std::move(rest);
  if (frame >= floor) return opened;
  std::unique_ptr<AudioPieces> before;
  if (held.encoder.codec == Codec::kPcm16) {
    const auto skipped = static_cast<uint64_t>(frame - part.first_frame) * 2 * static_cast<uint64_t>(part.channels);
    before = std::make_unique<Behind>(MixAnew(held, part, floor, &opened.parts), skipped);
  } else {
    before = Nothing(held, part, frame, floor, silent_block);
  }
  opened.pieces = std::make_unique<Joined>(std::move(before), std::move(opened.pieces));
  return opened;
}

std::string TrackName(const CaptureInfo& info, size_t track) {
  const std::string& user = info.tracks[track].user_id;
  return user.empty() ? "the user " + std::to_string(track + 1) : user;
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

std::vector<RingHole> HeldReaders::holes(size_t stream) const {
  return stream == 0 ? mix_->holes() : tracks_[stream - 1]->holes();
}

void HeldReaders::Complete() {
  const int64_t stream_to_valid = -(mix_first_ + held_.valid_start);
  CaptureInfo& info = held_.info;
  const auto missing_of = [&](const std::vector<RingHole>& holes, const std::string& why) {
    return MissingOf(holes, why, held_.encoder.codec, stream_to_valid, info.valid_frames);
  };
  info.missing.clear();
  if (forgotten_.frames > 0) info.missing = missing_of({forgotten_}, "excluded");
  const std::vector<CaptureMissing> missing = missing_of(mix_->holes(), held_.hole_why);
  info.missing.insert(info.missing.end(), missing.begin(), missing.end());
  TellTracks(stream_to_valid);
  if (remixed_ != nullptr) TellTrackless();
  if (remixed_ != nullptr || forgotten_.frames > 0) MeasureAnew(stream_to_valid);
}

// What was measured while somebody was still in the mix tells of them.
void HeldReaders::MeasureAnew(int64_t stream_to_valid) {
  CaptureInfo& info = held_.info;
  if (info.features.empty()) return;
  std::vector<FeatureWord>& words = info.features[0].words;
  if (remixed_ != nullptr) {
    const std::vector<FeatureWord>& cells = remixed_->cells();
    std::copy_n(cells.begin(), std::min(cells.size(), words.size()), words.begin());
  } else {
    const int64_t cell_frames = info.format.sample_rate_hz / kCellsPerSecond;
    const int64_t end_valid = forgotten_.first_frame + forgotten_.frames + kAacBlockFrames + stream_to_valid;
    const int64_t cells = (end_valid + info.first_cell_offset_frames + cell_frames - 1) / cell_frames;
    std::fill_n(words.begin(), std::clamp<int64_t>(cells, 0, static_cast<int64_t>(words.size())), GapFeature());
  }
  const Levels levels = LevelsOf(words);
  info.peak_dbfs = levels.peak_dbfs;
  info.rms_dbfs = levels.rms_dbfs;
  info.loudness_lufs = kNoLoudness;
}

// Who has no track of their own cannot be mixed anew.
void HeldReaders::TellTrackless() {
  CaptureInfo& info = held_.info;
  const int64_t frames = remixed_->frames() - held_.valid_start;
  for (const CaptureSource& source : info.sources) {
    const bool has_track = std::any_of(info.tracks.begin(), info.tracks.end(), [&source](const CaptureTrack& track) {
      return track.kind == source.kind && track.user_id == source.user_id;
    });
    const bool spoke = !source.formats.empty() && source.formats.front().frame < frames;
    if (has_track || !spoke || !IsAudible(info.position, source.kind)) continue;
    info.problems.push_back(source.name() + " is not in the first " + std::to_string(frames) +
                            " frames: these were mixed anew without a user who was left out, out of the users' own "
                            "tracks, and this one has none");
  }
}

// What of a user's own track could not be had though the mix has it.
void HeldReaders::TellTracks(int64_t stream_to_valid) {
  CaptureInfo& info = held_.info;
  for (size_t i = 0; i < tracks_.size() && i < info.tracks.size(); ++i) {
    std::vector<RingHole> holes = tracks_[i]->holes();
    for (RingHole& hole : holes) {
      const int64_t end = hole.first_frame + hole.frames;
      hole.first_frame = std::max(hole.first_frame, held_.streams[1 + i].begins_frame);
      hole.frames = std::max<int64_t>(0, end - hole.first_frame);
    }
    for (const CaptureMissing& piece :
         MissingOf(holes, held_.hole_why, held_.encoder.codec, stream_to_valid, info.valid_frames)) {
      if (FramesWithin(piece, info.missing) == piece.frames) continue;
      if (held_.is_live && piece.first_frame + piece.frames >= info.valid_frames) continue;
      info.problems.push_back("of the track of " + TrackName(info, i) + ", " + std::to_string(piece.frames) +
                              " frames from frame " + std::to_string(piece.first_frame) +
                              " on are missing: " + piece.why);
    }
  }
}

Status HeldReaders::OpenStream(const HeldStream& stream) {
  const Codec held_codec = held_.encoder.codec;
  const Result<std::vector<uint8_t>> silent = SilentBlockOf(held_, stream);
  if (!silent.ok()) return silent.status();
  const std::vector<uint8_t>& silent_block = silent.value();
  const bool is_mix = readers_.empty();
  const int64_t floor = is_mix ? FloorOf(held_, stream) : stream.first_frame;
  auto whole = std::make_unique<HeldAudio>(stream, floor, stream.end_frame, held_.ring, held_.encoder, silent_block);
  if (is_mix) {
    mix_ = whole.get();
    mix_first_ = stream.first_frame;
  } else {
    tracks_.push_back(whole.get());
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
    return Nothing(held_, mix, mix.first_frame, floor, silent_block);
  }
  std::vector<OpenedStream::Part> parts;
  auto remixed = MixAnew(held_, mix, floor, &parts);
  remixed_ = remixed.get();
  return remixed;
}

}  // namespace vr
