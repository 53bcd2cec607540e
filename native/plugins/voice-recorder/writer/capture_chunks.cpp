#include "writer/capture_chunks.h"

#include <algorithm>

#include "writer/adts_frames.h"
#include "writer/wav_header.h"

namespace vr {
namespace {

constexpr uint64_t kChunkBytes = uint64_t{1} << 20;
static_assert(kWavHeaderBytes % 4 == 0, "the first chunk ends at a whole frame of 1 or 2 channels");

}  // namespace

CaptureChunks::CaptureChunks(const std::vector<ByteView>& audio, const CaptureFormat& format)
    : audio_(audio), format_(format) {
  for (const ByteView& view : audio) total_bytes_ += view.size_bytes;
}

uint64_t CaptureChunks::ChunkBytes() const {
  const uint64_t left = total_bytes_ - taken_bytes_;
  if (left <= kChunkBytes) return left;
  if (format_.codec == Codec::kPcm16) return taken_bytes_ == 0 ? kChunkBytes - kWavHeaderBytes : kChunkBytes;
  const uint64_t end = LastAdtsFrameEnd(audio_, taken_bytes_, taken_bytes_ + kChunkBytes);
  return end == taken_bytes_ ? kChunkBytes : end - taken_bytes_;
}

bool CaptureChunks::Next(std::vector<ByteView>* chunk) {
  chunk->clear();
  uint64_t left = ChunkBytes();
  if (left == 0) return false;
  taken_bytes_ += left;
  while (left > 0) {
    const ByteView& view = audio_[view_];
    const size_t size = static_cast<size_t>(std::min<uint64_t>(left, view.size_bytes - view_offset_));
    if (size > 0) chunk->push_back({view.data + view_offset_, size});
    left -= size;
    view_offset_ += size;
    if (view_offset_ < view.size_bytes) break;
    ++view_;
    view_offset_ = 0;
  }
  return true;
}

}  // namespace vr
