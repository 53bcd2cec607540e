#include "analysis/ring_stream_file.h"

#include <algorithm>

#include "analysis/aac_reader.h"
#include "analysis/adts_file.h"
#include "analysis/pcm_reader.h"
#include "cycle/adts_walk.h"
#include "encode/encoder.h"
#include "recorder/held_readers.h"

namespace vr {
namespace {

// Takes bytes in order out of pieces.
class PieceBytes {
 public:
  Status Begin(Result<std::unique_ptr<AudioPieces>> pieces) {
    if (!pieces.ok()) return pieces.status();
    pieces_ = std::move(pieces.value());
    bytes_.clear();
    at_ = 0;
    return Status::Ok();
  }
  // At least one byte, unless there are no more.
  Result<ByteView> Rest() {
    while (at_ == bytes_.size()) {
      const Result<std::vector<ByteView>> piece = pieces_->Next();
      if (!piece.ok()) return piece.status();
      if (piece.value().empty()) return ByteView();
      bytes_.clear();
      at_ = 0;
      for (const ByteView& view : piece.value()) bytes_.insert(bytes_.end(), view.data, view.data + view.size_bytes);
    }
    return ByteView{bytes_.data() + at_, bytes_.size() - at_};
  }
  void Skip(size_t size_bytes) { at_ += size_bytes; }

 private:
  std::unique_ptr<AudioPieces> pieces_;
  std::vector<uint8_t> bytes_;
  size_t at_ = 0;
};

// The stretch as bytes, for the reader of PCM. Reading on costs nothing; another place begins anew.
class RingPcmBytes final : public ByteSource {
 public:
  explicit RingPcmBytes(const RingStreamSource& source) : source_(source), frame_bytes_(source.frame_bytes()) {}

  uint64_t size_bytes() const override { return static_cast<uint64_t>(source_.frames()) * frame_bytes_; }
  Result<size_t> ReadAt(uint64_t offset, uint8_t* to, size_t size_bytes) override {
    if (offset != next_ || !begun_) {
      const Status status = pieces_.Begin(source_.Open(static_cast<int64_t>(offset / frame_bytes_)));
      if (!status.ok()) return status;
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
  explicit RingAdtsFrames(const RingStreamSource& source) : source_(source), silent_(source.silent_block()) {}

  Status Seek(uint64_t frame) override {
    if (begun_ && frame == next_) return Status::Ok();
    const Status status = pieces_.Begin(source_.Open(static_cast<int64_t>(frame) * kAacBlockFrames));
    if (!status.ok()) return status;
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
    if (step.size_bytes == 0) return Status(ErrorCode::kUnreadable, "the ring's AAC does not follow its own lengths");
    pieces_.Skip(step.size_bytes);
    ++next_;
    const ByteView frame = {rest.value().data, step.size_bytes};
    return IsOfTheStream(frame.data) ? frame : ByteView{silent_.data(), silent_.size()};
  }

 private:
  // A block of another rate or channel count is none that a recorder wrote there.
  bool IsOfTheStream(const uint8_t* bytes) const {
    AdtsHeader header;
    return ReadAdtsHeader(bytes, &header) && header.frames == kAacBlockFrames &&
           header.sample_rate_hz == source_.sample_rate_hz() && header.channels == source_.channels();
  }

  const RingStreamSource source_;
  const std::vector<uint8_t> silent_;
  PieceBytes pieces_;
  bool begun_ = false;
  uint64_t next_ = 0;
};

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

RingStreamSource::RingStreamSource(std::shared_ptr<const LeftRing> ring, std::shared_ptr<const HeldCapture> held,
                                   size_t stream)
    : ring_(std::move(ring)), held_(std::move(held)), stream_(stream) {}

size_t RingStreamSource::frame_bytes() const {
  return held_->encoder.codec == Codec::kPcm16 ? 2 * static_cast<size_t>(channels()) : 0;
}

std::vector<uint8_t> RingStreamSource::silent_block() const {
  Result<std::vector<uint8_t>> block = SilentBlock(EncoderOf(*held_, stream(), Codec::kAacLc));
  return block.ok() ? std::move(block.value()) : EmptyAacBlock(sample_rate_hz(), channels());
}

Result<std::unique_ptr<AudioPieces>> RingStreamSource::Open(int64_t frame) const {
  HeldStream rest = stream();
  const int64_t first = rest.first_frame + std::min(frame, frames());
  rest.pieces = {{first, rest.end_frame, {}, ring_->image().Runs(rest.ring_stream, first, rest.end_frame)}};
  return OpenHeldStream(*held_, rest, stream_ == 0, first);
}

RingStreamFile::RingStreamFile(AudioFacts facts, std::shared_ptr<const LeftRing> ring,
                               std::shared_ptr<const HeldCapture> held, size_t stream)
    : facts_(std::move(facts)), source_(std::move(ring), std::move(held), stream) {
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
                           channel, faults_);
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
}

}  // namespace vr
