#include "analysis/aac_reader.h"

#include <algorithm>

namespace vr {
namespace {

// A frame overlaps with the one before it, and with no other.
constexpr uint64_t kPreRollFrames = 2;
// In which the first frame that is whole is looked for.
constexpr int kFramesToTry = 16;

}  // namespace

Result<std::unique_ptr<AudioReader>> AacReader::Open(std::unique_ptr<AdtsFrames> source, const AdtsFormat& format,
                                                     const FrameRange& range, int channel,
                                                     std::shared_ptr<ReadFaults> faults, AacOrigin origin) {
  Result<std::unique_ptr<AacDecoder>> decoder = MakeAacDecoder(format.channels);
  if (!decoder.ok()) return decoder.status();
  std::unique_ptr<AacReader> reader(new AacReader);
  reader->source_ = std::move(source);
  reader->decoder_ = std::move(decoder.value());
  reader->format_ = format;
  reader->range_ = range;
  reader->channel_ = channel;
  reader->faults_ = std::move(faults);
  reader->block_.resize(static_cast<size_t>(kAacBlockFrames * format.channels));
  const Status status = origin == AacOrigin::kAnywhere ? reader->CheckProfile() : Status::Ok();
  if (!status.ok()) return status;
  return std::unique_ptr<AudioReader>(std::move(reader));
}

// The headers of ADTS tell the LC part of HE-AAC alone; only a decoder sees the rest.
Status AacReader::CheckProfile() {
  Status status = source_->Seek(0);
  for (int i = 0; status.ok() && i < kFramesToTry; ++i) {
    const Result<ByteView> frame = source_->Next();
    if (!frame.ok()) return frame.status();
    if (frame.value().size_bytes == 0) break;
    const Result<AacDecoded> decoded = decoder_->Decode(frame.value(), block_.data());
    if (!decoded.ok()) return decoded.status();
    if (decoded.value() == AacDecoded::kHighEfficiency) {
      return {ErrorCode::kNotSupported,
              "its AAC is HE-AAC (with SBR), whose samples are not read, and AAC-LC is expected: its length and places "
              "are right, for its sound convert it, e.g. with ffmpeg"};
    }
    if (decoded.value() == AacDecoded::kFrames) break;
  }
  decoder_->Restart();
  return status.ok() ? source_->Seek(0) : status;
}

Result<bool> AacReader::DecodeNext() {
  has_block_ = false;
  const Result<ByteView> frame = source_->Next();
  if (!frame.ok()) return frame.status();
  if (frame.value().size_bytes == 0) return false;
  if (source_->is_stand_in()) {
    decoder_->Restart();
    std::fill(block_.begin(), block_.end(), 0.0f);
    ++next_;
    has_block_ = true;
    return true;
  }
  const Result<AacDecoded> decoded = decoder_->Decode(frame.value(), block_.data());
  if (!decoded.ok()) return decoded.status();
  if (decoded.value() != AacDecoded::kFrames) {
    faults_->AddDamaged(next_);
    faults_->high_efficiency = faults_->high_efficiency || decoded.value() == AacDecoded::kHighEfficiency;
    std::fill(block_.begin(), block_.end(), 0.0f);
  }
  ++next_;
  has_block_ = true;
  return true;
}

Result<bool> AacReader::Load(uint64_t number) {
  if (has_block_ && number + 1 == next_) return true;
  if (number < next_ || number - next_ > kPreRollFrames) {
    next_ = number - std::min(number, kPreRollFrames);
    has_block_ = false;
    decoder_->Restart();
    Status status = source_->Seek(next_);
    if (!status.ok()) return status;
  }
  while (next_ <= number) {
    const Result<bool> decoded = DecodeNext();
    if (!decoded.ok() || !decoded.value()) return decoded;
  }
  return true;
}

void AacReader::Take(size_t offset, size_t frames, float* into) const {
  const auto channels = static_cast<size_t>(format_.channels);
  if (channel_ < 0) {
    std::copy_n(block_.data() + offset * channels, frames * channels, into);
    return;
  }
  const float* from = block_.data() + offset * channels + static_cast<size_t>(channel_);
  for (size_t i = 0; i < frames; ++i) into[i] = from[i * channels];
}

Result<size_t> AacReader::Read(int64_t first_frame, size_t frames, float* into) {
  if (first_frame < 0) return Status(ErrorCode::kInvalidArgument, "frames before 0 are not to be had");
  const auto left = static_cast<uint64_t>(std::max<int64_t>(range_.frames - first_frame, 0));
  const auto wanted = static_cast<size_t>(std::min<uint64_t>(frames, left));
  size_t done = 0;
  while (done < wanted) {
    const auto at = static_cast<uint64_t>(range_.first_frame + first_frame) + done;
    const Result<bool> loaded = Load(at / kAacBlockFrames);
    if (!loaded.ok()) return loaded.status();
    if (!loaded.value()) break;  // the file was cut meanwhile
    const auto offset = static_cast<size_t>(at % kAacBlockFrames);
    const size_t count = std::min(wanted - done, kAacBlockFrames - offset);
    Take(offset, count, into + done * static_cast<size_t>(channels()));
    done += count;
  }
  return done;
}

}  // namespace vr
