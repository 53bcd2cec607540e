#include "analysis/adts_cursor.h"

#include <algorithm>
#include <cstring>

namespace vr {
namespace {

constexpr size_t kPieceBytes = size_t{1} << 14;
constexpr size_t kFrameAndHeaderBytes = 8191 + kAdtsHeaderBytes;  // a frame and the header behind it

bool IsOf(const AdtsHeader& header, const AdtsFormat& format) {
  return header.frames == kAacBlockFrames && header.sample_rate_hz == format.sample_rate_hz &&
         header.channels == format.channels;
}

}  // namespace

Result<bool> AdtsCursor::HeaderAt(uint64_t offset, AdtsHeader* header) {
  if (offset + kAdtsHeaderBytes > end_) return false;
  const Result<ByteView> bytes = window_.At(offset, kAdtsHeaderBytes);
  if (!bytes.ok()) return bytes.status();
  return bytes.value().size_bytes == kAdtsHeaderBytes && ReadAdtsHeader(bytes.value().data, header) &&
         IsOf(*header, format_);
}

Result<bool> AdtsCursor::IsConfirmed(uint64_t offset, AdtsHeader* header) {
  // Both headers in one piece, so that the window does not go to and fro.
  const Result<ByteView> both = window_.At(offset, kFrameAndHeaderBytes);
  if (!both.ok()) return both.status();
  const Result<bool> here = HeaderAt(offset, header);
  if (!here.ok() || !here.value()) return here;
  const uint64_t next = offset + header->frame_bytes;
  if (next == end_) return true;
  AdtsHeader following;
  return HeaderAt(next, &following);
}

Result<uint64_t> AdtsCursor::FindConfirmed(uint64_t from, uint64_t to) {
  while (from < to) {
    const Result<ByteView> piece = window_.At(from, static_cast<size_t>(std::min<uint64_t>(kPieceBytes, to - from)));
    if (!piece.ok()) return piece.status();
    if (piece.value().size_bytes == 0) return to;
    const void* found = std::memchr(piece.value().data, 0xff, piece.value().size_bytes);
    if (found == nullptr) {
      from += piece.value().size_bytes;
      continue;
    }
    from += static_cast<uint64_t>(static_cast<const uint8_t*>(found) - piece.value().data);
    AdtsHeader header;
    const Result<bool> confirmed = IsConfirmed(from, &header);
    if (!confirmed.ok()) return confirmed.status();
    if (confirmed.value()) return from;
    ++from;
  }
  return to;
}

// Where the frame that is expected at at_ begins: there, or behind what is no frame; end_ when nothing follows.
Result<uint64_t> AdtsCursor::FindNext() {
  AdtsHeader header;
  const Result<bool> here = HeaderAt(at_, &header);
  if (!here.ok()) return here.status();
  if (!here.value()) return FindConfirmed(at_, end_);
  const Result<bool> confirmed = IsConfirmed(at_, &header);
  if (!confirmed.ok()) return confirmed.status();
  if (confirmed.value()) return at_;
  // A frame that begins within this one tells that its length is wrong.
  const uint64_t limit = std::min(at_ + header.frame_bytes, end_);
  const Result<uint64_t> other = FindConfirmed(at_ + kAdtsHeaderBytes, limit);
  return other.ok() && other.value() == limit ? Result<uint64_t>(at_) : other;
}

// Nothing that could be a frame follows.
Result<AdtsStepKind> AdtsCursor::End() {
  skipped_bytes_ = end_ - at_;
  const Result<ByteView> rest = window_.At(at_, kAdtsHeaderBytes);
  if (!rest.ok()) return rest.status();
  const ByteView& bytes = rest.value();
  const bool begun = bytes.size_bytes > 0 && skipped_bytes_ < kAdtsHeaderBytes && bytes.data[0] == 0xff &&
                     (bytes.size_bytes == 1 || (bytes.data[1] & 0xf6) == 0xf0);
  if (begun) skipped_bytes_ = 0;
  return begun ? AdtsStepKind::kTorn : AdtsStepKind::kEnd;
}

Result<AdtsStepKind> AdtsCursor::Next(AdtsFrameAt* frame) {
  skipped_bytes_ = 0;
  const Result<uint64_t> begin = FindNext();
  if (!begin.ok()) return begin.status();
  if (begin.value() >= end_) return End();
  AdtsHeader header;
  const Result<bool> there = HeaderAt(begin.value(), &header);
  if (!there.ok()) return there.status();
  if (!there.value()) return Status(ErrorCode::kUnreadable, "the file changed while it was read");
  if (begin.value() + header.frame_bytes > end_) return AdtsStepKind::kTorn;
  skipped_bytes_ = begin.value() - at_;
  *frame = {begin.value(), header.frame_bytes};
  at_ = frame->end();
  return AdtsStepKind::kFrame;
}

}  // namespace vr
