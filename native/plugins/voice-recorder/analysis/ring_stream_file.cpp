#include "analysis/ring_stream_file.h"

#include <algorithm>

#include "analysis/aac_reader.h"
#include "analysis/adts_file.h"
#include "analysis/pcm_reader.h"
#include "cycle/adts_walk.h"

namespace vr {
namespace {

// Takes bytes in order out of a stream.
class PieceBytes {
 public:
  explicit PieceBytes(const RingStreamSource& source) : source_(source) {}

  void Begin(int64_t frame) {
    opened_ = source_.Open(frame);
    bytes_.clear();
    at_ = 0;
  }
  // At least one byte, unless there are no more.
  Result<ByteView> Rest() {
    while (at_ == bytes_.size()) {
      const Result<std::vector<ByteView>> piece = opened_.pieces->Next();
      if (!piece.ok()) return piece.status();
      source_.NoteLost(opened_);
      if (piece.value().empty()) return ByteView();
      bytes_.clear();
      at_ = 0;
      for (const ByteView& view : piece.value()) bytes_.insert(bytes_.end(), view.data, view.data + view.size_bytes);
    }
    return ByteView{bytes_.data() + at_, bytes_.size() - at_};
  }
  void Skip(size_t size_bytes) { at_ += size_bytes; }

 private:
  const RingStreamSource& source_;
  OpenedStream opened_;
  std::vector<uint8_t> bytes_;
  size_t at_ = 0;
};

// The stretch as bytes, for the reader of PCM. Reading on costs nothing; another place begins anew.
class RingPcmBytes final : public ByteSource {
 public:
  explicit RingPcmBytes(const RingStreamSource& source)
      : source_(source), frame_bytes_(source.frame_bytes()), pieces_(source_) {}

  uint64_t size_bytes() const override { return static_cast<uint64_t>(source_.frames()) * frame_bytes_; }
  Result<size_t> ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) override {
    if (offset != next_ || !begun_) {
      pieces_.Begin(static_cast<int64_t>(offset / frame_bytes_));
      begun_ = true;
      next_ = offset - offset % frame_bytes_;
    }
    size_t done = 0;
    while (done < size_bytes) {
      const Result<ByteView> rest = pieces_.Rest();
      if (!rest.ok()) return rest.status();
      if (rest.value().size_bytes == 0) break;
      const uint64_t skip = offset + done - next_;
      const size_t count = std::min<size_t>(rest.value().size_bytes, skip + size_bytes - done);
      if (count > skip) {
        std::copy_n(rest.value().data + skip, count - skip, to + done);
        done += count - static_cast<size_t>(skip);
      }
      pieces_.Skip(count);
      next_ += count;
    }
    return done;
  }

 private:
  const RingStreamSource source_;
  const uint64_t frame_bytes_;
  PieceBytes pieces_;
  bool begun_ = false;
  uint64_t next_ = 0;
};

class RingAdtsFrames final : public AdtsFrames {
 public:
  explicit RingAdtsFrames(const RingStreamSource& source) : source_(source), pieces_(source_) {}

  Status Seek(uint64_t frame) override {
    if (begun_ && frame == next_) return Status::Ok();
    pieces_.Begin(static_cast<int64_t>(frame) * kAacBlockFrames);
    begun_ = true;
    next_ = frame;
    return Status::Ok();
  }

  Result<ByteView> Next() override {
    const Status status = begun_ ? Status::Ok() : Seek(0);
    if (!status.ok()) return status;
    const Result<ByteView> rest = pieces_.Rest();
    if (!rest.ok() || rest.value().size_bytes == 0) return rest;
    const AdtsStep step = AdtsStepAt(rest.value().data, rest.value().size_bytes);
    if (step.size_bytes == 0)
      return Status(ErrorCode::kUnreadable,
                    "the ring's AAC does not follow its own lengths, it was changed while it was read: open it anew");
    pieces_.Skip(step.size_bytes);
    ++next_;
    const ByteView frame = {rest.value().data, step.size_bytes};
    const std::vector<uint8_t>& silent = source_.silent_block();
    const ByteView given = IsOfTheStream(frame.data) ? frame : ByteView{silent.data(), silent.size()};
    is_stand_in_ = given.size_bytes == kAdtsHeaderBytes;
    return given;
  }
  bool is_stand_in() const override { return is_stand_in_; }

 private:
  // A block of another rate or channel count is none that a recorder wrote there.
  bool IsOfTheStream(const uint8_t* bytes) const {
    AdtsHeader header;
    return ReadAdtsHeader(bytes, &header) && header.frames == kAacBlockFrames &&
           header.sample_rate_hz == source_.sample_rate_hz() && header.channels == source_.channels();
  }

