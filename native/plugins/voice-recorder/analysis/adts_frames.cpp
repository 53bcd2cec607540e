#include "analysis/adts_frames.h"

namespace vr {

IndexedAdtsFrames::IndexedAdtsFrames(std::shared_ptr<ByteSource> bytes, std::shared_ptr<const AdtsIndex> index)
    : bytes_(std::move(bytes)),
      index_(std::move(index)),
      cursor_(*bytes_, index_->format(), index_->begin(), bytes_->size_bytes()) {}

Status IndexedAdtsFrames::Seek(uint64_t frame) {
  const AdtsIndex::Place place = index_->Before(frame);
  const bool near = next_ <= frame && place.frame <= next_;
  if (!near) {
    cursor_.MoveTo(place.offset);
    next_ = place.frame;
  }
  while (next_ < frame) {
    const Result<AdtsStepKind> step = cursor_.Next(&frame_);
    if (!step.ok()) return step.status();
    if (step.value() != AdtsStepKind::kFrame) break;
    ++next_;
  }
  return Status::Ok();
}

Result<ByteView> IndexedAdtsFrames::Next() {
  if (next_ >= index_->frames()) return ByteView();
  const Result<AdtsStepKind> step = cursor_.Next(&frame_);
  if (!step.ok()) return step.status();
  if (step.value() != AdtsStepKind::kFrame) return ByteView();
  ++next_;
  return cursor_.Bytes(frame_);
}

}  // namespace vr
