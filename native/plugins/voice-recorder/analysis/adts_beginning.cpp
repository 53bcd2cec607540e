#include "analysis/adts_beginning.h"

#include <algorithm>
#include <cstring>

namespace vr {
namespace {

constexpr uint64_t kSearchBytes = uint64_t{1} << 20;
constexpr int kFramesInARow = 3;  // that make a stream
constexpr size_t kLookAheadBytes = kFramesInARow * size_t{8192};
constexpr int kLowComplexity = 1;

bool AreAlike(const AdtsHeader& a, const AdtsHeader& b) {
  return a.frames == b.frames && a.sample_rate_hz == b.sample_rate_hz && a.channels == b.channels;
}

// Frames of one format follow each other from the first byte on, kFramesInARow of them or up to the end of the file.
bool BeginsStream(const ByteView& bytes, bool to_the_end, AdtsHeader* first) {
  size_t at = 0;
  for (int i = 0; i < kFramesInARow; ++i) {
    const bool alone = i == 1 && at == bytes.size_bytes;
    if (to_the_end && i > 0 && at + kAdtsHeaderBytes > bytes.size_bytes) return i > 1 || alone;
    AdtsHeader header;
    if (at + kAdtsHeaderBytes > bytes.size_bytes || !ReadAdtsHeader(bytes.data + at, &header)) return false;
    if (i == 0) *first = header;
    if (header.sample_rate_hz == 0 || !AreAlike(header, *first)) return false;
    at += header.frame_bytes;
    if (at > bytes.size_bytes) return to_the_end && i > 0;
  }
  return true;
}

Result<AdtsBeginning> Checked(const AdtsHeader& header, const uint8_t* bytes, uint64_t offset) {
  const auto refuse = [](const char* why) { return Status(ErrorCode::kNotSupported, why); };
  if (header.frames != kAacBlockFrames) {
    return refuse("its ADTS frames hold several blocks each, and one of 1024 frames is expected: encode it again");
  }
  if (header.channels == 0) {
    return refuse("its ADTS headers do not say how many channels there are, 1 to 8 are expected: encode it again");
  }
  if (bytes[2] >> 6 != kLowComplexity) return refuse("its AAC is of another profile than LC: encode it again");
  return AdtsBeginning{offset, {header.sample_rate_hz, header.channels}};
}

}  // namespace

Result<AdtsBeginning> FindAdts(ByteSource& source, uint64_t begin) {
  ByteWindow window(source);
  const uint64_t limit = std::min(source.size_bytes(), begin + kSearchBytes);
  for (uint64_t at = begin; at < limit;) {
    const Result<ByteView> piece = window.At(at, kLookAheadBytes);
    if (!piece.ok()) return piece.status();
    const ByteView& bytes = piece.value();
    const void* sync = bytes.size_bytes == 0 ? nullptr : std::memchr(bytes.data, 0xff, bytes.size_bytes);
    if (sync != bytes.data || bytes.size_bytes == 0) {
      at = sync == nullptr ? at + std::max<size_t>(bytes.size_bytes, 1)
                           : at + static_cast<uint64_t>(static_cast<const uint8_t*>(sync) - bytes.data);
      continue;
    }
    AdtsHeader header;
    if (BeginsStream(bytes, at + bytes.size_bytes >= source.size_bytes(), &header)) {
      return Checked(header, bytes.data, at);
    }
    ++at;
  }
  return Status(ErrorCode::kUnreadable, "no frames of ADTS AAC were found in it");
}

}  // namespace vr