  const RingStreamSource source_;
  PieceBytes pieces_;
  bool begun_ = false;
  bool is_stand_in_ = false;
  uint64_t next_ = 0;
};

// What of the hole is in none of these, which are in the order of time.
void AddNew(const RingHole& hole, const std::vector<RingHole>& known, FrameSpans* spans) {
  const int64_t end = hole.first_frame + hole.frames;
  int64_t next = hole.first_frame;
  for (const RingHole& each : known) {
    if (each.first_frame >= end) break;
    spans->Add(next, each.first_frame);
    next = std::max(next, each.first_frame + each.frames);
  }
  spans->Add(next, end);
}

// In the order of their numbers in ADTS.
constexpr int kAacRatesHz[] = {96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350};

}  // namespace

bool IsAacRate(int sample_rate_hz) {
  return std::find(std::begin(kAacRatesHz), std::end(kAacRatesHz), sample_rate_hz) != std::end(kAacRatesHz);
}

std::vector<uint8_t> EmptyAacBlock(int sample_rate_hz, int channels) {
  const auto* rate = std::find(std::begin(kAacRatesHz), std::end(kAacRatesHz), sample_rate_hz);
  const auto number = static_cast<unsigned>(rate - std::begin(kAacRatesHz));
  const auto count = static_cast<unsigned>(channels);
  constexpr unsigned kLowComplexity = 1u << 6;
  return {0xff,
          0xf1,
          static_cast<uint8_t>(kLowComplexity | number << 2 | count >> 2),
          static_cast<uint8_t>((count & 3) << 6),
          0x00,
          0xff,
          0xfc};
}

RingStreamSource::RingStreamSource(std::shared_ptr<const RingContent> content, size_t stream,
                                   std::shared_ptr<ReadFaults> faults)
    : content_(std::move(content)), stream_(stream), faults_(std::move(faults)) {}

size_t RingStreamSource::frame_bytes() const {
  return held().encoder.codec == Codec::kPcm16 ? 2 * static_cast<size_t>(channels()) : 0;
}

std::string RingStreamSource::name() const {
  return stream_ == 0 ? "the mix" : "the track of " + TrackName(held().info, stream_ - 1);
}

OpenedStream RingStreamSource::Open(int64_t frame) const {
  const int64_t end = stream().end_frame;
  const int64_t first = stream().first_frame + std::min(frame, frames());
  const HeldPiece piece = {first, end, {}, content_->ring->image().Runs(stream().ring_stream, first, end)};
  return OpenHeldStream(held(), stream_, {piece}, first, silent_block());
}

void RingStreamSource::NoteLost(const OpenedStream& opened) const {
  for (const OpenedStream::Part& part : opened.parts) {
    for (const RingHole& hole : part.holes()) AddNew(hole, content_->holes[part.stream], &faults_->lost);
  }
}

RingStreamFile::RingStreamFile(AudioFacts facts, std::shared_ptr<const RingContent> content, size_t stream)
    : facts_(std::move(facts)), source_(std::move(content), stream, faults_) {
  const bool is_aac = source_.frame_bytes() == 0;
  facts_.container = "ring";
  facts_.codec = is_aac ? "aac-lc" : CodecName(PcmKind::kInt16);
  facts_.sample_rate_hz = source_.sample_rate_hz();
  facts_.channels = source_.channels();
  facts_.frames = source_.frames();
  facts_.frame_bytes = source_.frame_bytes();
  facts_.plain = false;
  facts_.decodable = !is_aac || CanDecodeAac();
}

Result<std::unique_ptr<AudioReader>> RingStreamFile::OpenReader(const FrameRange& range, int channel) {
  const FrameRange within = Within(range, facts_.frames);
  if (facts_.frame_bytes == 0) {
    return AacReader::Open(std::make_unique<RingAdtsFrames>(source_), {facts_.sample_rate_hz, facts_.channels}, within,
                           channel, faults_, AacOrigin::kOurRecorder);
  }
  PcmLayout layout;
  layout.sample_rate_hz = facts_.sample_rate_hz;
  layout.channels = facts_.channels;
  layout.data_bytes = static_cast<uint64_t>(facts_.frames) * facts_.frame_bytes;
  return std::unique_ptr<AudioReader>(
      std::make_unique<PcmReader>(std::make_shared<RingPcmBytes>(source_), layout, within, channel, faults_));
}

Result<std::unique_ptr<AdtsFrames>> RingStreamFile::OpenAdtsFrames() {
  if (facts_.frame_bytes != 0) return AudioFile::OpenAdtsFrames();
  return std::unique_ptr<AdtsFrames>(std::make_unique<RingAdtsFrames>(source_));
}

void RingStreamFile::TellFaults(Problems* problems) const {
  TellDamagedAac(facts_.name, *faults_, problems);
  const int64_t lost = faults_->lost.frames();
  if (lost == 0) return;
  problems->Add(std::to_string(lost) + " frames of " + source_.name() + " in " + facts_.name +
                " have been overwritten or removed since it was opened; they are silence: open it anew");
}

}  // namespace vr
