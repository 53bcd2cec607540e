#include "analysis/pcm_reader.h"

#include <algorithm>
#include <cstring>

#include "base/little_endian.h"

namespace vr {
namespace {

constexpr size_t kPcmPieceBytes = size_t{1} << 17;  // stays in the cache of a core between reading and converting

constexpr bool IsLittleEndian() {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  return false;
#else
  return true;
#endif
}

void CopyPcm16(const uint8_t* from, size_t step, size_t samples, int16_t* to) {
  if (step == 1 && IsLittleEndian()) {
    std::memcpy(to, from, samples * sizeof *to);
    return;
  }
  for (size_t i = 0; i < samples; ++i) to[i] = static_cast<int16_t>(GetLe(from + i * step * sizeof *to, 2));
}

}  // namespace

PcmReader::PcmReader(std::shared_ptr<ByteSource> bytes, const PcmLayout& layout, const FrameRange& range, int channel,
                     std::shared_ptr<ReadFaults> faults)
    : bytes_(std::move(bytes)), layout_(layout), range_(range), channel_(channel), faults_(std::move(faults)) {}

Result<size_t> PcmReader::ReadPiece(int64_t first_frame, size_t frames, const uint8_t** bytes) {
  const size_t frame_bytes = layout_.frame_bytes();
  piece_.resize(kPcmPieceBytes);
  const size_t wanted = std::min(frames, kPcmPieceBytes / frame_bytes) * frame_bytes;
  const uint64_t at = layout_.data_offset + static_cast<uint64_t>(range_.first_frame + first_frame) * frame_bytes;
  const Result<size_t> got = bytes_->ReadAt(at, piece_.data(), wanted);
  *bytes = piece_.data();
  return got.ok() ? Result<size_t>(got.value() / frame_bytes) : got;
}

template <typename Take>
Result<size_t> PcmReader::ReadPieces(int64_t first_frame, size_t frames, const Take& take) {
  if (first_frame < 0) return Status(ErrorCode::kInvalidArgument, "frames before 0 are not to be had");
  const auto left = static_cast<uint64_t>(std::max<int64_t>(range_.frames - first_frame, 0));
  const auto wanted = static_cast<size_t>(std::min<uint64_t>(frames, left));
  size_t done = 0;
  while (done < wanted) {
    const uint8_t* bytes = nullptr;
    const Result<size_t> got = ReadPiece(first_frame + static_cast<int64_t>(done), wanted - done, &bytes);
    if (!got.ok()) return got;
    if (got.value() == 0) break;  // the file was cut meanwhile
    take(bytes, got.value(), done);
    done += got.value();
  }
  return done;
}

Result<size_t> PcmReader::Read(int64_t first_frame, size_t frames, float* into) {
  const auto channels = static_cast<size_t>(layout_.channels);
  size_t broken = 0;
  const Result<size_t> done = ReadPieces(first_frame, frames, [&](const uint8_t* bytes, size_t count, size_t at) {
    broken += channel_ < 0 ? ToFloats(layout_.kind, bytes, count * channels, into + at * channels)
                           : ChannelToFloats(layout_.kind, bytes, count, layout_.channels, channel_, into + at);
  });
  if (broken > 0) faults_->broken_samples = true;
  return done;
}

Result<size_t> PcmReader::ReadPcm16(int64_t first_frame, size_t frames, int16_t* into) {
  if (!pcm16()) return AudioReader::ReadPcm16(first_frame, frames, into);
  const auto channels = static_cast<size_t>(layout_.channels);
  return ReadPieces(first_frame, frames, [&](const uint8_t* bytes, size_t count, size_t at) {
    if (channel_ < 0) {
      CopyPcm16(bytes, 1, count * channels, into + at * channels);
    } else {
      CopyPcm16(bytes + 2 * static_cast<size_t>(channel_), channels, count, into + at);
    }
  });
}

}  // namespace vr
