#include "writer/held_pieces.h"

#include <algorithm>
#include <utility>

#include "writer/adts_frames.h"
#include "writer/wav_header.h"

namespace vr {
namespace {

constexpr uint64_t kHeldPieceBytes = uint64_t{1} << 20;
static_assert(kWavHeaderBytes % 4 == 0, "the first piece ends at a whole frame of 1 or 2 channels");

}  // namespace

HeldPieces::HeldPieces(std::vector<ByteView> audio, const CaptureFormat& format)
    : audio_(std::move(audio)), format_(format) {
  for (const ByteView& view : audio_) total_bytes_ += view.size_bytes;
}

std::vector<ByteView> HeldPieces::ViewsFrom(Cursor* cursor, uint64_t size_bytes) const {
  std::vector<ByteView> views;
  while (size_bytes > 0) {
    const ByteView& view = audio_[cursor->view];
    const auto size = static_cast<size_t>(std::min<uint64_t>(size_bytes, view.size_bytes - cursor->offset_bytes));
    if (size > 0) views.push_back({view.data + cursor->offset_bytes, size});
    size_bytes -= size;
    cursor->offset_bytes += size;
    if (cursor->offset_bytes < view.size_bytes) break;
    ++cursor->view;
    cursor->offset_bytes = 0;
  }
  return views;
}

uint64_t HeldPieces::PieceBytes() const {
  const uint64_t left = total_bytes_ - taken_bytes_;
  if (left <= kHeldPieceBytes) return left;
  // Behind a WAV header the writes then end at whole MiB of the file.
  if (format_.codec == Codec::kPcm16) return taken_bytes_ == 0 ? kHeldPieceBytes - kWavHeaderBytes : kHeldPieceBytes;
  Cursor ahead = cursor_;
  const uint64_t whole = LastAdtsFrameEnd(ViewsFrom(&ahead, kHeldPieceBytes), 0, kHeldPieceBytes);
  return whole == 0 ? kHeldPieceBytes : whole;
}

Result<std::vector<ByteView>> HeldPieces::Next() {
  const uint64_t size_bytes = PieceBytes();
  taken_bytes_ += size_bytes;
  return ViewsFrom(&cursor_, size_bytes);
}

}  // namespace vr
